import * as z from 'zod';
import { identifier, words, said, file, few } from '../kit/values.ts';

/** `trend.yaml`: rhythm, fresh looks and lessons. */
export const trendFormat = z
  .looseObject({
    meetings: z
      .array(z.looseObject({ ...said, minutes: words.optional() }))
      .max(few)
      .default([]),
    looks: z
      .array(z.looseObject({ reason: identifier, of: z.string().max(200).optional(), outcome: words, ...said }))
      .max(few)
      .default([])
      .describe('Answered suggestions for a re-review.'),
    lessons: z
      .array(
        z.looseObject({
          text: words,
          from: words,
          became: file.optional().describe('Guide page or pack.'),
          ...said,
        }),
      )
      .max(few)
      .default([]),
    followups: z
      .record(
        z.string().max(200),
        z.looseObject({ state: z.enum(['done', 'dropped', 'open']), reason: words.optional(), ...said }),
      )
      .default({})
      .describe('Results of postmortem actions, if the postmortem does not state them.'),
  })
  .describe('Continuous improvement of a service.');
