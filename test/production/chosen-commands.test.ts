import assert from 'node:assert/strict';
import { pictured } from './picture.ts';

const command = (name: string, call: string) => `package cmd

import (
	"example.com/shop/${call}"
	"github.com/spf13/cobra"
)

var ${name}Cmd = &cobra.Command{
	Use:   "${name} [flags]",
	Short: "runs it",
	RunE:  func(cmd *cobra.Command, args []string) error { return ${call}.Run() },
}

func init() { rootCmd.AddCommand(${name}Cmd) }
`;

const shop = (given: string) => ({
  'go.mod': 'module example.com/shop\n',
  'main.go': 'package main\n\nimport "example.com/shop/cmd"\n\nfunc main() { cmd.Execute() }\n',
  'cmd/root.go':
    'package cmd\n\nimport "github.com/spf13/cobra"\n\nvar rootCmd = &cobra.Command{Use: "shop"}\n\nfunc Execute() { rootCmd.Execute() }\n',
  'cmd/serve.go': command('serve', 'web'),
  'cmd/migrate.go': command('migrate', 'schema'),
  'cmd/worker.go': command('worker', 'mail'),
  'web/web.go': 'package web\n\nimport "net/http"\n\nfunc Run() error { return http.ListenAndServe(":80", nil) }\n',
  'schema/schema.go': 'package schema\n\nfunc Run() error { return nil }\n',
  'mail/mail.go': 'package mail\n\nfunc Run() error { return nil }\n',
  Dockerfile:
    'FROM golang:1.24 AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'compose.yaml': `services:\n  web:\n    build: .\n    command: ${given}\n    ports: ["80:80"]\n`,
});

describe('one program of many commands', () => {
  it('runs for each start what its command registers, and is what the command says', async () => {
    const files = shop('serve --port 80');
    const compose = `${files['compose.yaml']}  schema:\n    build: .\n    command: migrate\n  mail:\n    build: .\n    command: ["worker"]\n`;
    const { programs, services, standing } = await pictured({ ...files, 'compose.yaml': compose });
    const of = (name: string) => {
      const service = services.find((each) => each.name === name);
      return programs.find(({ id }) => id === service?.program);
    };
    assert.deepEqual(
      ['web', 'schema', 'mail'].map((name) => [of(name)?.id, of(name)?.kind]),
      [
        ['main.go serve', 'server'],
        ['main.go migrate', 'job'],
        ['main.go worker', 'worker'],
      ],
    );
    assert.deepEqual([...(of('schema')?.files ?? [])].sort(), [
      'cmd/migrate.go',
      'cmd/root.go',
      'main.go',
      'schema/schema.go',
    ]);
    assert.ok(of('web')?.files.has('web/web.go'));
    assert.ok(!of('mail')?.files.has('web/web.go'));
    assert.equal(standing.get('mail/mail.go')?.standing, 'works');
  });

  it('keeps commands that nothing starts for people who run them by hand', async () => {
    const { standing } = await pictured(shop('serve'));
    assert.equal(standing.get('web/web.go')?.standing, 'serves');
    assert.equal(standing.get('mail/mail.go')?.standing, 'operates');
  });

  for (const [what, given] of [
    ['names none of them', '--config /etc/shop.yaml'],
    ['is filled in later', '$MODE'],
  ] as const)
    it(`is run whole where the start ${what}`, async () => {
      const { programs, standing } = await pictured(shop(given));
      assert.deepEqual(
        programs.filter(({ starts }) => starts.length > 0).map(({ id }) => id),
        ['main.go'],
      );
      assert.equal(standing.get('mail/mail.go')?.standing, 'serves');
    });

  it('is told apart in Click by the names of functions', async () => {
    const group = `import click\n\n@click.group()\ndef cli():\n    pass\n\nfrom shop import jobs, web\n\ncli()\n`;
    const { programs } = await pictured({
      'requirements.txt': 'click\n',
      'shop/__init__.py': '',
      'shop/__main__.py': group,
      'shop/web.py': `import click\nfrom shop import pages\n\n@click.command()\n@click.option('--port', default=80)\ndef serve_pages(port):\n    pages.run(port)\n`,
      'shop/jobs.py': `import click\nfrom shop import mail\n\n@click.command("send")\ndef send_mail():\n    mail.run()\n`,
      'shop/pages.py': 'def run(port): pass\n',
      'shop/mail.py': 'def run(): pass\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\nCMD ["python", "-m", "shop", "serve-pages"]\n',
    });
    const [started] = programs.filter(({ starts }) => starts.length > 0);
    assert.equal(started?.id, 'shop/__main__.py serve-pages');
    assert.ok(started?.files.has('shop/pages.py'));
    assert.ok(!started?.files.has('shop/mail.py'));
  });

  it('leaves the other commands and the views of Django out, and keeps them for its server', async () => {
    const files = {
      'requirements.txt': 'django\n',
      'manage.py': `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\nif __name__ == "__main__":\n    from django.core.management import execute_from_command_line\n    execute_from_command_line()\n`,
      'shop/__init__.py': '',
      'shop/settings.py': `INSTALLED_APPS = ["cart"]\nROOT_URLCONF = "shop.urls"\n`,
      'shop/urls.py': `from django.urls import path\nfrom cart import views\n`,
      'cart/__init__.py': '',
      'cart/views.py': 'def show(request): pass\n',
      'cart/models.py': 'class Cart: pass\n',
      'cart/management/__init__.py': '',
      'cart/management/commands/__init__.py': '',
      'cart/management/commands/poll_stock.py': 'class Command: pass\n',
      'cart/management/commands/clear_carts.py': 'class Command: pass\n',
      Dockerfile: 'FROM python:3.13\nCOPY . /app\nWORKDIR /app\n',
      'compose.yaml': `services:\n  web:\n    build: .\n    command: python manage.py runserver\n    ports: ["80:80"]\n  stock:\n    build: .\n    command: python manage.py poll_stock\n`,
    };
    const { programs } = await pictured(files);
    const stock = programs.find(({ id }) => id.endsWith('poll_stock'));
    assert.equal(stock?.kind, 'worker');
    assert.ok(stock?.files.has('cart/management/commands/poll_stock.py'));
    assert.ok(!stock?.files.has('cart/management/commands/clear_carts.py'));
    assert.ok(!stock?.files.has('shop/urls.py'));
    assert.ok(programs.find(({ id }) => id === 'manage.py')?.files.has('shop/urls.py'));
  });

  const switched = (given: string, more = '') => ({
    ...shop(given),
    'main.go': `package main

import (
	"os"

	"example.com/shop/mail"
	"example.com/shop/web"
)

func main() {
	switch os.Args[1] {
	case "web":
		web.Run()
	case "mail":
		mail.Run()
${more}	}
}
`,
  });
  const run = async (files: Record<string, string>) => {
    const { programs, services } = await pictured(files);
    return programs
      .filter(({ id }) => services.some(({ program }) => program === id))
      .map(({ id, files: own, undecided = false }) => ({
        id,
        undecided,
        mail: own.has('mail/mail.go'),
        web: own.has('web/web.go'),
      }));
  };

  it('runs for each start the branch that a word chooses in its own code', async () => {
    assert.deepEqual(await run(switched('web')), [{ id: 'main.go web', undecided: false, mail: false, web: true }]);
    assert.deepEqual(await run(switched('mail --fast')), [
      { id: 'main.go mail', undecided: false, mail: true, web: false },
    ]);
  });

  it('runs the rest where another word is given, and is not decided where none is known', async () => {
    const rest = '	default:\n		web.Run()\n';
    assert.deepEqual(await run(switched('--verbose', rest)), [
      { id: 'main.go', undecided: false, mail: false, web: true },
    ]);
    for (const files of [switched('$MODE', rest), switched('other')])
      assert.deepEqual(await run(files), [{ id: 'main.go', undecided: true, mail: true, web: true }]);
  });
});
