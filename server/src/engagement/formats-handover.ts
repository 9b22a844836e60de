import * as z from 'zod';
import {
  clock,
  date,
  shiftStart,
  timeZone,
  writtenDate,
  identifier,
  name,
  words,
  by,
  said,
  few,
} from './format-parts.ts';

// What people write while a service is learned and handed over, and of who is on call.

/** `training.yaml`: what was taught, drilled and understood. */
export const trainingFormat = z
  .looseObject({
    sessions: z
      .array(z.looseObject({ what: words, date, by, attendees: z.array(name).max(100).default([]) }))
      .max(few)
      .default([]),
    drills: z
      .array(
        z.looseObject({
          what: words.describe('The alert or scenario.'),
          date,
          by,
          who: z.array(name).max(100).default([]),
          found: words.optional(),
        }),
      )
      .max(few)
      .default([]),
    checks: z
      .array(
        z.looseObject({
          question: identifier,
          answer: words,
          right: z.boolean(),
          who: name.optional().describe('Who answered, where it was not who recorded it.'),
          of: z.string().max(100).optional().describe('Fingerprint of what was written then; written by the tool.'),
          ...said,
        }),
      )
      .max(few)
      .default([])
      .describe('Answers to the check of understanding.'),
  })
  .describe('Training for those who take a service over.');

/** `handover.yaml`: who holds what, from whom to whom. */
export const handoverFormat = z
  .looseObject({
    rows: z
      .record(
        identifier,
        z.looseObject({
          from: name.optional(),
          to: name.optional(),
          on: date.optional().describe('When it is to move.'),
          done: date.optional().describe('When it moved.'),
          blocks: words.optional().describe('What still stands in the way.'),
          none: words.optional().describe('Why there is nothing to hand over here.'),
          ...said,
        }),
      )
      .default({})
      .describe('By responsibility.'),
    backing: z
      .looseObject({ names: z.array(name).max(100), until: date, ...said })
      .optional()
      .describe('Developers who back the new holders.'),
  })
  .describe('Responsibilities that are handed over in steps.');

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
      .describe('Who left it, and when.'),
    services: z.array(identifier).max(500).default([]).describe('Services whose pager it holds.'),
    shift: z
      .looseObject({
        hours: z.number().gt(0).max(336).optional(),
        nights: z.boolean().optional(),
        backup: z.boolean().optional(),
        zone: timeZone.optional().describe('The time zone of its people, for example Europe/Berlin.'),
        asleep: z
          .looseObject({ from: clock, to: clock })
          .optional()
          .describe('The hours of sleep in that time zone; 22:00 to 07:00 where they are not set.'),
      })
      .optional(),
    joined: z
      .array(z.looseObject({ team: name, engineer: name, service: identifier.optional(), date }))
      .max(few)
      .default([])
      .describe('Who joined with whom: each team that hands in a service gives at least one engineer.'),
    weeks: z
      .array(
        z.looseObject({
          from: writtenDate.describe('The first day of the week.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          nights: z.number().int().min(0).optional().describe('Pages at night.'),
          noise: z.number().int().min(0).optional().describe('Pages that needed nobody.'),
        }),
      )
      .max(1000)
      .default([]),
    shifts: z
      .array(
        z.looseObject({
          from: shiftStart.describe('When the shift started, in the time zone of the rotation or with an offset.'),
          hours: z.number().gt(0).max(336).optional().describe('How long it was, where it was not the usual length.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          asleep: z.number().int().min(0).optional().describe('How many of them were in the hours of sleep.'),
        }),
      )
      .max(5000)
      .default([])
      .describe('The load of each shift.'),
  })
  .describe('An on-call rotation.');
