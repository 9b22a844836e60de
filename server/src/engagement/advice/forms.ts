import type { Action } from '../../model/engagement.ts';
import type { Question } from './questions.ts';
import { action, choice, long } from '../kit/show.ts';

/** Asks for advice, at any time and in any form: it is recorded, and nobody has to allow it. */
export const consultation: Action = action('state.record', 'Ask for a Consultation…', {
  values: { state: 'consulted' },
  fields: [
    long('reason', 'Your question', {
      help: 'Include a diagram, the SLO and your three biggest risks.',
    }),
  ],
});

/** The form that answers a question, with the answer that was given. */
export function answerAction(
  { id, question, say, choices, because }: Question,
  given?: { answer: string; reason?: string | undefined },
): Action {
  return action('advice.answer', given ? 'Change…' : `${say}…`, {
    values: { question: id },
    fields: [
      choice('answer', question, choices, { value: given?.answer, help: `Asked because ${because}.` }),
      long('reason', 'Evidence', { value: given?.reason, optional: true }),
    ],
  });
}
