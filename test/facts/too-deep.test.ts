import assert from 'node:assert/strict';
import { extractor } from '../analyse.ts';

const good = [
  { file: 'a.go', text: 'package a\nimport "net/http"\nfunc a() { http.Get("http://a/") }\n' },
  { file: 'a.ts', text: 'export async function a() { await fetch("http://a/"); }\n' },
  { file: 'a.py', text: 'import requests\nrequests.get("http://a/")\n' },
  { file: 'A.java', text: 'class A { void a() { try { b(); } catch (Exception e) { } } }\n' },
];

/** Texts that begin 400 or more levels and end none, by file. */
const deep: readonly (readonly [file: string, unit: string])[] = [
  ['deep.go', 'a[b(c{'],
  ['deep.ts', 'a[b(c{'],
  ['deep.tsx', '<a>{[('],
  ['deep.js', '`${['],
  ['deep.py', 'a[b({'],
  ['Deep.java', 'a(b->{'],
];

describe('a text that nests deeper than anybody writes', () => {
  for (const [file, unit] of deep)
    it(`is named as not readable: ${unit} in ${file}`, async () => {
      const { extract } = await extractor();
      const before = await Promise.all(good.map((each) => extract({ ...each, role: 'source' })));
      const { facts } = await extract({ file, text: unit.repeat(8000), role: 'source' });
      const trouble = facts.find(({ kind }) => kind === 'trouble');
      assert.ok(trouble?.kind === 'trouble' && trouble.trouble === 'too-deep');
      assert.equal(trouble.message, 'could not be read: more than 500 brackets are open at one place');
      // Nothing of it stays in what reads the next file.
      assert.deepEqual(await Promise.all(good.map((each) => extract({ ...each, role: 'source' }))), before);
    });

  it('is read as deep as people and programs write', async () => {
    const { extract } = await extractor();
    for (const [file, text] of [
      ['a.ts', `x = ${'['.repeat(400)}${']'.repeat(400)};`],
      ['a.go', `package a\nvar x = ${'f('.repeat(400)}1${')'.repeat(400)}\n`],
      ['A.java', `class A { int x = ${'f('.repeat(400)}1${')'.repeat(400)}; }`],
      ['a.py', `x = ${'['.repeat(400)}${']'.repeat(400)}\n`],
    ] as const) {
      const { facts } = await extract({ file, text, role: 'source' });
      assert.ok(!facts.some(({ kind }) => kind === 'trouble'), file);
    }
  });
});
