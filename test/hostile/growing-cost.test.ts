import assert from 'node:assert/strict';
import { extractor } from '../analyse.ts';

// Mistakes from which the parser recovers at a cost that grows with each of them: minutes, where nothing ended it.
describe('mistakes that cost more and more', () => {
  for (const [file, unit] of [
    ['a.go', '---\n}\n'],
    ['a.ts', '---\n}\n'],
    ['A.java', '}(a)->'],
    ['A.java', '/*try{'],
    ['a.py', ' \\\n'],
    ['a.go', '/*`'],
    ['a.go', '{{*'],
  ] as const)
    it(`of ${JSON.stringify(unit)} in ${file} do not keep a reader, and the file is named`, async function () {
      this.timeout(120_000);
      const { extract } = await extractor();
      const started = performance.now();
      const { facts } = await extract({ file, text: unit.repeat(100_000 / unit.length), role: 'source' });
      // It takes a second and a half; machines that run tests are busy.
      assert.ok(performance.now() - started < 30_000);
      const trouble = facts.find((fact) => fact.kind === 'trouble');
      assert.match(trouble?.message ?? '', /^could not be read: (parsing takes|more than 4000 brackets)/);
      const sound = await extract({ file: 'a.ts', text: 'void fetch(url);\n', role: 'source' });
      assert.ok(sound.facts.some(({ kind }) => kind === 'outgoing-call'));
    });
});
