import assert from 'node:assert/strict';
import { brokenLinks } from '../../server/src/guide/broken-links.ts';
import { plainText } from '../../server/src/guide/plain-text.ts';
import { readPage } from '../../server/src/guide/page.ts';
import { extractor } from '../analyse.ts';

// Each of these once took the square of its length or worse: minutes, where it now takes a fraction of a second.
const long = 200_000;
const most = 15_000;

describe('hostile text', () => {
  for (const [what, file, unit, around] of [
    ['empty lines', 'a.ts', '\r\n', ['fetch("/a");', '']],
    ['assignments of one name', 'a.py', 'x=1;', ['import requests\nrequests.get("http://a/")\n', '\n']],
    ['fields of one name', 'A.java', 'a ', ['class A { void a() { try { b(); } catch (E e) { c(); } } ', '}']],
    ['signs of a comment', 'Dockerfile', '#', ['', '\nFROM a\n']],
    ['stages', 'Dockerfile', 'FROM a\n', ['', 'CMD a\n']],
    ['braces', 'a.yaml', '{{ a }}', ['apiVersion: v1\nkind: Service\nmetadata: ', '\n']],
    ['blocks', 'a.go', '{{ a }}', ['package a\nfunc a() {\n', '\n}\n']],
    ['handlers', 'a.ts', 'try{a()}catch(e){return}\n', ['', '']],
    ['dots', 'go.mod', 'a.', ['module a\nrequire ', '']],
    ['comments without end', 'pom.xml', '<!--', ['<project>', '']],
    ['comments', 'a.yaml', '\n# prr-ignore a: b', ['apiVersion: v1\nkind: Service\n', '\n']],
  ] as const)
    it(`of ${what} in ${file} does not keep a reader`, async () => {
      const { extract } = await extractor();
      const text = around[0] + unit.repeat(long / unit.length) + around[1];
      const start = performance.now();
      await extract({ file, text, role: 'source' });
      assert.ok(performance.now() - start < most);
    });

  it('in a page of the Guide does not keep a reader', async () => {
    const start = performance.now();
    for (const unit of ['{{ a }}', '`', '<!--', '| ', '\n'])
      for (const text of [unit.repeat(long / unit.length), `# A\n\n${unit.repeat(long / unit.length)}x`]) {
        readPage({ id: 'a', text, origin: 'organisation' });
        plainText(text.slice(0, 20_000));
      }
    const around = {
      shelf: { at: { inside: true }, files: new Set(['a.md']), pages: [] },
      bundled: new Set<string>(),
      kind: async () => undefined,
      anchors: async () => undefined,
    };
    const page = `# A\n\n${'[a](#none) '.repeat(5000)}\n`;
    const found = await brokenLinks('a.md', page, around as never);
    assert.equal(found.length, 5000);
    assert.ok(performance.now() - start < most);
  });

  it('leaves comments and rules out as before', () =>
    assert.equal(plainText('a <!-- b --> c\n\n| --- | :-: |\n---\n{{ d }} <!-- e'), 'a c <!-- e'));
});
