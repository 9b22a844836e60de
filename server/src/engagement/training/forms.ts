import type { Action } from '../../model/engagement.ts';
import * as kit from '../kit/show.ts';
import { sessionKinds } from './actions.ts';

/** Records that a session was held. */
export function sessionAction(): Action {
  return kit.action('training.session', 'Record a session…', {
    fields: [
      kit.choice('what', 'Session', Object.fromEntries(sessionKinds.map((kind) => [kind, kind]))),
      kit.text('attendees', 'Who was there', { optional: true, help: 'Names, with commas between them' }),
      kit.date('date', 'When', { optional: true, help: 'Today where it is left empty' }),
    ],
  });
}

/** The form that removes an entry. */
export function undo(kind: 'session' | 'drill' | 'answer', index: number, what: string): Action {
  return kit.action('training.remove', 'Take back', { values: { kind, index: String(index), what } });
}

/** The form that records a drill. */
export function drillAction(alert: string | undefined): Action {
  return kit.action('training.drill', alert === undefined ? 'Record another drill…' : 'Record that it was played…', {
    values: alert === undefined ? {} : { what: alert },
    fields: [
      ...(alert === undefined ? [kit.text('what', 'What was played')] : []),
      kit.text('who', 'Who played', { optional: true, help: 'Names, with commas between them' }),
      kit.long('found', 'What was found', {
        optional: true,
        help: 'A wrong command, a missing right, a word that only the team knows',
      }),
      kit.date('date', 'When', { optional: true, help: 'Today where it is left empty' }),
    ],
  });
}
