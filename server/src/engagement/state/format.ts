import * as z from 'zod';
import { engagementStates } from '../../model/engagement.ts';
import { date, name, words } from '../kit/values.ts';

/** `state.yaml`: where the engagement stands. Recorded, never guessed. */
export const stateFormat = z
  .looseObject({
    state: z.enum(engagementStates).describe('State of the engagement.'),
    since: date.describe('Start date.'),
    by: name.describe('Author.'),
    reason: words.optional().describe('Why.'),
    agreement: words.optional().describe('Agreement, or a link to it.'),
    next: date.optional().describe('Next review.'),
    history: z
      .array(z.looseObject({ state: z.enum(engagementStates), since: date, by: name, reason: words.optional() }))
      .max(500)
      .optional()
      .describe('Earlier states, oldest first.'),
  })
  .describe('State of an engagement.');
