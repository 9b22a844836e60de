import type { Action } from '../model/engagement.ts';
import { changeKey, dateKey, dateKinds, fingerprintOf, reviewerKey, type Agreement } from './agreement-actions.ts';
import { sideTitles } from './agreement-page.ts';
import { action, choice, date, long, text } from './kit.ts';
import type { PartInput } from './part.ts';

// The forms of the agreement; what is known is filled in.

type Dated = Agreement['calendar'][number];

/** Goal, staffing and process in one form: what is left empty is taken back. */
export function goalsForm({ said: { agreement: now }, mode }: PartInput): Action {
  return action('agreement.goals', 'Say Goal, Staffing and Process…', {
    fields: [
      long('goals', 'What is reached at the end', {
        value: now.goals,
        optional: true,
        help:
          mode === 'takeover'
            ? 'Advice followed, a shared rotation, or another team that takes the pager.'
            : 'Advice followed, a shared rotation, or a new owner.',
      }),
      long('staffing', 'Who works on it, how much, until when', { value: now.staffing, optional: true }),
      long('process', 'How both work together', {
        value: now.process,
        optional: true,
        help: 'What is left empty is taken back.',
      }),
    ],
  });
}

export function reviewerForm(title: string, known?: Agreement['reviewers'][number]) {
  return action('agreement.reviewer', title, {
    values: known ? { of: reviewerKey(known) } : {},
    fields: [
      text('name', 'Who', { value: known?.name, ...(known ? {} : { help: 'Several with commas between them.' }) }),
      text('team', 'Team', { value: known?.team, optional: true }),
      date('from', 'From', { value: known?.from, optional: true }),
    ],
  });
}

export function changeForm(title: string, known?: Agreement['changes'][number]): Action {
  return action('agreement.change', title, {
    values: known ? { of: changeKey(known) } : {},
    fields: [
      long('what', 'What will change, and how disruptive it is', { value: known?.what }),
      date('when', 'When', { value: known?.when, optional: true }),
    ],
  });
}

export function dateForm(title: string, known?: Dated): Action {
  return action('agreement.date', title, {
    values: known ? { of: dateKey(known) } : {},
    fields: [
      text('what', 'What', { value: known?.what }),
      choice('kind', 'Kind', dateKinds, { value: known?.kind ?? 'meeting' }),
      date('date', 'When', { value: known?.date }),
      text('who', 'Who', { value: known?.who, optional: true }),
    ],
  });
}

/** Signs what is shown: it is refused where it was changed since. */
export function signForm({ said, mode }: PartInput, side: 'developers' | 'sre'): Action {
  return action('agreement.sign', `Sign for the ${sideTitles(mode)[side]}`, {
    values: { side, of: fingerprintOf(said.agreement) },
  });
}
