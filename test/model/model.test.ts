import assert from 'node:assert/strict';
import { batchesOf, live } from './episode.ts';

// A short run; `npm run torture:model` makes a long one of any seeds, and finds the fewest steps to a divergence.
describe('the language server after random steps', function () {
  this.timeout(300_000);

  for (const seed of [12, 13, 17])
    it(`shows what one shows that was started now (seed ${seed})`, async () => {
      const { divergence, story, looks } = await live(seed, batchesOf(seed, 6));
      assert.equal(divergence, undefined, [...(story ?? []), divergence].join('\n'));
      assert.equal(looks, 6);
    });

  it('is seen to differ where it hears of no change on disk', async () => {
    const { divergence } = await live(13, batchesOf(13, 6), { deaf: true });
    assert.notEqual(divergence, undefined);
  });
});
