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
  if (state === 'none')
    return [kit.action('handover.back', 'It applies after all…', { values, fields: reason('Why') })];
  if (state === 'moved' || state === 'early')
    return [
      kit.action('handover.back', 'Goes back…', { values, fields: reason('What went badly') }),
      kit.action('handover.plan', 'Change…', { values, fields: planFields() }),
    ];
  return [
    kit.action('handover.plan', said ? 'Change…' : 'Plan…', { values, fields: planFields() }),
    kit.action('handover.moved', 'Has moved…', {
      values,
      fields: [
        kit.text('to', 'Who holds it now', { value: said?.to }),
        kit.date('on', 'When', { optional: true, help: 'Today where it is left empty' }),
      ],
    }),
    kit.action('handover.blocks', 'Say what blocks it…', {
      values,
      fields: [
        kit.long('blocks', 'What stands in the way', {
          optional: true,
          value: said?.blocks,
          help: 'Empty where nothing does any more',
        }),
      ],
    }),
    kit.action('handover.none', 'Does not apply…', { values, fields: reason('Why there is nothing to hand over') }),
    ...(isPlanned(said) ? [kit.action('handover.unplan', 'Take Back', { values })] : []),
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
  return kit.action('handover.backing', backing ? 'Change the backing…' : 'Agree on backing…', {
    fields: [
      kit.text('names', 'Developers who back the new holders', {
        value: backing?.names.join(', '),
        help: 'Names, with commas between them',
      }),
      kit.date('until', 'Until when', {
        value: backing?.until,
        help: 'Four to six weeks after the last step is our default',
      }),
    ],
  });
}

/** What may be said of the backing, as it stands. */
export function backingActions(input: PartInput): Action[] {
  return [
    backingAction(input),
    ...(input.said.handover.backing ? [kit.action('handover.noBacking', 'Take Back')] : []),
  ];
}
