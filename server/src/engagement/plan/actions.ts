import * as z from 'zod';
import { isDay } from '../../model/day.ts';
import { identifier } from '../kit/values.ts';
import { improvementFormat } from './format.ts';
import type { Written } from '../formats.ts';
import { filled } from '../kit/entries.ts';
import { change, type Edit, type Who } from '../part.ts';
import { nameFor } from '../kit/names.ts';

type Now = Written<'improvement'>;

/** What may be decided, in the words of the form. */
export const decisions = {
  accepted: 'Accept',
  deferred: 'Defer to a date',
  declined: 'Decline, with a reason',
  counter: 'Do something else instead',
} as const;
type Decision = keyof typeof decisions | 'proposed';

const day = z.string().refine(isDay, 'a date like 2026-11-21');
const words = z.string().max(5000);
const level = z
  .string()
  .regex(/^[1-5]$/, 'a whole number from 1 to 5')
  .transform(Number);
/** Kept with the decision, so that it has a name when what it is about is gone. */
const titled = { id: identifier, title: z.string().max(500).optional() };

/** `by` and `date` say who decided: they stay where somebody only owns or weighs. */
function begun(now: Now, title: string | undefined, { by, date: today }: Who): Edit[] {
  const isNew = (now as Partial<Now>).by === undefined;
  return [
    ...(isNew
      ? [
          { path: ['by'], value: by },
          { path: ['date'], value: today },
        ]
      : []),
    ...(title !== undefined && now.title === undefined ? [{ path: ['title'], value: title }] : []),
  ];
}

type Event = NonNullable<Now['history']>[number];

function remembered(now: Now, event: Event): Edit {
  return { path: ['history', now.history?.length ?? 0], value: filled(event) };
}

/** Changes by the second half of the action's id. */
export const actions = {
  decide: change({
    format: 'improvement',
    values: z.object({
      ...titled,
      decision: improvementFormat.shape.decision.unwrap(),
      reason: words.optional(),
      until: day.optional(),
      proposal: words.optional(),
    }),
    name: ({ id }) => id,
    edit(now, { title, decision, ...given }, who) {
      // What was said stands for the same decision; another one has its own reason, and nobody signs that of somebody else.
      const said: Partial<Now> = now.decision === decision ? now : {};
      const { reason = said.reason, until = said.until, proposal = said.proposal } = given;
      if (decision === 'deferred' && (until === undefined || until <= who.date))
        throw new Error('set a future date to defer to');
      if (decision === 'declined' && reason === undefined) throw new Error('give a reason to decline');
      if (decision === 'counter' && proposal === undefined) throw new Error('describe what you do instead');
      return [
        ...begun(now, title, who),
        ...decided(now, decision, who),
        { path: ['reason'], value: reason },
        { path: ['until'], value: decision === 'deferred' ? until : undefined },
        { path: ['proposal'], value: decision === 'counter' ? proposal : undefined },
      ];
    },
  }),
  own: change({
    format: 'improvement',
    values: z.object({
      ...titled,
      owner: z.string().max(200).optional(),
      due: day.optional(),
      issue: z.string().max(2000).optional(),
      reason: words.optional(),
    }),
    name: ({ id }) => id,
    edit(now, { title, owner, due, issue, reason }, who) {
      const moved = now.due !== undefined && now.due !== due;
      const to = due === undefined ? 'its date removed' : `moved from ${now.due ?? ''} to ${due}`;
      return [
        ...begun(now, title, who),
        ...(moved ? [remembered(now, { decision: to, reason, by: who.by, date: who.date })] : []),
        { path: ['owner'], value: owner },
        { path: ['due'], value: due },
        { path: ['issue'], value: issue },
      ];
    },
  }),
  weigh: change({
    format: 'improvement',
    values: z.object({ ...titled, impact: level.optional(), likelihood: level.optional(), effort: level.optional() }),
    name: ({ id }) => id,
    edit: (now, { title, impact, likelihood, effort }, who) => [
      ...begun(now, title, who),
      { path: ['impact'], value: impact },
      { path: ['likelihood'], value: likelihood },
      { path: ['effort'], value: effort },
    ],
  }),
  add: change({
    format: 'improvement',
    values: z.object({ title: z.string().min(1).max(500), reason: words.optional() }),
    name: ({ title }) => nameFor('own', title),
    edit(now, { title, reason }, who) {
      if (now.title !== undefined) throw new Error('an improvement with this title already exists');
      return [
        { path: ['title'], value: title },
        { path: ['decision'], value: 'proposed' },
        { path: ['reason'], value: reason },
        ...begun(now, undefined, who),
      ];
    },
  }),
  done: change({
    format: 'improvement',
    values: z.object({ ...titled, done: day.optional() }),
    name: ({ id }) => id,
    edit(now, { title, done }, who) {
      if (done !== undefined && done > who.date) throw new Error('set when it was done: today or earlier');
      return [...begun(now, title, who), { path: ['done'], value: done }];
    },
  }),
} as const;

/** A decision anew: what was said before goes to the history. */
function decided(now: Now, decision: Decision, { by, date: today }: Who): Edit[] {
  const { by: was, decision: before = 'proposed', date: since, reason, until, proposal } = now as Partial<Now>;
  return [
    ...(was === undefined || since === undefined
      ? []
      : [remembered(now, { decision: before, reason, until, proposal, by: was, date: since })]),
    { path: ['decision'], value: decision },
    { path: ['by'], value: by },
    { path: ['date'], value: today },
  ];
}
