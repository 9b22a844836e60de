import assert from 'node:assert/strict';
import { openEffort, TooMuch } from '../../server/src/syntax/code/effort.ts';
import { maxCodeBytes } from '../../server/src/workspace/policy.ts';
import { extractor } from '../analyse.ts';

describe('the effort of reading code', () => {
  it('is counted in steps, in proportion to the text', () => {
    const allowance = { stage: 'parsing', base: 10, perCharacter: 2 };
    for (const length of [0, 20]) {
      const step = openEffort(allowance, length);
      for (let steps = 0; steps < 10 + 2 * length; steps++) step();
      assert.throws(step, (error) => error instanceof TooMuch && error.trouble === 'too-complex');
    }
  });

  it('of a file over the limit by size is not made, and its size is said', async () => {
    const { extract } = await extractor();
    const line = 'await fetch("http://a/");\n';
    const code = line.repeat(Math.ceil((1.4 * 1024 * 1024) / line.length));
    for (const keep of [{}, { keep: true as const }]) {
      const { facts } = await extract({ file: 'large.ts', text: code, role: 'source', ...keep });
      const message = '1.4 MB, over the limit of 1 MB';
      assert.deepEqual(facts, [{ kind: 'trouble', trouble: 'too-large', span: { start: 0, end: 0 }, message }]);
    }
    const yaml = await extract({ file: 'large.yaml', text: '# a\n'.repeat(1_600_000), role: 'source' });
    assert.equal(
      yaml.facts.map((fact) => (fact.kind === 'trouble' ? fact.message : fact.kind)).join(),
      '6.1 MB, over the limit of 5 MB',
    );
  });

  it('is made for code just below the limit', async () => {
    const { extract } = await extractor();
    const call = 'await fetch("http://a/");\n';
    const comment =
      '// a comment that fills the file up to its limit, as code of this size would take a test too long\n';
    const text = call + comment.repeat(Math.floor((maxCodeBytes - call.length) / comment.length));
    const { facts } = await extract({ file: 'large.ts', text, role: 'source' });
    assert.deepEqual(
      facts.map(({ kind }) => kind),
      ['outgoing-call'],
    );
  });
});
