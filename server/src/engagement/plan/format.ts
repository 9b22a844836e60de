import * as z from 'zod';
import { date, name, words, said, few } from '../kit/values.ts';

const level = z.number().int().min(1).max(5);

/** `improvements/<id>.yaml`: one improvement, as it was negotiated. */
export const improvementFormat = z
  .looseObject({
    title: z.string().max(500).optional().describe('Title of an improvement that was added by hand.'),
    decision: z
      .enum(['proposed', 'accepted', 'deferred', 'declined', 'counter'])
      .default('proposed')
      .describe('`counter`: something else is done instead.'),
    reason: words.optional(),
    until: date.optional().describe('For `deferred`: when to look again.'),
    proposal: words.optional().describe('For `counter`: what is done instead.'),
    owner: name.optional(),
    due: date.optional(),
    impact: level.optional().describe('What users feel: 1 hardly anything, 5 an outage for many.'),
    likelihood: level.optional().describe('1 once in years, 5 every week.'),
    effort: level.optional().describe('1 an hour, 2 a day, 3 a week, 4 a month, 5 a quarter.'),
    done: date.optional().describe('Where no check can detect it: when a person recorded that it is done.'),
    issue: z.string().max(2000).optional().describe('Where it is worked on.'),
    ...said,
    history: z
      .array(
        z.looseObject({
          decision: name,
          reason: words.optional(),
          until: date.optional(),
          proposal: words.optional(),
          ...said,
        }),
      )
      .max(few)
      .optional(),
  })
  .describe('An improvement of a service, as it was negotiated.');
