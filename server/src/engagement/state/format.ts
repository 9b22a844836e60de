import * as z from 'zod';
import { engagementStates } from '../../model/engagement.ts';
import { date, name, words } from '../kit/values.ts';

/** `state.yaml`: where the engagement stands. Recorded, never guessed. */
export const stateFormat = z
  .looseObject({
    state: z.enum(engagementStates).describe('Where the engagement stands.'),
    since: date.describe('Since when.'),
    by: name.describe('Who says so.'),
    reason: words.optional().describe('Why.'),
    agreement: words.optional().describe('What was agreed, or where it stands.'),
    next: date.optional().describe('When to look again.'),
    history: z
      .array(z.looseObject({ state: z.enum(engagementStates), since: date, by: name, reason: words.optional() }))
      .max(500)
      .optional()
      .describe('States before, oldest first.'),
  })
  .describe('Where the engagement of a service stands.');
