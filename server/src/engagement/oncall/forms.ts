import type { Action } from '../../model/engagement.ts';
import * as kit from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import type { RotationOf } from '../seen/rotation.ts';

/** Adds a person to the rotation. */
export function memberAction(rotation: string): Action {
  return kit.action('oncall.member', 'Add a member…', {
    values: { rotation },
    fields: [
      kit.text('name', 'Name'),
      kit.text('team', 'Team', { optional: true }),
      kit.text('site', 'Site', { optional: true }),
    ],
  });
}

/** What may be said of a rotation as a whole. */
export function rotationActions({ service }: PartInput, { name, rotation }: RotationOf): Action[] {
  const yesNo = { yes: 'Yes', no: 'No' };
  const said = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');
  return [
    memberAction(name),
    kit.action('oncall.shift', 'Describe the shifts…', {
      values: { rotation: name },
      fields: [
        kit.number('hours', 'Length of a shift in hours', {
          optional: true,
          value: rotation?.shift?.hours?.toString(),
        }),
        kit.choice('nights', 'Is someone on call at night?', yesNo, {
          optional: true,
          value: said(rotation?.shift?.nights),
        }),
        kit.choice('backup', 'Is a second person of this rotation on call as backup?', yesNo, {
          optional: true,
          value: said(rotation?.shift?.backup),
        }),
        kit.text('zone', 'Time zone', {
          optional: true,
          value: rotation?.shift?.zone,
          help: 'For example Europe/Berlin; needed where shifts are written in UTC',
        }),
        kit.text('asleepFrom', 'Sleep hours, from', {
          optional: true,
          value: rotation?.shift?.asleep?.from,
          help: '22:00 by default',
        }),
        kit.text('asleepTo', 'Sleep hours, to', {
          optional: true,
          value: rotation?.shift?.asleep?.to,
          help: '07:00 by default',
        }),
      ],
    }),
    kit.action('oncall.joined', 'Record a team that joined…', {
      values: { rotation: name },
      fields: [
        kit.text('team', 'Team'),
        kit.text('engineer', 'Engineer'),
        kit.text('service', 'Service', { optional: true, value: service.name }),
        kit.date('date', 'When', { optional: true, help: 'Default: today' }),
      ],
    }),
  ];
}

/** Counts the pages of a week. */
export function weekAction(rotation: string): Action {
  return kit.action('oncall.week', 'Add a week…', {
    values: { rotation },
    fields: [
      kit.date('from', 'First day of the week'),
      kit.number('pages', 'Pages'),
      kit.number('incidents', 'Incidents', { optional: true, help: 'Several pages may be one' }),
      kit.number('nights', 'Pages at night', { optional: true }),
      kit.number('noise', 'Pages without action', { optional: true }),
    ],
  });
}

/** Counts the load of one shift. */
export function loadAction(rotation: string): Action {
  return kit.action('oncall.load', 'Add the Load of a Shift…', {
    values: { rotation },
    fields: [
      kit.text('from', 'Start of the shift', {
        help: 'For example 2026-11-21T20:00, in the time zone of the rotation',
      }),
      kit.number('hours', 'Hours', { optional: true, help: 'If not the usual length' }),
      kit.number('pages', 'Pages'),
      kit.number('incidents', 'Incidents', { optional: true, help: 'Several pages may be one' }),
      kit.number('asleep', 'Incidents during sleep hours', { optional: true, help: 'For a shift of over 12 hours' }),
    ],
  });
}
