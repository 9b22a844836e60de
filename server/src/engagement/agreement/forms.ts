import type { Action } from '../../model/engagement.ts';
import {
  changeKey,
  dateKey,
  dateKinds,
  fingerprintOf,
  reviewerKey,
  type Agreement,
  type AgreedObjective,
} from './actions.ts';
import { action, choice, date, long, text, number } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { sideTitles } from './sides.ts';

// The forms of the agreement; what is known is filled in.

type Dated = Agreement['calendar'][number];

/** Goal, staffing and process in one form: what is left empty is taken back. */
export function goalsForm({ said: { agreement: now }, mode }: PartInput): Action {
  return action('agreement.goals', 'Set Goal, Staffing and Process…', {
    fields: [
      long('goals', 'Goal', {
        value: now.goals,
        optional: true,
        help:
          mode === 'takeover'
            ? 'For example: advice followed, a shared rotation, or another team on call.'
            : 'For example: advice followed, a shared rotation, or a new owner.',
      }),
      long('staffing', 'Who works on it, how much, and until which date', { value: now.staffing, optional: true }),
      long('process', 'How both teams work together', {
        value: now.process,
        optional: true,
        help: 'An empty field clears the value.',
      }),
    ],
  });
}

export function reviewerForm(title: string, known?: Agreement['reviewers'][number]) {
  return action('agreement.reviewer', title, {
    values: known ? { of: reviewerKey(known) } : {},
    fields: [
      text('name', 'Who', { value: known?.name, ...(known ? {} : { help: 'Separate names with commas.' }) }),
      text('team', 'Team', { value: known?.team, optional: true }),
      date('from', 'From', { value: known?.from, optional: true }),
    ],
  });
}

export function changeForm(title: string, known?: Agreement['changes'][number]): Action {
  return action('agreement.change', title, {
    values: known ? { of: changeKey(known) } : {},
    fields: [
      long('what', 'What will change, and how it disrupts', { value: known?.what }),
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

/** The form for an objective; what is known is filled in. */
export function objectiveForm(title: string, known: Partial<AgreedObjective> = {}): Action {
  const { indicator, target, window, agreed, date } = known;
  // What was written already is changed; what was only detected is proposed anew.
  const values: Record<string, string> = date === undefined || !indicator ? {} : { of: known.spec ?? indicator };
  if (known.spec !== undefined) values['spec'] = known.spec;
  return action('agreement.objective', title, {
    values,
    fields: [
      long('indicator', 'Good of valid events, and where they are measured', { value: indicator }),
      number('target', 'Percent that must be good', {
        value: target === undefined ? undefined : String(target),
        help: 'What users need. Never 100, which leaves no error budget.',
      }),
      text('window', 'Over', { value: window ?? '28d' }),
      choice(
        'agreed',
        'Do both sides agree?',
        { no: 'no, it is a proposal', yes: 'yes' },
        {
          value: agreed === true ? 'yes' : 'no',
        },
      ),
    ],
  });
}
