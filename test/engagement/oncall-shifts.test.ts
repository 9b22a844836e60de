import assert from 'node:assert/strict';
import { rotationFormat } from '../../server/src/engagement/oncall/format.ts';
import { medianOf, stretchesOf, verdictOf } from '../../server/src/engagement/oncall/shifts.ts';
import type { PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const file = '.prr/rotations/bard.yaml';
const shop = {
  'shop/package.json': '{"name":"shop"}',
  'shop/Dockerfile': 'FROM node:22\n',
  '.prr/services/shop.yaml': 'rotation: bard\n',
};

async function shown(rotation: string): Promise<PartView> {
  const { part } = await engaged({ ...shop, [file]: `members: [{ name: Ada }]\nservices: [shop]\n${rotation}` });
  return part('shop', 'oncall');
}

function find(view: PartView, text: RegExp): Row {
  const rows = view.blocks.flatMap((block) => (block.kind === 'list' ? block.rows : []));
  const row = rows.find((each) => text.test(each.text));
  assert.ok(row, `${String(text)} is not among: ${rows.map((each) => each.text).join(' | ')}`);
  return row;
}

/** The parts of one shift, each with its count, hours and verdict. */
function parts(shift: object, usual: object = {}) {
  const rotation = rotationFormat.parse({ shift: usual, shifts: [shift] });
  const [only] = rotation.shifts;
  assert.ok(only);
  return stretchesOf(only, rotation).map((each) => [each.part, each.count, each.hours, verdictOf(each)]);
}

describe('load by shift', () => {
  it('tells day from night by the hours of sleep', () => {
    assert.deepEqual(parts({ from: '2026-11-09T08:00', pages: 3, incidents: 2 }), [['day', 2, 12, 'within']]);
    assert.deepEqual(parts({ from: '2026-11-09T20:00', pages: 3, incidents: 3 }), [['night', 3, 12, 'over']]);
    assert.deepEqual(parts({ from: '2026-11-09T12:00', pages: 1 }), [['day', 1, 12, 'within']]);
    // Those who sleep by day.
    assert.deepEqual(parts({ from: '2026-11-09T08:00', pages: 1 }, { asleep: { from: '09:00', to: '17:00' } }), [
      ['night', 1, 12, 'within'],
    ]);
  });

  it('takes a time in UTC to where the people are, and cannot without their time zone', () => {
    const late = { from: '2026-11-09T22:00Z', pages: 1, hours: 8 };
    assert.equal(parts(late)[0]?.[0], 'unsplit');
    assert.equal(parts(late, { zone: 'Europe/Berlin' })[0]?.[0], 'night');
    assert.equal(parts(late, { zone: 'Asia/Tokyo' })[0]?.[0], 'day');
    assert.equal(parts({ from: '2026-11-09', pages: 1 }, { zone: 'Asia/Tokyo' })[0]?.[0], 'unsplit');
    assert.equal(rotationFormat.safeParse({ shift: { zone: 'Mars/Olympus' } }).success, false);
  });

  it('splits a long shift where somebody counted the hours of sleep, and applies the limit to 12 hours', () => {
    assert.deepEqual(parts({ from: '2026-11-09T09:00', hours: 24, pages: 6, incidents: 6, asleep: 3 }), [
      ['day', 3, 15, 'open'],
      ['night', 3, 9, 'over'],
    ]);
    assert.deepEqual(parts({ from: '2026-11-09T09:00', hours: 24, pages: 4, incidents: 4 }), [
      ['unsplit', 4, 24, 'open'],
    ]);
    assert.deepEqual(parts({ from: '2026-11-09T09:00', hours: 24, pages: 5, incidents: 5 }), [
      ['unsplit', 5, 24, 'over'],
    ]);
    // Four incidents in a week are 0.3 in 12 hours as a mean, and may all be of one night.
    assert.deepEqual(parts({ from: '2026-11-09T09:00', hours: 168, pages: 4, incidents: 4, asleep: 4 }), [
      ['day', 0, 105, 'within'],
      ['night', 4, 63, 'open'],
    ]);
    assert.equal(parts({ from: '2026-11-09T09:00', hours: 168, pages: 15, incidents: 15, asleep: 15 })[1]?.[3], 'over');
  });

  it('takes pages for no incidents', () => {
    assert.deepEqual(parts({ from: '2026-11-09T08:00', pages: 9 }), [['day', 9, 12, 'open']]);
  });

  it('has the median between two in the middle', () => {
    assert.equal(medianOf([0, 1, 4]), 1);
    assert.equal(medianOf([0, 1, 2, 9]), 1.5);
    assert.equal(medianOf([]), 0);
  });

  it('shows maxima and medians by day and by night, and never a mean', async () => {
    const nights = [0, 0, 0, 5].map((n, i) => `{ from: 2026-11-0${i + 2}T20:00, pages: ${n}, incidents: ${n} }`);
    const days = [1, 1, 2].map((n, i) => `{ from: 2026-11-0${i + 2}T08:00, pages: ${n}, incidents: ${n} }`);
    const view = await shown(`shifts: [${[...nights, ...days].join(', ')}]\n`);
    const night = find(view, /^Night: at most 5 incidents in a shift, median 0$/);
    assert.equal(night.tone, 'attention');
    assert.match(
      night.because ?? '',
      /limit is 2 incidents in a shift of 12 hours\. 1 of 4 shifts exceeded it, the last from 2026-11-05T20:00/,
    );
    assert.match(night.because ?? '', /22:00 to 07:00, our default/);
    assert.equal(find(view, /^Day: at most 2 incidents in a shift, median 1$/).tone, 'good');
    const words = view.blocks.flatMap((block) =>
      block.kind === 'list' ? block.rows.map((row) => row.because ?? '') : [],
    );
    assert.ok(!words.some((each) => /average|mean/.test(each)));
    const chart = view.blocks.find((block) => block.kind === 'chart');
    assert.deepEqual(chart?.kind === 'chart' && chart.lines.map(({ name }) => name), ['Day', 'Night']);
    const worse = await shown(
      `shifts: [${[3, 4, 5].map((n) => `{ from: 2026-11-0${n}T08:00, pages: ${n}, incidents: ${n} }`).join()}]\n`,
    );
    assert.equal(find(worse, /^Day: at most 5 incidents in a shift, median 4$/).tone, 'bad');
  });

  it('asks for shifts where a week was counted, unless its sum shows it', async () => {
    const week = async (incidents: number, shift = 'shift: { nights: true, hours: 168 }') =>
      find(
        await shown(`${shift}\nweeks: [{ from: 2026-11-09, pages: 90, incidents: ${incidents} }]\n`),
        /^At most \d+ incident/,
      );
    assert.equal((await week(2)).tone, 'good');
    const some = await week(4);
    assert.equal(some.tone, 'open');
    assert.match(some.because ?? '', /record each shift; the limit is 2 incidents in a shift of 12 hours/);
    assert.equal((await week(28)).tone, 'open');
    assert.equal((await week(29)).tone, 'bad');
    assert.equal((await week(15, 'shift: { nights: false }')).tone, 'bad');
  });

  it('writes the load of a shift, corrects it, takes it back, and refuses what cannot be', async () => {
    const { act, part, files } = await engaged({ ...shop, [file]: 'members: [{ name: Ada }]\nservices: [shop]\n' });
    const values = { rotation: 'bard', from: '2026-11-09T20:00', pages: '4' };
    assert.match(await act('shop', 'oncall.load', values), /shifts:\n {2}- from: 2026-11-09T20:00\n {4}pages: 4/);
    await act('shop', 'oncall.load', { ...values, incidents: '1' });
    assert.equal(files.get(file)?.match(/T20:00/g)?.length, 1);
    find(await part('shop', 'oncall'), /^Night: at most 1 incident in a shift, median 1$/);
    await assert.rejects(
      act('shop', 'oncall.load', { ...values, incidents: '5' }),
      /5 incidents are more than 4 pages/,
    );
    await assert.rejects(act('shop', 'oncall.load', { ...values, from: '2026-11-31T20:00' }), /not a valid date/);
    await assert.rejects(act('shop', 'oncall.load', { ...values, from: '2027-11-09T20:00' }), /in the future/);
    await assert.rejects(act('shop', 'oncall.load', { ...values, from: 'Monday' }), /a time like/);
    const text = await act('shop', 'oncall.shift', {
      rotation: 'bard',
      zone: 'Europe/Berlin',
      asleepFrom: '23:00',
      asleepTo: '06:00',
    });
    assert.match(text, /zone: Europe\/Berlin\n {2}asleep:\n {4}from: "?23:00"?\n {4}to: "?06:00"?/);
    await assert.rejects(act('shop', 'oncall.shift', { rotation: 'bard', zone: 'Here' }), /a time zone like/);
    assert.match(
      find(await part('shop', 'oncall'), /^Night:/).because ?? '',
      /Night is 23:00 to 06:00 in Europe\/Berlin\./,
    );
    const undo = find(await part('shop', 'oncall'), /^Last recorded shift/).actions?.[0];
    assert.ok(undo);
    await act('shop', undo.id, undo.values);
    assert.doesNotMatch(files.get(file) ?? '', /T20:00/);
  });

  it('leaves out shifts that cannot be right, and says why', async () => {
    const view = await shown(
      'shifts: [{ from: 2027-01-01T08:00, pages: 1 }, { from: 2026-02-31, pages: 1 }, { from: 2026-11-01, pages: 1, incidents: 2 }]\n',
    );
    assert.match(find(view, /^The shift of 2027-01-01T08:00 is ignored/).because ?? '', /in the future/);
    assert.match(find(view, /^The shift of 2026-02-31 is ignored/).because ?? '', /not a date/);
    assert.match(find(view, /^The shift of 2026-11-01 is ignored/).because ?? '', /more incidents than pages/);
    find(view, /^Pages: no data/);
  });
});
