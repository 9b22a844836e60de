import { sha256Of } from '../../model/text-bytes.ts';
import * as z from 'zod';
import { added, changed, day, entryAt, filled, of, shortWords, words } from '../kit/entries.ts';
import type { Written } from '../formats.ts';
import { namesIn } from '../kit/show.ts';
import { change } from '../part.ts';

export type Agreement = Written<'agreement'>;
export type AgreedObjective = Agreement['objectives'][number];

/** A short name of all that is signed: it changes when any of it does; who wrote a line, and when, does not count. */
export function fingerprintOf({
  goals,
  staffing,
  process,
  objectives,
  reviewers,
  changes,
  calendar,
}: Agreement): string {
  const text = JSON.stringify([
    [goals ?? '', staffing ?? '', process ?? ''],
    objectives.map(({ indicator, target, window, agreed, spec }) => [indicator, target, window, agreed, spec ?? '']),
    reviewers.map(({ name, team, from }) => [name, team ?? '', from ?? '']),
    changes.map(({ what, when }) => [what, when ?? '']),
    calendar.map(({ what, kind, date, who }) => [what, kind, date, who ?? '']),
  ]);
  return sha256Of(text).slice(0, 12);
}

/** Whether there is anything that could be signed. */
export function isWritten({ goals, staffing, process, objectives, reviewers, changes, calendar }: Agreement): boolean {
  return (
    [goals, staffing, process].some((each) => each !== undefined) ||
    objectives.length + reviewers.length + changes.length + calendar.length > 0
  );
}

/** What tells an objective from the others. */
export const objectiveKey = ({ spec, indicator }: AgreedObjective): string => spec ?? indicator;
export const reviewerKey = ({ name }: Agreement['reviewers'][number]): string => name;
export const changeKey = ({ what }: Agreement['changes'][number]): string => what;
export const dateKey = ({ date, what }: Agreement['calendar'][number]): string => `${date} ${what}`;

export const dateKinds = {
  meeting: 'a meeting',
  training: 'training',
  handover: 'hand-over',
  launch: 'launch',
  other: 'something else',
} as const;

const target = z
  .string()
  .transform((value) => Number(value.replace(/\s*%$/, '').replace(',', '.')))
  .refine((value) => value > 0 && value < 100, 'a percentage between 0 and 100, like 99.9; 100 leaves no budget');

/** Changes by the second half of the action's id. */
export const actions = {
  objective: change({
    format: 'agreement',
    values: z.object({
      indicator: words,
      target,
      window: shortWords.optional(),
      agreed: z.enum(['yes', 'no']).optional(),
      spec: z.string().max(1000).optional(),
      of: of.optional(),
    }),
    edit({ objectives }, { indicator, target: percent, window, agreed, spec, of: wanted }, { by, date }) {
      const value = {
        indicator,
        target: percent,
        window: window ?? '28d',
        agreed: agreed === 'yes',
        spec,
        by,
        date,
      };
      const key = wanted ?? spec ?? indicator;
      const known = objectives.some((each) => objectiveKey(each) === key);
      if (!known && wanted === undefined) return [added('objectives', objectives, value)];
      return changed(['objectives', entryAt(objectives, key, objectiveKey)], value);
    },
  }),
  dropObjective: change({
    format: 'agreement',
    values: z.object({ of }),
    edit: ({ objectives }, { of: wanted }) => [
      { path: ['objectives', entryAt(objectives, wanted, objectiveKey)], value: undefined },
    ],
  }),
  reviewer: change({
    format: 'agreement',
    values: z.object({ name: shortWords, team: shortWords.optional(), from: day.optional(), of: of.optional() }),
    edit({ reviewers }, { of: wanted, name: named, team, from }) {
      // A form that was sent without a field takes it back.
      const value = { name: named, team, from };
      if (wanted !== undefined) return changed(['reviewers', entryAt(reviewers, wanted, reviewerKey)], value);
      // Several people of one team are often named at once.
      const names = namesIn(named).filter((name) => !reviewers.some((each) => each.name === name));
      if (names.length === 0) throw new Error(`${named} is a reviewer already`);
      return names.map((name, i) => ({
        path: ['reviewers', reviewers.length + i],
        value: filled({ ...value, name }),
      }));
    },
  }),
  dropReviewer: change({
    format: 'agreement',
    values: z.object({ of }),
    edit: ({ reviewers }, { of: wanted }) => [
      { path: ['reviewers', entryAt(reviewers, wanted, reviewerKey)], value: undefined },
    ],
  }),
  change: change({
    format: 'agreement',
    values: z.object({ what: words, when: day.optional(), of: of.optional() }),
    edit({ changes }, { what, when, of: wanted }, { by, date }) {
      const value = { what, when, by, date };
      return wanted === undefined
        ? [added('changes', changes, value)]
        : changed(['changes', entryAt(changes, wanted, changeKey)], value);
    },
  }),
  dropChange: change({
    format: 'agreement',
    values: z.object({ of }),
    edit: ({ changes }, { of: wanted }) => [
      { path: ['changes', entryAt(changes, wanted, changeKey)], value: undefined },
    ],
  }),
  date: change({
    format: 'agreement',
    values: z.object({
      what: words,
      kind: z.enum(['training', 'handover', 'meeting', 'launch', 'other']).default('other'),
      date: day,
      who: words.optional(),
      of: of.optional(),
    }),
    edit({ calendar }, { of: wanted, what, kind, date, who }) {
      const value = { what, kind, date, who };
      return wanted === undefined
        ? [added('calendar', calendar, value)]
        : changed(['calendar', entryAt(calendar, wanted, dateKey)], value);
    },
  }),
  dropDate: change({
    format: 'agreement',
    values: z.object({ of }),
    edit: ({ calendar }, { of: wanted }) => [
      { path: ['calendar', entryAt(calendar, wanted, dateKey)], value: undefined },
    ],
  }),
  goals: change({
    format: 'agreement',
    values: z.object({ goals: words.optional(), staffing: words.optional(), process: words.optional() }),
    edit: (_, { goals, staffing, process }) => changed([], { goals, staffing, process }),
  }),
  sign: change({
    format: 'agreement',
    values: z.object({ side: z.enum(['developers', 'sre']), of: z.string().max(100).optional() }),
    edit(now, { side, of: seen }, { by, date }) {
      if (!isWritten(now)) throw new Error('nothing to sign yet');
      const stands = fingerprintOf(now);
      if (seen !== undefined && seen !== stands)
        throw new Error('the agreement has changed since you opened it; read it again, then sign');
      return [added('signed', now.signed, { side, by, date, of: stands })];
    },
  }),
  unsign: change({
    format: 'agreement',
    values: z.object({ side: z.enum(['developers', 'sre']) }),
    edit({ signed }, { side }) {
      const at = signed.findLastIndex((each) => each.side === side);
      if (at < 0) throw new Error('that side has not signed');
      return [{ path: ['signed', at], value: undefined }];
    },
  }),
};
