import assert from 'node:assert/strict';
import type { CodeLanguage } from '../../server/src/syntax/code/outline.ts';
import { readCode } from '../../server/src/syntax/code/reader.ts';

/** Unusual forms: each call of `s1`, `s2` … has to be found. */
const forms: readonly (readonly [language: CodeLanguage, text: string])[] = [
  ['javascript', 'type R = <T>(x: T) => T;\ns1();'],
  ['javascript', 'function f(cb: <T>(x: T) => void) { s1(); }\ns2();'],
  ['javascript', 'interface P { <T>(x: T): void; cb?: <T>(y: T) => T }\ns1();'],
  ['javascript', 'const f = <const T,>(x: T) => s1();\nconst g = <T = any,>(x: T) => s2();'],
  ['javascript', 'const a = <b>(x) {s1()}</b>;\ns2();'],
  ['javascript', 'for (const m of /[\'"]/g[Symbol.matchAll](t)) { s1(m); }\ns2();'],
  ['javascript', "for await (const l of f) /'/.test(s1(l));\ns2();"],
  ['javascript', "if (!ok) !/x'/.test(s1());\ns2();"],
  ['typescript', 'x = b ? (c ? s1() : e) : f => s2();'],
  ['typescript', 'x = a ? ({ y }: P): R => s1(y) : s2();'],
  ['typescript', 'x = a ? (...r: any[]): void => s1() : s2();'],
  ['typescript', 'a: b: c: s1();'],
  ['go', 'package a\nfunc f() {\nL:\n\tM: s1()\n\tvar g func() func() chan int = s2()\n}\n'],
  ['go', 'package a\nfunc f() {\n\tif a { s1() } else if b { s2() } else { s3() }\n}\n'],
  ['java', 'class A { F f = c ? () -> s1() : () -> s2(); }'],
  ['java', 'class A { void f() { a: b: while (x) { s1(); } (a ? b : c).s2(); } }'],
];

/** Half-typed code: what comes behind has to be found. */
const wounds: typeof forms = [
  ['javascript', 'export function A() {\n  return <div>\n}\nexport async function b() { s1(); }'],
  ['javascript', 'export function A() {\n  return <div a=\n}\nexport async function b() { s1(); }'],
  ['go', 'package a\nfunc two() {\n\nfunc three(c string) error {\n\ts1()\n\treturn nil\n}\n'],
  ['python', 'def b():\n    for (\ndef c():\n    s1()\n'],
];

describe('unusual forms', () => {
  for (const [language, text] of [...forms, ...wounds])
    it(`have all their calls: ${language} ${text.split('\n')[0]}`, async () => {
      const outline = await readCode(language, text);
      const wanted = [...text.matchAll(/\bs\d\b/g)].map(([name]) => name);
      const found = outline.calls.map(({ callee }) => callee.names.at(-1)).filter((name) => /^s\d$/.test(name ?? ''));
      assert.deepEqual(found, wanted);
    });

  for (const [language, text] of forms)
    it(`are no mistake: ${language} ${text.split('\n')[0]}`, async () => {
      assert.equal((await readCode(language, text)).broken, false);
    });

  it('have functions where they stand', async () => {
    const names = async (language: CodeLanguage, text: string) =>
      (await readCode(language, text)).regions.flatMap(({ kind, name }) => (kind === 'function' ? [name] : []));
    assert.deepEqual(await names('go', wounds[2]?.[1] ?? ''), ['two', 'three']);
    assert.deepEqual(await names('javascript', wounds[0]?.[1] ?? ''), ['A', 'b']);
  });

  it('say whether a handler uses what it caught, typed or not', async () => {
    for (const caught of ['e', 'e: unknown', '{ message: e }']) {
      const outline = await readCode('typescript', `try { a() } catch (${caught}) { log(e) }`);
      assert.equal(outline.regions.find(({ kind }) => kind === 'handler')?.mentions, true, caught);
    }
  });

  it('have what an expression in parentheses is for the root of a path', async () => {
    const outline = await readCode('java', 'class A { void f() { (a ? b : c).d(); ((S) () -> m()).get(); } }');
    const paths = outline.calls.map(({ callee }) => callee.names.join('.'));
    assert.deepEqual(paths, ['.d', '.get', 'm']);
  });
});
