import * as z from 'zod';
import { clock, date, shiftStart, timeZone, writtenDate, identifier, name, few } from '../kit/values.ts';

/** `.prr/rotations/<name>.yaml`: a rotation, which several services may share. */
export const rotationFormat = z
  .looseObject({
    title: name.optional(),
    members: z
      .array(z.looseObject({ name, team: name.optional(), site: name.optional() }))
      .max(200)
      .default([]),
    former: z
      .array(z.looseObject({ name, team: name.optional(), left: date }))
      .max(few)
      .default([])
      .describe('Former members, with the date they left.'),
    services: z.array(identifier).max(500).default([]).describe('Services that it is on call for.'),
    shift: z
      .looseObject({
        hours: z.number().gt(0).max(336).optional(),
        nights: z.boolean().optional(),
        backup: z.boolean().optional(),
        zone: timeZone.optional().describe('The time zone of its people, for example Europe/Berlin.'),
        asleep: z
          .looseObject({ from: clock, to: clock })
          .optional()
          .describe('Sleep hours in that time zone; 22:00 to 07:00 by default.'),
      })
      .optional(),
    joined: z
      .array(z.looseObject({ team: name, engineer: name, service: identifier.optional(), date }))
      .max(few)
      .default([])
      .describe('Teams that joined, with their engineer: each owning team provides at least one.'),
    weeks: z
      .array(
        z.looseObject({
          from: writtenDate.describe('The first day of the week.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          nights: z.number().int().min(0).optional().describe('Pages at night.'),
          noise: z.number().int().min(0).optional().describe('Pages without action.'),
        }),
      )
      .max(1000)
      .default([]),
    shifts: z
      .array(
        z.looseObject({
          from: shiftStart.describe('When the shift started, in the time zone of the rotation or with an offset.'),
          hours: z.number().gt(0).max(336).optional().describe('Its length, if not the usual one.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          asleep: z.number().int().min(0).optional().describe('Incidents during sleep hours.'),
        }),
      )
      .max(5000)
      .default([])
      .describe('The load of each shift.'),
  })
  .describe('An on-call rotation.');
