import assert from 'node:assert/strict';
import { documentedRules as rules } from '../documented.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';

/** Summaries and issues show these words alone: nothing stands before them that such a word could mean. */
const leansOn = /^(?:without (?:one|it|them|this|that)|with (?:one|it)|it|they|this|that|otherwise)\b/i;

describe('what users feel', () => {
  it('stands alone, in each item and each rule', () => {
    const { items } = readBundled(root).bundled;
    const words = [
      ...items.map(({ id, why }) => [id, why] as const),
      ...rules.map(({ id, docs }) => [id, docs.why] as const),
    ];
    assert.ok(words.length > 80);
    assert.deepEqual(
      words.filter(([, why]) => leansOn.test(why)),
      [],
    );
  });
});
