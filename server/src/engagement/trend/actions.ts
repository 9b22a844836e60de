import * as z from 'zod';
import { isDay } from '../../model/day.ts';
import { changed } from '../kit/entries.ts';
import { change } from '../part.ts';

const words = z.string().min(1).max(5000);
const day = z.string().refine(isDay, 'a date like 2026-11-21');

/** Changes by the second half of the action's id. */
export const actions = {
  followup: change({
    format: 'trend',
    values: z.object({
      id: z.string().min(1).max(200),
      state: z.enum(['done', 'dropped', 'open']),
      reason: words.optional(),
    }),
    edit(_, { id, state, reason }, { by, date }) {
      if (state === 'dropped' && reason === undefined) throw new Error('give a reason to drop it');
      return changed(['followups', id], { state, reason, by, date });
    },
  }),
  unfollow: change({
    format: 'trend',
    values: z.object({ id: z.string().min(1).max(200) }),
    edit: (_, { id }) => [{ path: ['followups', id], value: undefined }],
  }),
  look: change({
    format: 'trend',
    values: z.object({ reason: z.string().min(1), of: z.string().max(200), outcome: words }),
    edit: (now, { reason, of, outcome }, { by, date }) => [
      { path: ['looks', now.looks.length], value: { reason, of, outcome, by, date } },
    ],
  }),
  unlook: change({
    format: 'trend',
    values: z.object({ reason: z.string(), of: z.string() }),
    edit(now, { reason, of }) {
      const at = now.looks.findLastIndex((each) => each.reason === reason && each.of === of);
      if (at < 0) throw new Error('there is no answer');
      return [{ path: ['looks', at], value: undefined }];
    },
  }),
  meet: change({
    format: 'trend',
    values: z.object({ date: day.optional(), minutes: words.optional() }),
    edit(now, { date: on, minutes }, { by, date }) {
      if (on !== undefined && on > date) throw new Error('set the date of the meeting: today or earlier');
      const value = { by, date: on ?? date, ...(minutes === undefined ? {} : { minutes }) };
      return [{ path: ['meetings', now.meetings.length], value }];
    },
  }),
  unmeet: change({
    format: 'trend',
    values: z.object({ date: z.string(), by: z.string() }),
    edit(now, { date, by }) {
      const at = now.meetings.findLastIndex((each) => each.date === date && each.by === by);
      if (at < 0) throw new Error('there is no such meeting');
      return [{ path: ['meetings', at], value: undefined }];
    },
  }),
  lesson: change({
    format: 'trend',
    values: z.object({ text: words, from: words }),
    edit(now, { text, from }, { by, date }) {
      if (now.lessons.some((each) => each.text === text)) throw new Error('this lesson already exists');
      return [{ path: ['lessons', now.lessons.length], value: { text, from, by, date } }];
    },
  }),
  became: change({
    format: 'trend',
    values: z.object({ text: words, became: z.string().max(1000).optional() }),
    edit(now, { text, became }) {
      return [{ path: ['lessons', indexOf(now.lessons, text), 'became'], value: became }];
    },
  }),
  unlearn: change({
    format: 'trend',
    values: z.object({ text: words }),
    edit: (now, { text }) => [{ path: ['lessons', indexOf(now.lessons, text)], value: undefined }],
  }),
} as const;

function indexOf(lessons: readonly { readonly text: string }[], text: string): number {
  const at = lessons.findIndex((each) => each.text === text);
  if (at < 0) throw new Error('there is no such lesson');
  return at;
}
