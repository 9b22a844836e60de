import assert from 'node:assert/strict';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import { createResolver } from '../../server/src/facts/code/names/resolver.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import type { CodeLanguage } from '../../server/src/syntax/code/outline.ts';

const knowledge = compileKnowledge([]);

/** The canonical names of the calls with this last name, in order; `-` for one that cannot be told. */
async function named(text: string, last: string, language: CodeLanguage = 'typescript'): Promise<string[]> {
  const outline = await readCode(language, text);
  const resolver = createResolver(outline, { text, knowledge });
  return outline.calls.flatMap(({ callee }, index) =>
    callee.names.at(-1) === last ? [resolver.names(index).join(' | ') || '-'] : [],
  );
}
const inGo = (body: string, head = '') =>
  named(
    `package a\n\nimport (\n\t"context"\n\t"net/http"\n\t"os"\n)\n\n${head}\n\nfunc f() {\n${body}\n}\n`,
    'Get',
    'go',
  );

describe('the resolver', () => {
  const cases: readonly [what: string, text: string, names: readonly string[]][] = [
    ['a default import', `import a from 'x'; a.get();`, ['x.get']],
    ['a namespace', `import * as a from 'node:http'; a.get();`, ['http.get']],
    ['a named import with another name', `import { b as a } from 'x'; a.get();`, ['x.b.get']],
    ['a member taken out', `import x from 'x'; const { a: { get } } = x; get();`, ['x.a.get']],
    ['require with default', `const a = require('x').default; a.get();`, ['x.get']],
    ['require in place', `require('x').get();`, ['x.get']],
    ['a compiled import', `const x_1 = __importDefault(require("x")); (0, x_1.default).get();`, ['x.get']],
    [
      'a dynamic import in a function',
      `async function f() { const { default: a } = await import('x'); a.get(); }`,
      ['x.get'],
    ],
    ['an alias of an alias', `import x from 'x'; const a = x; const b = a; b.get();`, ['x.get']],
    ['a global', `globalThis.get(); get();`, ['get', 'get']],
    ['what a call gives', `import x from 'x'; const a = x.make({}); a.get();`, ['x.make().get']],
    ['an instance', `import { X } from 'x'; new X().get();`, ['x.X().get']],
    ['a parameter', `import x from 'x'; function f(x) { x.get(); }`, ['-']],
    ['a parameter of an arrow', `import x from 'x'; ys.map((x) => x.get());`, ['-']],
    ['a destructured parameter', `function f({ get }) { get(); }`, ['-']],
    ['a local function', `get(); function get() {}`, ['-']],
    ['a block', `import x from 'x'; if (y) { const x = z(); x.get(); } x.get();`, ['z().get', 'x.get']],
    ['a hoisted var', `import x from 'x'; function f() { if (y) { var x = z(); } x.get(); }`, ['z().get']],
    ['a caught error', `import x from 'x'; try {} catch (x) { x.get(); } x.get();`, ['-', 'x.get']],
    ['a loop variable', `import x from 'x'; for (const x of ys) { x.get(); }`, ['-']],
    ['both ways', `import x from 'x'; const a = b ? x : x.make(); a.get();`, ['x.get | x.make().get']],
    ['a fall-back', `import x from 'x'; function f(a = x) { a.get(); }`, ['x.get']],
    ['what was assigned last', `import x from 'x'; let a = x.one(); a = x.two(); a.get();`, ['x.two().get']],
    [
      'what may have been assigned',
      `import x from 'x'; let a = x.one(); if (b) a = x.two(); a.get();`,
      ['x.one().get | x.two().get'],
    ],
    [
      'what was assigned in either branch',
      `import x from 'x'; let a; if (b) { a = x.one(); } else { a = x.two(); } a.get();`,
      ['x.one().get | x.two().get'],
    ],
    [
      'a variable of the file, set elsewhere',
      `import x from 'x'; let a = null; function set() { a = x.one(); } function f() { a.get(); }`,
      ['x.one().get'],
    ],
    [
      'lazy making',
      `import x from 'x'; let a; function f() { a = a || x.make(); a ??= x.make(); return a; } f().get();`,
      ['x.make().get'],
    ],
    ['a factory', `import x from 'x'; const make = () => x.make(); const a = make(); a.get();`, ['x.make().get']],
    [
      'a factory with several ends',
      `import x from 'x'; function make() { if (y) return null; return x.make(); } make().get();`,
      ['x.make().get'],
    ],
    ['a field', `import x from 'x'; class K { a = x.make(); f() { this.a.get(); } }`, ['x.make().get']],
    ['a private field', `import x from 'x'; class K { #a = x.make(); f() { this.#a.get(); } }`, ['x.make().get']],
    [
      'a field set by the constructor',
      `import x from 'x'; class K { constructor() { this.a = x.make(); } f() { this.a.get(); } }`,
      ['x.make().get'],
    ],
    [
      'an injected field',
      `import { X } from 'x'; class K { constructor(private a: X) {} f() { this.a.get(); } }`,
      ['x.X{}.get'],
    ],
    [
      'an injected field of a name that the file imports too',
      `import a from 'x'; class K { constructor(private a: B) {} f() { this.a.get(); } }`,
      ['-'],
    ],
    ['a declared type', `import type { X } from 'x'; function f(a: X | undefined) { a.get(); }`, ['x.X{}.get']],
    [
      'a method that makes',
      `import x from 'x'; class K { make() { return x.make(); } f() { this.make().get(); } }`,
      ['x.make().get'],
    ],
    [
      'an instance of a class here',
      `import x from 'x'; class K { a = x.make(); } const k = new K(); k.a.get();`,
      ['x.make().get'],
    ],
    ['a class that extends', `import { X } from 'x'; class K extends X { f() { this.get(); } }`, ['x.X{}.get']],
    ['an object of clients', `import x from 'x'; const a = { b: x.make() }; a.b.get();`, ['x.make().get']],
    [
      'an object that is completed later',
      `import x from 'x'; const a = {}; a.b = x.make(); a.b.get();`,
      ['x.make().get'],
    ],
    ['an object that is spread', `import x from 'x'; const a = { ...b }; a.c.get();`, ['-']],
    ['an element', `import x from 'x'; const a = [x]; a[0].get();`, ['-']],
    ['a chain', `import x from 'x'; x.a().b(1).get();`, ['x.a().b().get']],
    ['a circle', `let a = b; let b = a; a.get(); function f() { return f(); } f().get();`, ['-', '-']],
    ['a method in a literal', `const a = { get: () => get() }; a.get();`, ['get', '-']],
  ];
  for (const [what, text, expected] of cases) {
    it(`follows ${what}`, async () => assert.deepEqual(await named(text, 'get'), expected));
  }

  it('keeps an import that a failed import replaces by nothing', async () => {
    assert.deepEqual(await named(`import x from 'x'; try { x.a(); } catch { x = null; } x.get();`, 'get'), ['x.get']);
  });

  const inFunction: readonly [what: string, body: string, names: readonly string[], head?: string][] = [
    ['a package', 'http.Get()', ['net/http.Get']],
    ['a shadowed package', 'http := 1; http.Get()', ['-']],
    ['a literal', 'c := &http.Client{}; c.Get()', ['net/http.Client{}.Get']],
    ['a zero value', 'var c http.Client; c.Get()', ['net/http.Client{}.Get']],
    ['new', 'c := new(http.Client); c.Get()', ['net/http.Client{}.Get']],
    [
      'the first of two results',
      'c, err := make(); c.Get()',
      ['net/http.Client{}.Get'],
      'func make() (*http.Client, error) { return &http.Client{}, nil }',
    ],
    [
      'the second of two results',
      'err, c := make(); c.Get()',
      ['net/http.Client{}.Get'],
      'func make() (error, *http.Client) { return nil, &http.Client{} }',
    ],
    [
      'a field of a struct',
      's := &S{c: &http.Client{}}; s.c.Get()',
      ['net/http.Client{}.Get'],
      'type S struct { c *http.Client }',
    ],
    ['a field by its type', 'var s S; s.c.Get()', ['net/http.Client{}.Get'], 'type S struct { c *http.Client }'],
    ['an embedded type', 'var s S; s.Get()', ['net/http.Client{}.Get'], 'type S struct { *http.Client }'],
    ['what is declared again in the same scope', 'r, a := http.A(); r, b := http.B(); r.Get()', ['net/http.B().Get']],
  ];
  for (const [what, body, expected, head] of inFunction) {
    it(`follows ${what} in Go`, async () => assert.deepEqual(await inGo(body, head), expected));
  }

  it('follows fields through the receiver of a method', async () => {
    const text = `package a
import "net/http"
type S struct { c *http.Client }
func New() *S { s := &S{}; s.c = http.DefaultClient; return s }
func (s *S) f() { s.c.Get() }
`;
    assert.deepEqual(await named(text, 'Get', 'go'), ['net/http.DefaultClient.Get']);
  });

  it('answers in bearable time where functions call each other in circles', async () => {
    const count = 60;
    const functions = Array.from({ length: count }, (_, index) => {
      const callees = Array.from({ length: 8 }, (_, step) => `f${(index * 7 + step * 13) % count}(a)`);
      return `function f${index}(a) { a = ${callees.join(' || ')}; a = g(a) ?? ${callees[0]}; return a.get(); }`;
    });
    const start = performance.now();
    await named(functions.join('\n'), 'get');
    assert.ok(performance.now() - start < 5000);
  });
});
