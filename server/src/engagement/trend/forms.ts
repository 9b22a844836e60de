import { action, long, choice, date } from '../kit/show.ts';
import type { Look } from './looks.ts';

/** The form that answers a proposal. */
export function lookForm({ reason, of }: Look) {
  return action('trend.look', 'Record the Result…', {
    values: { reason, of },
    fields: [long('outcome', 'Who reviewed it and the result, or why no review is needed')],
  });
}

/** The form that says what became of a follow-up. */
export function followupForm(id: string) {
  return action('trend.followup', 'Record the Result…', {
    values: { id },
    fields: [
      choice('state', 'State', { done: 'done', dropped: 'dropped', open: 'still open' }, { value: 'done' }),
      long('reason', 'Reason, or a link', { optional: true, needed: 'needed to drop it' }),
    ],
  });
}

/** The form that records a meeting. */
export const meetForm = action('trend.meet', 'Record a Meeting…', {
  fields: [
    date('date', 'When', { optional: true, help: 'Default: today.' }),
    long('minutes', 'Minutes, or a link', { optional: true }),
  ],
});
