import * as z from 'zod';
import { date, identifier, name, words, by, said, few } from '../kit/values.ts';

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
          who: name.optional().describe('The person who answered, if another person recorded it.'),
          of: z.string().max(100).optional().describe('Fingerprint of the content at that time; written by the tool.'),
          ...said,
        }),
      )
      .max(few)
      .default([])
      .describe('Answers to the check of understanding.'),
  })
  .describe('Training for the team that takes over a service.');
