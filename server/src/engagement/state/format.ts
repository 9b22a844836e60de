import * as z from 'zod';
import { engagementStates } from '../../model/engagement.ts';
import { date, name, words } from '../kit/values.ts';

/** `state.yaml`: where the engagement stands. Recorded, never guessed. */
export const stateFormat = z
  .looseObject({
    state: z.enum(engagementStates).describe('The state of the engagement.'),
    since: date.describe('The date of this state.'),
    by: name.describe('The author of the answer.'),
    reason: words.optional().describe('The reason.'),
    agreement: words.optional().describe('A link to the agreement or to the current status.'),
    next: date.optional().describe('The date of the next review.'),
    history: z
      .array(z.looseObject({ state: z.enum(engagementStates), since: date, by: name, reason: words.optional() }))
      .max(500)
      .optional()
      .describe('Earlier states, oldest first.'),
  })
  .describe('The state of the engagement of a service.');
