import type { Action } from '../../model/engagement.ts';
import { isPlanned } from './actions.ts';
import type { HandoverRow } from './rows.ts';
import * as kit from '../kit/show.ts';
import type { PartInput } from '../part.ts';

/** What may be said of a row, as it stands. */
export function rowActions({ review, mode }: PartInput, { responsibility, said, state }: HandoverRow): Action[] {
  const values = { row: responsibility.id };
  const owner = review.profile.owner?.value;
  const to = mode === 'voluntary' ? 'New owner or shared rotation' : 'To whom';
  const reason = (label: string) => [kit.long('reason', label)];
  if (state === 'none') return [kit.action('handover.back', 'Mark as applicable…', { values, fields: reason('Why') })];
  if (state === 'moved' || state === 'early')
    return [
      kit.action('handover.back', 'Move back…', { values, fields: reason('What went wrong') }),
      kit.action('handover.plan', 'Change…', { values, fields: planFields() }),
    ];
  return [
    kit.action('handover.plan', said ? 'Change…' : 'Plan…', { values, fields: planFields() }),
    kit.action('handover.moved', 'Record the move…', {
      values,
      fields: [
        kit.text('to', 'New owner', { value: said?.to }),
        kit.date('on', 'When', { optional: true, help: 'Default: today' }),
      ],
    }),
    kit.action('handover.blocks', 'Set a blocker…', {
      values,
      fields: [
        kit.long('blocks', 'Blocker', {
          optional: true,
          value: said?.blocks,
          help: 'Leave empty when nothing blocks it',
        }),
      ],
    }),
    kit.action('handover.none', 'Mark as not applicable…', { values, fields: reason('Why it does not apply') }),
    ...(isPlanned(said) ? [kit.action('handover.unplan', 'Undo', { values })] : []),
  ];

  function planFields() {
    return [
      kit.text('from', 'From whom', { optional: true, value: said ? said.from : owner }),
      kit.text('to', to, { optional: true, value: said?.to }),
      kit.date('on', 'When', { optional: true, value: said?.on }),
    ];
  }
}

/** Names those who back the new holders, and until when. */
export function backingAction({ said }: PartInput): Action {
  const { backing } = said.handover;
  return kit.action('handover.backing', backing ? 'Change the support period…' : 'Agree on a support period…', {
    fields: [
      kit.text('names', 'Developers who support the new owners', {
        value: backing?.names.join(', '),
        help: 'Separate names with commas',
      }),
      kit.date('until', 'Due date', {
        value: backing?.until,
        help: 'Our default: four to six weeks after the last step',
      }),
    ],
  });
}

/** What may be said of the backing, as it stands. */
export function backingActions(input: PartInput): Action[] {
  return [backingAction(input), ...(input.said.handover.backing ? [kit.action('handover.noBacking', 'Undo')] : [])];
}
