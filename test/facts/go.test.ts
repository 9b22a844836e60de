import assert from 'node:assert/strict';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import type { Call, Outline, Path, Value } from '../../server/src/syntax/code/outline.ts';

const read = (text: string): Promise<Outline> => readCode('go', text);
/** The outline of statements in a function. */
const inFunction = (statements: string, results = '') =>
  read(`package a\n\nfunc f(ctx context.Context)${results} {\n${statements}\n}\n`);

const path = ({ base, names }: Path) =>
  `${base === undefined ? '' : `#${base}`}${base === undefined ? '' : '.'}${names.join('.')}`;

function plain(value: Value | undefined): unknown {
  if (!value) return undefined;
  switch (value.kind) {
    case 'path':
      return path(value.path);
    case 'call':
      return `call ${value.call}`;
    case 'object':
      return {
        type: value.type && path(value.type),
        entries: value.entries.map((entry) => [entry.name, plain(entry.value)]),
      };
    case 'list':
      return value.items.map(plain);
    case 'function':
      return 'function';
    case 'string':
    case 'number':
    case 'null':
    case 'boolean':
      return `${value.kind} ${value.text}`;
    case 'either':
    case 'other':
      return value.kind;
  }
}

const bindings = (outline: Outline) =>
  outline.bindings.map(({ targets, how, type, value }) => [targets.map(path).join(', '), how, type, plain(value)]);
const calls = (outline: Outline) => outline.calls.map((call: Call) => path(call.callee));
const kinds = (outline: Outline) => outline.regions.map(({ kind }) => kind);

describe('the outline of Go', () => {
  it('names imports as the file uses them', async () => {
    const outline = await read(`package a
import "net/http"
import (
	chi "github.com/x/chi"
	"github.com/go-chi/chi/v5"
	"gopkg.in/yaml.v3"
	"github.com/nats-io/nats.go"
	"github.com/hashicorp/go-multierror"
	. "example.org/dot"
	_ "net/http/pprof"
)
var _ = nats.Connect
`);
    assert.deepEqual(
      outline.imports.map(({ local, module, member }) => [local, module, member]),
      [
        ['http', 'net/http', undefined],
        ['chi', 'github.com/x/chi', undefined],
        ['chi', 'github.com/go-chi/chi/v5', undefined],
        ['yaml', 'gopkg.in/yaml.v3', undefined],
        ['nats', 'github.com/nats-io/nats.go', undefined],
        ['multierror', 'github.com/hashicorp/go-multierror', undefined],
        ['', 'example.org/dot', '*'],
        ['', 'net/http/pprof', undefined],
      ],
    );
  });

  it('reads functions, methods and literals with their parameters and results', async () => {
    const outline = await read(`package a
func Plain(a, b int, rest ...string) (n int, err error) { return 0, nil }
func (s *Server[T]) Do(context.Context) error { return nil }
func outside(x int)
func generic[T any](x T) T { go func() { work() }(); return x }
`);
    const [, plainOne, method, generic, literal] = outline.regions;
    assert.deepEqual(kinds(outline), ['file', 'function', 'function', 'function', 'function']);
    assert.equal(plainOne?.name, 'Plain');
    assert.deepEqual(
      plainOne?.parameters?.map(({ name, type }) => [name, type]),
      [
        ['a', 'int'],
        ['b', 'int'],
        ['rest', '...string'],
      ],
    );
    assert.deepEqual(plainOne?.results, ['int', 'error']);
    assert.deepEqual([method?.name, method?.receiver?.name, method?.receiver?.type], ['Do', 's', '*Server[T]']);
    assert.deepEqual(
      method?.parameters?.map(({ name, type }) => [name, type]),
      [['', 'context.Context']],
    );
    assert.equal(literal?.parent, outline.regions.indexOf(generic!));
    assert.deepEqual(
      outline.exports.map(({ name }) => name),
      ['Plain'],
    );
  });

  it('reads structs as classes with typed fields', async () => {
    const outline = await read(`package a
type Service struct {
	http.Client
	*log.Logger
	db, replica *sql.DB \`json:"-"\`
	run func(x int) error
}
`);
    assert.deepEqual(kinds(outline), ['file', 'class']);
    assert.equal(outline.regions[1]?.name, 'Service');
    assert.deepEqual(outline.regions[1]?.supertypes, ['http.Client', 'log.Logger']);
    assert.deepEqual(bindings(outline), [
      ['Client', 'field', 'http.Client', undefined],
      ['Logger', 'field', '*log.Logger', undefined],
      ['db', 'field', '*sql.DB', undefined],
      ['replica', 'field', '*sql.DB', undefined],
      ['run', 'field', 'func(x int) error', undefined],
    ]);
  });

  it('binds variables, several results and what is discarded', async () => {
    const outline = await inFunction(`
	var c http.Client
	var x, y = 1, "two"
	a, err := f()
	_ = g()
	s.c.timeout, list[0] = 5*time.Second, nil
	n += 2
	i++
	for k, v := range m {
	}
	const limit = 1 << 20`);
    assert.deepEqual(bindings(outline), [
      ['c', 'declare', 'http.Client', undefined],
      ['x', 'declare', undefined, 'number 1'],
      ['y', 'declare', undefined, 'string two'],
      ['a, err', 'declare', undefined, 'call 0'],
      ['_', 'assign', undefined, 'call 1'],
      ['s.c.timeout', 'assign', undefined, 'number 5*time.Second'],
      ['list.[]', 'assign', undefined, 'null nil'],
      ['n', 'assign', undefined, 'other'],
      ['i', 'assign', undefined, 'other'],
      ['k, v', 'declare', undefined, 'other'],
      ['limit', 'declare', undefined, 'other'],
    ]);
  });

  it('reads literals of structs, maps and lists', async () => {
    const outline = await inFunction(`
	c := &http.Client{Timeout: 0, Transport: &http.Transport{}}
	m := map[string]Host{"a": {Name: "x"}}
	l := []Host{{Name: "y"}, z}
	u := "http://" + host + "/x"
	g := Set[string]{}`);
    assert.deepEqual(
      outline.bindings.map(({ value }) => plain(value)),
      [
        {
          type: 'http.Client',
          entries: [
            ['Timeout', 'number 0'],
            ['Transport', { type: 'http.Transport', entries: [] }],
          ],
        },
        { type: undefined, entries: [['a', { type: 'Host', entries: [['Name', 'string x']] }]] },
        [{ type: 'Host', entries: [['Name', 'string y']] }, 'z'],
        'string http://${}/x',
        { type: 'Set', entries: [] },
      ],
    );
  });

  it('reads calls: chains, methods, conversions, generics, go and defer', async () => {
    const outline = await inFunction(`
	http.Get(url)
	client.R().SetBody(b).Post(url)
	go s.run(ctx, xs...)
	defer resp.Body.Close()
	x := pkg.Make[int](1)
	y := (*Order)(z)
	handlers[i].serve(w)
	use(func() { inner() })`);
    assert.deepEqual(calls(outline), [
      'http.Get',
      '#2.Post',
      '#3.SetBody',
      'client.R',
      's.run',
      'resp.Body.Close',
      'pkg.Make',
      'Order',
      'handlers.[].serve',
      'use',
      'inner',
    ]);
    const by = (name: string) => outline.calls.find((call) => call.callee.names.at(-1) === name);
    assert.equal(by('Get')?.discarded, true);
    assert.equal(by('run')?.how, 'go');
    assert.equal(by('run')?.args[1]?.spread, true);
    assert.equal(by('Close')?.how, 'defer');
    assert.equal(by('Make')?.discarded, undefined);
    assert.equal(outline.regions[by('inner')!.region]?.kind, 'function');
    const text = outline.calls.map(({ nameSpan }) => nameSpan.end - nameSpan.start);
    assert.deepEqual(
      text.slice(0, 3),
      ['Get', 'Post', 'SetBody'].map((name) => name.length),
    );
  });

  it('marks nil checks as handlers, with the call that made the error', async () => {
    const outline = await inFunction(
      `
	data, err := load(ctx)
	if err != nil {
		return nil, err
	}
	if err := save(data); err != nil && !os.IsNotExist(err) {
		// The next run saves it.
	}
	if err = s.close(); nil != err {
	}
	if other != nil {
	}
	if e := f(); e != nil {
		log(e)
	}
	if rows.Err != nil {
		log(rows.Err)
	}`,
      ' ([]byte, error)',
    );
    const handlers = outline.regions.filter(({ kind }) => kind === 'handler');
    assert.deepEqual(
      handlers.map(({ caught, empty, commented, mentions }) => [
        caught?.name,
        caught?.call === undefined ? undefined : path(outline.calls[caught.call]!.callee),
        empty === true,
        commented === true,
        mentions === true,
      ]),
      [
        ['err', 'load', false, false, true],
        ['err', 'save', true, true, false],
        ['err', 's.close', true, false, false],
        ['e', 'f', false, false, true],
        ['rows.Err', undefined, false, false, true],
      ],
    );
    assert.ok(handlers.every(({ caught }) => caught?.how === 'nil-check'));
    assert.equal(kinds(outline).filter((kind) => kind === 'branch').length, 1);
  });

  it('takes the mirror case: the error is in the other branch', async () => {
    const outline = await inFunction('\tif err := f(); err == nil {\n\t\tuse()\n\t} else {\n\t\tlog(err)\n\t}');
    assert.deepEqual(kinds(outline), ['file', 'function', 'branch', 'handler']);
    assert.equal(outline.regions[3]?.mentions, true);
  });

  it('does not take a name that is declared again, set or a key for a use of the error', async () => {
    const handler = async (body: string) => {
      const outline = await inFunction(`\tif err := f(); err != nil {\n${body}\n\t}`);
      return outline.regions.find(({ kind }) => kind === 'handler')?.mentions === true;
    };
    assert.equal(await handler('\t\terr := g()\n\t\tlog(err)'), false);
    assert.equal(await handler('\t\terr = nil'), false);
    assert.equal(await handler('\t\tuse(Result{err: nil})'), false);
    assert.equal(await handler('\t\tfunc(err error) { log(err) }(other)'), false);
    assert.equal(await handler('\t\tif err := wrap(err); err != nil {\n\t\t}'), true);
    assert.equal(await handler('\t\tresult <- err'), true);
  });

  it('marks what recover gives as caught, and cases that ask for an error', async () => {
    const outline = await inFunction(`
	defer func() {
		if r := recover(); r != nil {
			log(r)
		}
	}()
	switch {
	case err != nil:
		return
	case ok:
	}`);
    assert.deepEqual(
      outline.regions.filter(({ kind }) => kind === 'handler').map(({ caught }) => [caught?.how, caught?.name]),
      [
        ['catch', 'r'],
        ['nil-check', 'err'],
      ],
    );
  });

  it('knows loops, switches, blocks and the jumps in them', async () => {
    const outline = await inFunction(`
outer:
	for i := 0; i < 3; i++ {
		select {
		case v, ok := <-in:
			use(v, ok)
			continue outer
		case <-ctx.Done():
			break
		}
	}
	{
		inner()
	}
	panic("lost")
	return a, fmt.Errorf("x")`);
    assert.deepEqual(kinds(outline), ['file', 'function', 'loop', 'switch', 'branch', 'branch', 'block']);
    assert.deepEqual(
      outline.exits.map(({ kind, label, values }) => [kind, label, values?.length]),
      [
        ['continue', 'outer', undefined],
        ['break', undefined, undefined],
        ['throw', undefined, undefined],
        ['return', undefined, 2],
      ],
    );
  });

  it('reads what it can of broken code', async () => {
    const outline = await read('package a\n\nfunc f() {\n\thttp.Get(url\n}\n\nfunc g() { work() }\n');
    assert.equal(outline.broken, true);
    assert.ok(calls(outline).includes('work'));
  });
});
