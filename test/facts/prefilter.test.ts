import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeLanguages } from '../../server/src/facts/extractor.ts';
import { compilePrefilter } from '../../server/src/facts/prefilter.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { extractor, root } from '../analyse.ts';

const mayHoldFacts = compilePrefilter(compileKnowledge(readBundled(root).bundled.packs));

describe('prefilter', () => {
  it('keeps every text that gives a fact', async () => {
    const { extract } = await extractor();
    let texts = 0;
    for (const name of ['test/rules', 'test/claims'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )) {
      if (!codeLanguages.has(path.extname(name).slice(1))) continue;
      // Cut at empty lines, as one fact must not stand in for another.
      for (const part of readFileSync(path.join(root, name), 'utf8').split(/\n\s*\n/)) {
        const { facts } = await extract({ file: name, text: part, role: 'source' });
        // How a file hangs together with others is read of every text.
        const own = facts.filter(
          ({ kind }) =>
            ![
              'trouble',
              'module-links',
              'env-read',
              'rpc-end',
              'topic-end',
              'host-mentions',
              'go-declarations',
              'functions',
            ].includes(kind),
        );
        if (own.length === 0) continue;
        texts++;
        assert.ok(mayHoldFacts(name, part), `${own[0]?.kind} in ${name}:\n${part}`);
      }
    }
    assert.ok(texts > 150, `only ${texts} texts with facts`);
  });

  it('leaves out code that speaks of nothing that we know', () => {
    for (const [file, text] of [
      ['a.ts', `import { get } from '@own/http';\nexport const processOrder = (order) => prefetch(order.terror);`],
      ['a.tsx', `export const A = () => <button onClick={(e) => select(e.target)}>Authentication</button>;`],
      ['a.go', `package a\n\nimport "strings"\n\nfunc Upper(s string) string { return strings.ToUpper(s) }\n`],
      ['a.py', `def upper(text):\n    return text.upper()\n`],
      [
        'A.java',
        `class A {\n  String upper(String text) {\n    System.out.println(text);\n    return text.toUpperCase();\n  }\n}\n`,
      ],
    ] as const)
      assert.equal(mayHoldFacts(file, text), false, text);
  });

  it('keeps imports over several lines, indented or not', () => {
    for (const name of ['  ordersClient', 'ordersClient', '\n\n\tordersClient'])
      assert.ok(mayHoldFacts('a.ts', `import {\n${name},\n  other,\n} from './orders';\n`), name);
  });

  it('takes no long over text that nobody wrote', function () {
    this.timeout(60_000);
    const from = performance.now();
    for (const unit of ['\n', ' \r\n', 'from ', 'import Client ', '  ordersClient,\n', 'Client', 'New', 'public '])
      for (const file of ['a.ts', 'a.js', 'a.py', 'a.go', 'A.java'])
        mayHoldFacts(file, unit.repeat(200_000 / unit.length));
    assert.ok(performance.now() - from < 50_000);
  });

  it('says nothing of what is no code', () => assert.ok(mayHoldFacts('a.yaml', 'a: 1')));
});
