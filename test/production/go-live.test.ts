import assert from 'node:assert/strict';
import { openMayRun } from '../../server/src/claims/mentioned.ts';
import { indexed } from '../analyse.ts';
import { deployment, pictured } from './picture.ts';

const main = (imports: readonly string[], body: string) =>
  `package main\n\nimport (\n${imports.map((each) => `\t${each}\n`).join('')})\n\nfunc main() {\n${body}\n}\n`;

/** The files of `lib` that a program runs which does this with it. */
async function run(
  body: string,
  lib: Readonly<Record<string, string>>,
  imported = '"example.com/shop/lib"',
  unread: readonly string[] = [],
) {
  const files = Object.fromEntries(
    Object.entries(lib).map(([name, text]) => [`lib/${name}`, `package lib\n\n${text}\n`]),
  );
  const { programs, standing } = await pictured(
    {
      'go.mod': 'module example.com/shop\n',
      'cmd/web/main.go': main(['"net/http"', imported], `\t${body}\n\thttp.ListenAndServe(":80", nil)`),
      'cmd/web/Dockerfile': 'FROM golang:1.24\nRUN go build -o /web ./cmd/web\nENTRYPOINT ["/web"]\n',
      'deploy.yaml': deployment('web', 'example.com/web:1'),
      ...files,
    },
    'shop',
    unread,
  );
  const web = programs.find(({ id }) => id === 'cmd/web/main.go');
  return {
    files: [...(web?.files ?? [])]
      .filter((file) => file.startsWith('lib/'))
      .map((file) => file.slice('lib/'.length))
      .sort(),
    live: (file: string) => [...(web?.live.get(`lib/${file}`) ?? [])].sort(),
    standing: (file: string) => standing.get(`lib/${file}`),
  };
}

describe('what of its Go packages a program runs', () => {
  it('is what it mentions and what that mentions, and no other file of the package', async () => {
    const ran = await run('lib.Serve()', {
      'serve.go': 'func Serve() { helper() }\nfunc Other() {}',
      'helper.go': 'func helper() {}',
      'mail.go': 'func Mail() { helper() }',
    });
    assert.deepEqual(ran.files, ['helper.go', 'serve.go']);
    assert.deepEqual(ran.live('serve.go'), ['Serve']);
    assert.equal(ran.standing('mail.go')?.standing, 'unreached');
    assert.match(
      ran.standing('mail.go')?.because ?? '',
      /^no known program uses it, although one imports its package$/,
    );
  });

  it('is every method for others of a type that is mentioned, in any file, and its own ones where they are called', async () => {
    const ran = await run('lib.New()', {
      'type.go': 'type server struct{}\nfunc New() any { return &server{} }',
      'for-others.go': 'func (s *server) ServeHTTP() { s.answer() }',
      'own.go': 'func (s *server) answer() {}',
      'unused.go': 'func (s *server) forget() {}',
      'other.go': 'type worker struct{}\nfunc (w *worker) Run() {}',
    });
    assert.deepEqual(ran.files, ['for-others.go', 'own.go', 'type.go']);
  });

  it('is what a package does when it is taken in, and values that are mentioned', async () => {
    const ran = await run(
      '',
      {
        'init.go': 'func init() { register(handle) }\nfunc register(f func()) {}',
        'handle.go': 'func handle() {}',
        'value.go': 'var pool = open()',
        'open.go': 'func open() int { return 1 }',
        'table.go': 'var table = map[string]func(){"a": late}\nfunc late() {}',
      },
      '_ "example.com/shop/lib"',
    );
    assert.deepEqual(ran.files, ['handle.go', 'init.go', 'open.go']);
  });

  it('is a file that only takes in what registers itself, and one that declares nothing', async () => {
    const lib = {
      'a.go': 'func Serve() {}',
      'b.go': 'func Mail() {}',
      'driver.go': 'import _ "github.com/lib/pq"\n\nfunc other() {}',
      'doc.go': '',
    };
    assert.deepEqual((await run('lib.Serve()', lib)).files, ['a.go', 'doc.go', 'driver.go']);
  });

  it('is what is taken in under another name, or without one', async () => {
    const lib = { 'a.go': 'func Serve() {}', 'b.go': 'func Mail() {}' };
    assert.deepEqual((await run('l.Serve()', lib, 'l "example.com/shop/lib"')).files, ['a.go']);
    assert.deepEqual((await run('Serve()', lib, '. "example.com/shop/lib"')).files, ['a.go']);
  });

  it('is all of a package of which a part was not read, and of what is imported and not seen to be used', async () => {
    const lib = { 'a.go': 'func Serve() {}', 'b.go': 'func Mail() {}' };
    assert.deepEqual((await run('lib.Serve()', { ...lib, 'c.go': 'import "C"' })).files, ['a.go', 'b.go', 'c.go']);
    assert.deepEqual((await run('', lib)).files, ['a.go', 'b.go']);
    const besides = ['lib/wire_gen.go', 'lib/a_test.go', 'lib/a.pb.go'];
    assert.deepEqual((await run('lib.Serve()', lib, undefined, besides.slice(1))).files, ['a.go']);
    assert.deepEqual((await run('lib.Serve()', lib, undefined, besides)).files, ['a.go', 'b.go']);
  });

  it('is only what the branch that a start chooses mentions', async () => {
    const { programs } = await pictured({
      'go.mod': 'module example.com/shop\n',
      'main.go': main(
        ['"os"', '"example.com/shop/lib"'],
        '\tswitch os.Args[1] {\n\tcase "web":\n\t\tlib.Serve()\n\tcase "mail":\n\t\tlib.Mail()\n\t}\n\tlib.Close()',
      ),
      'lib/web.go': 'package lib\n\nfunc Serve() {}\n',
      'lib/mail.go': 'package lib\n\nfunc Mail() {}\n',
      'lib/close.go': 'package lib\n\nfunc Close() {}\n',
      Dockerfile: 'FROM golang:1.24\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\n',
      'compose.yaml': 'services:\n  web:\n    build: .\n    command: web\n  mail:\n    build: .\n    command: mail\n',
    });
    const filesOf = (id: string) => [...(programs.find((each) => each.id === id)?.files ?? [])].sort();
    assert.deepEqual(filesOf('main.go web'), ['lib/close.go', 'lib/web.go', 'main.go']);
    assert.deepEqual(filesOf('main.go mail'), ['lib/close.go', 'lib/mail.go', 'main.go']);
  });
});

describe('a place in Go code', () => {
  it('is run by a service where something that it runs mentions the declaration around it', async () => {
    const lib =
      'package lib\n\nfunc Serve() { one() }\n\nfunc Mail() { two() }\n\nvar (\n\tlimit = 1\n\tother = 2\n)\n';
    const index = await indexed({
      'go.mod': 'module example.com/shop\n',
      'main.go': main(['"example.com/shop/lib"'], '\tlib.Serve()'),
      'lib/lib.go': lib,
    });
    const mayRun = openMayRun(index);
    const [program] = index.production().programs;
    const service = {
      name: 'web',
      was: [],
      programs: [program?.id ?? ''],
      because: '',
      places: [],
      workloads: [],
      environments: [],
    };
    const runs = (text: string) => {
      const start = lib.indexOf(text);
      return mayRun(service, 'lib/lib.go', { start, end: start + 1 });
    };
    assert.deepEqual([runs('one()'), runs('two()'), runs('limit'), runs('package')], [true, false, true, true]);
  });
});
