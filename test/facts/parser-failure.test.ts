import assert from 'node:assert/strict';
import type { FileFacts } from '../../server/src/model/fact.ts';
import { createExtractor } from '../../server/src/facts/extractor.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import { openCodeReader } from '../../server/src/syntax/code/reader.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { grammar, root } from '../analyse.ts';

// A text that the Go grammar recurses on. With 1,400 brackets it once ran over the parser's memory: from then on the instance that
// had read it answered wrongly or never, for each language.
const brackets = (count: number) =>
  `// prr-ignore x: y\n all(address str\n\tuse(a, &b,\n)\n\tt{}\n\t"net/htt${'CMD ['.repeat(count)}`;
const poison = brackets(8000);
const good = [
  { file: 'a.go', text: 'package a\nimport "net/http"\nfunc a() { http.Get("http://a/") }\n' },
  { file: 'a.ts', text: 'export async function a() { await fetch("http://a/"); }\n' },
  { file: 'a.py', text: 'import requests\nrequests.get("http://a/")\n' },
  { file: 'A.java', text: 'class A { void a() { try { b(); } catch (Exception e) { } } }\n' },
];
/** Kinds of the facts that only a tree gives. */
const kinds = ({ facts }: FileFacts) =>
  facts.map((fact) => fact.kind).filter((kind) => !['module-links', 'host-mentions', 'functions'].includes(kind));
const expected = [['error-handler', 'outgoing-call'], ['outgoing-call'], ['outgoing-call'], ['error-handler']];

describe('a text that the parser fails on', () => {
  const open = () => createExtractor(openCodeReader(grammar), compileKnowledge(readBundled(root).bundled.packs));

  it('is named as not readable, and costs no other file anything', async () => {
    const { extract } = open();
    for (const keep of [{}, { keep: true as const }]) {
      for (let round = 0; round < 3; round++) {
        const { facts } = await extract({ file: 'bad.go', text: poison, role: 'source', ...keep });
        const trouble = facts.find(({ kind }) => kind === 'trouble');
        assert.ok(trouble?.kind === 'trouble' && trouble.trouble === 'too-deep');
        assert.equal(trouble.message, 'could not be read: more than 4000 brackets are open at one place');
        const others = await Promise.all(good.map((each) => extract({ ...each, role: 'source', ...keep })));
        assert.deepEqual(others.map(kinds), expected);
      }
    }
  });

  it('does not reach readings that go on at the same time', async () => {
    const { extract } = open();
    const bad = { file: 'bad.go', text: poison };
    const all = [bad, ...good, bad, ...good, bad, bad, ...good].map((each, index) =>
      extract({ ...each, role: 'source', ...(index % 2 ? { keep: true as const } : {}) }),
    );
    const read = await Promise.all(all);
    const wrong = read.filter(({ file }) => file !== 'bad.go').map(kinds);
    assert.deepEqual(wrong, [...expected, ...expected, ...expected]);
  });

  it('does not reach the trees that are kept of open documents', async () => {
    const { extract, forget } = open();
    const [go] = good;
    assert.ok(go);
    const first = await extract({ ...go, role: 'source', keep: true });
    // The document itself becomes unreadable, another one does, and it is as it was again.
    await extract({ file: go.file, text: poison, role: 'source', keep: true });
    await extract({ file: 'bad.go', text: poison, role: 'source', keep: true });
    forget('bad.go');
    assert.deepEqual(await extract({ ...go, role: 'source', keep: true }), first);
    assert.deepEqual(
      kinds(await extract({ file: go.file, text: `${go.text}\n`, role: 'source', keep: true })),
      kinds(first),
    );
  });

  it('is read where it nests less, with all instances and memories as they were', async () => {
    const { extract } = open();
    for (let round = 0; round < 3; round++) {
      const read = await extract({ file: 'bad.go', text: brackets(1400), role: 'source' });
      assert.deepEqual(kinds(read), ['suppression']);
      assert.deepEqual(
        (await Promise.all(good.map((each) => extract({ ...each, role: 'source' })))).map(kinds),
        expected,
      );
    }
  });

  it('may be one of many', async () => {
    const { extract } = open();
    for (let file = 0; file < 8; file++) await extract({ file: `${file}.go`, text: poison, role: 'source' });
    const [go] = good;
    assert.ok(go);
    assert.deepEqual(kinds(await extract({ ...go, role: 'source' })), expected[0]);
  });
});
