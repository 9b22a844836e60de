import { action, long, choice, date } from '../kit/show.ts';
import type { Look } from './looks.ts';

/** The form that answers a proposal. */
export function lookForm({ reason, of }: Look) {
  return action('trend.look', 'Say What Came of It…', {
    values: { reason, of },
    fields: [long('outcome', 'Who looked and what came of it, or why nobody needs to')],
  });
}

/** The form that says what became of a follow-up. */
export function followupForm(id: string) {
  return action('trend.followup', 'Say What Became of It…', {
    values: { id },
    fields: [
      choice('state', 'It is', { done: 'done', dropped: 'dropped', open: 'open still' }, { value: 'done' }),
      long('reason', 'Why, or where one sees it', { optional: true, needed: 'needed where it is dropped' }),
    ],
  });
}

/** The form that records a meeting. */
export const meetForm = action('trend.meet', 'Record a Meeting…', {
  fields: [
    date('date', 'When', { optional: true, help: 'Today where it is left empty.' }),
    long('minutes', 'What was said, or where the minutes are', { optional: true }),
  ],
});
