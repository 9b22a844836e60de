import type { Action } from '../../model/engagement.ts';
import * as kit from '../kit/show.ts';
import { sessionKinds } from './actions.ts';

/** Records that a session was held. */
export function sessionAction(): Action {
  return kit.action('training.session', 'Record a session…', {
    fields: [
      kit.choice('what', 'Session', Object.fromEntries(sessionKinds.map((kind) => [kind, kind]))),
      kit.text('attendees', 'Who was there', { optional: true, help: 'Separate names with commas' }),
      kit.date('date', 'When', { optional: true, help: 'Default: today' }),
    ],
  });
}

/** The form that removes an entry. */
export function undo(kind: 'session' | 'drill' | 'answer', index: number, what: string): Action {
  return kit.action('training.remove', 'Undo', { values: { kind, index: String(index), what } });
}

/** The form that records a drill. */
export function drillAction(alert: string | undefined): Action {
  return kit.action('training.drill', alert === undefined ? 'Record another drill…' : 'Record a drill…', {
    values: alert === undefined ? {} : { what: alert },
    fields: [
      ...(alert === undefined ? [kit.text('what', 'Drill')] : []),
      kit.text('who', 'Players', { optional: true, help: 'Separate names with commas' }),
      kit.long('found', 'What was found', {
        optional: true,
        help: 'For example: a wrong command, a missing permission, an unexplained term',
      }),
      kit.date('date', 'When', { optional: true, help: 'Default: today' }),
    ],
  });
}
