import assert from 'node:assert/strict';
import { localDay } from '../../server/src/model/day.ts';

describe('today', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  for (const [tz, time, day] of [
    ['Asia/Tokyo', '2026-11-21T22:30:00Z', '2026-11-22'],
    ['America/Los_Angeles', '2026-11-01T02:00:00Z', '2026-10-31'],
    ['UTC', '2026-01-05T23:59:59Z', '2026-01-05'],
  ] as const)
    it(`is the day where people are, as in ${tz}`, () => {
      process.env['TZ'] = tz;
      assert.equal(localDay(time), day);
    });
});
