import assert from 'node:assert/strict';
import { literally } from '../../server/src/syntax/code/literally.ts';
import { extractor } from '../analyse.ts';

describe('names in patterns', () => {
  it('match themselves alone, whatever is in them', () => {
    for (const name of ['a.b', 'f(x)[0]', '$', '\\', 'a-b', '^'])
      assert.equal(new RegExp(`^${literally(name)}$`).exec(name)?.[0], name);
    assert.ok(!new RegExp(`^${literally('a.b')}$`).test('axb'));
  });

  it('match nothing where they are longer than names are, and cost no file its facts', async () => {
    assert.ok(!new RegExp(literally('x('.repeat(100_000))).test('x(x('));
    const text = `package shop\n\nimport (\n\t"${'\ud800)'.repeat(60_000)}"\n)\n\nfunc main() { go serve(ctx) }\n`;
    const { facts } = await (await extractor()).extract({ file: 'main.go', text, role: 'source' });
    assert.ok(!facts.some((fact) => fact.kind === 'trouble' && /regular expression/i.test(fact.message)));
  });
});
