import * as z from 'zod';
import { date, name, words, said, few } from '../kit/values.ts';

const level = z.number().int().min(1).max(5);

/** `improvements/<id>.yaml`: one improvement, as it was negotiated. */
export const improvementFormat = z
  .looseObject({
    title: z.string().max(500).optional().describe('The title of an improvement without a finding or item.'),
    decision: z
      .enum(['proposed', 'accepted', 'deferred', 'declined', 'counter'])
      .default('proposed')
      .describe('`counter`: an alternative was proposed.'),
    reason: words.optional(),
    until: date.optional().describe('For `deferred`: the date of the next review.'),
    proposal: words.optional().describe('For `counter`: the alternative.'),
    owner: name.optional(),
    due: date.optional(),
    impact: level.optional().describe('Impact on users: 1 hardly noticeable, 5 an outage for many.'),
    likelihood: level.optional().describe('Likelihood: 1 once in years, 5 every week.'),
    effort: level.optional().describe('Effort: 1 an hour, 2 a day, 3 a week, 4 a month, 5 a quarter.'),
    done: date
      .optional()
      .describe('For improvements that no check verifies: the date when a person marked it as done.'),
    issue: z.string().max(2000).optional().describe('A link to the issue.'),
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
  .describe('An improvement of a service, as negotiated.');
