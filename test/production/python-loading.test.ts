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
});
