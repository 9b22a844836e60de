import * as z from 'zod';
import { engagementStates } from '../../model/engagement.ts';
import { change, type Edit, type PartModule } from '../part.ts';
import { former } from './standing.ts';

/** Records where the engagement stands; the state before goes to the history. */
const record = change({
  format: 'state',
  values: z.object({
    state: z.enum(engagementStates),
    reason: z.string().max(5000).optional(),
    agreement: z.string().max(5000).optional(),
    next: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21')
      .optional(),
  }),
  edit(now, { state, reason, agreement, next }, { by, date }) {
    const before = now.state === undefined ? [] : [{ path: ['history', now.history?.length ?? 0], value: former(now) }];
    return [
      ...before,
      { path: ['state'], value: state },
      { path: ['since'], value: date },
      { path: ['by'], value: by },
      { path: ['reason'], value: reason },
      ...(agreement === undefined ? [] : [{ path: ['agreement'], value: agreement }]),
      { path: ['next'], value: next },
    ];
  },
});

/** Takes the last record back; what stood before it holds again. */
const back = change({
  format: 'state',
  values: z.object({ state: z.enum(engagementStates), since: z.string() }),
  edit(now, { state, since }) {
    if (now.state !== state || now.since !== since) throw new Error('the state has changed since; reload the page');
    const last = (now.history?.length ?? 0) - 1;
    const before = now.history?.[last];
    const edits: Edit[] = (['state', 'since', 'by', 'reason'] as const).map((key) => ({
      path: [key],
      value: before?.[key],
    }));
    // What was agreed is kept with the state that holds again.
    edits.push(
      { path: ['next'], value: undefined },
      { path: before ? (last === 0 ? ['history'] : ['history', last]) : ['agreement'], value: undefined },
    );
    return edits;
  },
});

/** Changes by the second half of the action's id. */
export const stateActions: PartModule['actions'] = { record, back };
