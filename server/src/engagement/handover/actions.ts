import * as z from 'zod';
import { isDay } from '../../model/day.ts';
import { date, identifier, name, words } from '../kit/values.ts';
import type { Written } from '../formats.ts';
import { namesIn } from '../kit/show.ts';
import { change, type Edit, type Who } from '../part.ts';
import { dayOf } from '../kit/entries.ts';

type Row = Partial<Written<'handover'>['rows'][string]>;

/** Sets keys of a row, and who said so; `undefined` removes. */
function rowEdits(now: Written<'handover'>, row: string, keys: Row, { by, date: today }: Who): Edit[] {
  if (now.rows[row] === undefined) {
    const value = Object.fromEntries(
      Object.entries({ ...keys, by, date: today }).filter(([, each]) => each !== undefined),
    );
    return [{ path: ['rows', row], value }];
  }
  return Object.entries({ ...keys, by, date: today }).map(([key, value]) => ({ path: ['rows', row, key], value }));
}

/** Somebody said from whom, to whom or when a row is to move. */
export function isPlanned(row: Row | undefined): boolean {
  return row?.from !== undefined || row?.to !== undefined || row?.on !== undefined;
}

const row = identifier;

const plan = change({
  format: 'handover',
  values: z.object({ row, from: name.optional(), to: name.optional(), on: date.optional() }),
  edit(now, { row: id, from, to, on }, who) {
    if (on !== undefined && !isDay(on)) throw new Error(`${on} is not a valid date`);
    if (from === undefined && to === undefined && on === undefined) throw new Error('fill in at least one field');
    if (to === undefined && now.rows[id]?.done !== undefined) throw new Error('fill in the new owner');
    // A form that was sent without a field takes it back.
    return rowEdits(now, id, { from, to, on, none: undefined }, who);
  },
});

/** Takes back what was planned; what blocks the row stays, and so does what has moved. */
const unplan = change({
  format: 'handover',
  values: z.object({ row }),
  edit(now, { row: id }, who) {
    const before = now.rows[id];
    if (before?.done !== undefined) throw new Error('it has moved: record that it goes back');
    if (before?.none !== undefined) throw new Error('it is marked as not applicable: mark it as applicable first');
    if (!isPlanned(before)) throw new Error('nothing is planned');
    return before?.blocks === undefined
      ? [{ path: ['rows', id], value: undefined }]
      : rowEdits(now, id, { from: undefined, to: undefined, on: undefined }, who);
  },
});

const moved = change({
  format: 'handover',
  values: z.object({ row, to: name.optional(), on: date.optional() }),
  edit(now, { row: id, to, on }, who) {
    const holder = to ?? now.rows[id]?.to;
    if (holder === undefined) throw new Error('fill in the new owner');
    return rowEdits(now, id, { to: holder, done: dayOf(on, who.date), blocks: undefined, none: undefined }, who);
  },
});

const blocks = change({
  format: 'handover',
  values: z.object({ row, blocks: words.optional() }),
  edit: (now, { row: id, blocks: what }, who) => rowEdits(now, id, { blocks: what }, who),
});

/** A step that went badly goes back, without ceremony. */
const back = change({
  format: 'handover',
  values: z.object({ row, reason: words }),
  edit(now, { row: id, reason }, who) {
    const before = now.rows[id];
    if (before?.done === undefined && before?.none === undefined) throw new Error('it has not moved');
    return rowEdits(now, id, { done: undefined, none: undefined, blocks: reason }, who);
  },
});

const none = change({
  format: 'handover',
  values: z.object({ row, reason: words }),
  edit: (now, { row: id, reason }, who) => rowEdits(now, id, { none: reason }, who),
});

const backing = change({
  format: 'handover',
  values: z.object({ names: words, until: date }),
  edit(_, { names, until }, { by, date: today }) {
    if (!isDay(until)) throw new Error(`${until} is not a valid date`);
    if (namesIn(names).length === 0) throw new Error('name the developers who support the new owners');
    return [
      { path: ['backing', 'names'], value: namesIn(names) },
      { path: ['backing', 'until'], value: until },
      { path: ['backing', 'by'], value: by },
      { path: ['backing', 'date'], value: today },
    ];
  },
});

const noBacking = change({
  format: 'handover',
  values: z.object({}),
  edit({ backing: agreed }) {
    if (agreed === undefined) throw new Error('no support period is agreed');
    return [{ path: ['backing'], value: undefined }];
  },
});

/** Changes by the second half of the action's id. */
export const actions = { plan, unplan, moved, blocks, back, none, backing, noBacking } as const;
