import assert from 'node:assert/strict';
import { openWatch, timeLimit, TooMuch } from '../../server/src/syntax/code/time-limit.ts';

describe('the time of a step', () => {
  it('grows with the text, up to ten seconds', () => {
    assert.deepEqual([0, 100_000, 10_000_000].map(timeLimit), [2000, 3000, 10_000]);
  });

  it('ends with what took too long, told as such', () => {
    // A length below nothing leaves no time at all.
    const watch = openWatch('reading its tree', -300_000);
    const ask = () => {
      for (let asked = 0; asked < 100; asked++) watch();
    };
    assert.throws(ask, (error) => error instanceof TooMuch && error.trouble === 'too-slow');
  });
});
