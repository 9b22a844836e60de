import type { Action } from '../../model/engagement.ts';
import { action, choice, date, long, number, text } from '../kit/show.ts';
import { isSaidByPeople, type Improvement } from './standing.ts';
import { decisions } from './actions.ts';

/** The forms of one improvement, with what is known filled in. */
export function formsOf(improvement: Improvement): Action[] {
  const { candidate, said, weights, group, owner, due } = improvement;
  const isNamed = isSaidByPeople(candidate) || candidate.from === 'note';
  const values = { id: candidate.id, ...(isNamed ? { title: candidate.title } : {}) };
  const isDecided = said !== undefined && said.decision !== 'proposed';
  // Nothing is written over what cannot be read.
  if (group === 'unknown') return [];
  if (group === 'done') return [action('plan.done', 'Not Done', { values, fields: [] })];
  return [
    action('plan.decide', isDecided ? 'Change the Decision…' : 'Decide…', {
      values,
      fields: [
        choice('decision', 'Decision', decisions, { value: isDecided ? said.decision : 'accepted' }),
        long('reason', 'Why', {
          optional: true,
          needed: 'needed to decline',
          ...(isDecided ? { help: 'Empty fields keep their values if the decision stays the same.' } : {}),
        }),
        date('until', 'Defer until', { optional: true, needed: 'needed to defer' }),
        long('proposal', 'What is done instead', { optional: true, needed: 'needed to do something else' }),
      ],
    }),
    action('plan.own', 'Owner and Date…', {
      values,
      fields: [
        text('owner', 'Owner', { value: owner, optional: true }),
        date('due', 'Due date', { value: due, optional: true }),
        text('issue', 'Issue', { value: said?.issue, optional: true, help: 'A link or a number.' }),
        ...(said?.due === undefined ? [] : [long('reason', 'Why the date changes', { optional: true })]),
      ],
    }),
    action('plan.weigh', 'Weigh…', {
      values,
      fields: (['impact', 'likelihood', 'effort'] as const).map((name) =>
        number(name, weightLabels[name], {
          value: said?.[name] === undefined ? undefined : String(said[name]),
          optional: true,
          help: `${weights[name].value} now: ${weights[name].because}. Leave empty to use the value from the facts.`,
        }),
      ),
    }),
    ...(isSaidByPeople(candidate)
      ? [
          action('plan.done', 'Done…', {
            values,
            fields: [date('done', 'When it was done', { value: said?.done, help: 'No check can detect it.' })],
          }),
        ]
      : []),
    ...(isDecided
      ? [action('plan.decide', 'Back to Proposed', { values: { ...values, decision: 'proposed' }, fields: [] })]
      : []),
  ];
}

const weightLabels = {
  impact: 'Impact, 1 hardly felt to 5 an outage for many',
  likelihood: 'Likelihood, 1 once in years to 5 every week',
  effort: 'Effort, 1 an hour, 2 a day, 3 a week, 4 a month, 5 a quarter',
} as const;

/** The form for an improvement that nothing asks for. */
export const addForm = action('plan.add', 'Add an Improvement…', {
  fields: [text('title', 'Improvement'), long('reason', 'Benefit for users', { optional: true })],
});
