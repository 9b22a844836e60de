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
      .describe('The people who left the rotation, and when.'),
    services: z.array(identifier).max(500).default([]).describe('Services that the rotation is on call for.'),
    shift: z
      .looseObject({
        hours: z.number().gt(0).max(336).optional(),
        nights: z.boolean().optional(),
        backup: z.boolean().optional(),
        zone: timeZone.optional().describe('The time zone of its members, for example Europe/Berlin.'),
        asleep: z
          .looseObject({ from: clock, to: clock })
          .optional()
          .describe('The hours of sleep in that time zone; default 22:00 to 07:00.'),
      })
      .optional(),
    joined: z
      .array(z.looseObject({ team: name, engineer: name, service: identifier.optional(), date }))
      .max(few)
      .default([])
      .describe('The teams that joined: each team that adds a service contributes at least one engineer.'),
    weeks: z
      .array(
        z.looseObject({
          from: writtenDate.describe('The first day of the week.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          nights: z.number().int().min(0).optional().describe('Pages at night.'),
          noise: z.number().int().min(0).optional().describe('Pages that needed no action.'),
        }),
      )
      .max(1000)
      .default([]),
    shifts: z
      .array(
        z.looseObject({
          from: shiftStart.describe('When the shift started, in the time zone of the rotation or with an offset.'),
          hours: z.number().gt(0).max(336).optional().describe('Its length, if it differs from the usual length.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          asleep: z.number().int().min(0).optional().describe('Pages during the hours of sleep.'),
        }),
      )
      .max(5000)
      .default([])
      .describe('The load of each shift.'),
  })
  .describe('An on-call rotation.');
