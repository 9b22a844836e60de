import assert from 'node:assert/strict';
import { pictured } from './picture.ts';

/** A project of Django with an app beside it that its settings name, and one that they do not. */
const project = (at: string): Record<string, string> => ({
  'requirements.txt': 'Django==5.0\ncelery==5.3\nrequests==2.31\n',
  [`${at}manage.py`]:
    'import os\nimport sys\n\nif __name__ == "__main__":\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\n    from django.core.management import execute_from_command_line\n    execute_from_command_line(sys.argv)\n',
  [`${at}site1/__init__.py`]: '',
  [`${at}site1/settings.py`]:
    'import os\n\nINSTALLED_APPS = [\n    "django.contrib.auth",\n    "basket.apps.BasketConfig",\n]\nROOT_URLCONF = "site1.urls"\nMIDDLEWARE = ["site1.tracing.Trace"]\n',
  [`${at}site1/urls.py`]:
    'from django.urls import include, path\n\nurlpatterns = [path("basket/", include("basket.urls"))]\n',
  [`${at}site1/tracing.py`]: 'class Trace:\n    pass\n',
  [`${at}site1/celery.py`]:
    'import os\nfrom celery import Celery\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\napp = Celery("site1")\napp.autodiscover_tasks()\n',
  [`${at}site1/wsgi.py`]:
    'import os\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\napplication = get_wsgi_application()\n',
  [`${at}basket/__init__.py`]: '',
  [`${at}basket/apps.py`]:
    'from django.apps import AppConfig\n\n\nclass BasketConfig(AppConfig):\n    name = "basket"\n',
  [`${at}basket/urls.py`]: 'from . import views\n\nurlpatterns = []\n',
  [`${at}basket/views.py`]:
    'import requests\n\n\ndef show(request):\n    return requests.get("https://price.acme.io/")\n',
  [`${at}basket/tasks.py`]: 'from celery import shared_task\n\n\n@shared_task\ndef send():\n    pass\n',
  [`${at}basket/management/commands/sweep.py`]:
    'import requests\n\n\ndef handle():\n    requests.get("https://sweep.acme.io/")\n',
  [`${at}spare/__init__.py`]: '',
  [`${at}spare/views.py`]:
    'import requests\n\n\ndef show(request):\n    return requests.get("https://spare.acme.io/")\n',
});

const procfile = (before: string) =>
  `web: ${before}gunicorn site1.wsgi\nworker: ${before}celery -A site1 worker\nbeat: ${before}celery -A site1 beat\n`;

describe('what programs of Python load', () => {
  it('is looked for in the folder that a command goes to before it starts', async () => {
    const { programs } = await pictured({ ...project('app/'), Procfile: procfile('cd app && ') });
    const started = programs.filter(({ starts }) => starts.length > 0);
    assert.deepEqual(
      started.map(({ id, kind }) => `${id}: ${kind}`),
      ['app/site1/celery.py: worker', 'app/site1/wsgi.py: server'],
    );
    const elsewhere = await pictured({ ...project('app/'), Procfile: procfile('cd nowhere && ') });
    assert.ok(!elsewhere.programs.some(({ id, starts }) => id.endsWith('wsgi.py') && starts.length > 0));
  });

  for (const at of ['', 'app/'])
    it(`is in Django what its settings name, and no app beside it that they do not: in '${at}'`, async () => {
      const before = at === '' ? '' : 'cd app && ';
      const { standing } = await pictured({ ...project(at), Procfile: procfile(before) });
      const of = (file: string) => standing.get(at + file)?.standing;
      for (const file of [
        'basket/views.py',
        'basket/tasks.py',
        'basket/urls.py',
        'site1/settings.py',
        'site1/tracing.py',
      ])
        assert.equal(of(file), 'serves', file);
      assert.equal(of('spare/views.py'), 'unreached');
      assert.equal(of('basket/management/commands/sweep.py'), 'operates', 'people run it, no server does');
    });

  it('is in Django each package that looks like an app, where the settings name none that is here', async () => {
    const files = project('');
    const { standing } = await pictured({
      ...files,
      'site1/settings.py': 'from shared_settings import *\n',
      'scripts/once.py': 'import requests\n\nrequests.get("https://once.acme.io/")\n',
      Procfile: procfile(''),
    });
    assert.equal(standing.get('basket/views.py')?.standing, 'serves');
    assert.equal(standing.get('scripts/once.py')?.standing, 'operates', 'manage.py may run it, no server does');
  });

  it('is not known below a package whose modules are named while it runs, and is none beside it', async () => {
    const { standing } = await pictured({
      'requirements.txt': 'flask\n',
      Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ["gunicorn", "shop.main:app"]\n',
      'shop/main.py':
        'import importlib\nfrom flask import Flask\n\napp = Flask(__name__)\nfor name in ["a"]:\n    importlib.import_module("plugins." + name)\n    importlib.import_module(f"hooks.{name}")\n',
      'plugins/a.py': 'import requests\n',
      'hooks/a.py': 'import requests\n',
      'shop/spare.py': 'import requests\n',
      'spare/a.py': 'import requests\n',
    });
    for (const file of ['plugins/a.py', 'hooks/a.py']) assert.equal(standing.get(file)?.standing, 'unknown', file);
    for (const file of ['spare/a.py', 'shop/spare.py']) assert.equal(standing.get(file)?.standing, 'unreached', file);
  });

  it('is the beginning of each package on the way of a module, and of none for a script', async () => {
    const files = {
      'requirements.txt': 'flask\n',
      'shop/__init__.py': 'import requests\n',
      'shop/api/__init__.py': 'import requests\n',
      'shop/api/main.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
      'shop/other/__init__.py': 'import requests\n',
    };
    const image = (command: string) => `FROM python:3.12\nCOPY . .\nEXPOSE 80\nCMD ${command}\n`;
    const asModule = await pictured({ ...files, Dockerfile: image('["gunicorn", "shop.api.main:app"]') });
    const of = (file: string) => asModule.standing.get(file)?.standing;
    assert.equal(of('shop/__init__.py'), 'serves');
    assert.equal(of('shop/api/__init__.py'), 'serves');
    assert.equal(of('shop/other/__init__.py'), 'unreached');
    const script = await pictured({
      ...files,
      'shop/api/main.py': `${files['shop/api/main.py']}if __name__ == "__main__":\n    app.run()\n`,
      Dockerfile: image('["python", "shop/api/main.py"]'),
    });
    assert.equal(script.standing.get('shop/api/__init__.py')?.standing, 'unreached');
  });
});
