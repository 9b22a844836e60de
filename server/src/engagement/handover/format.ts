import * as z from 'zod';
import { date, identifier, name, words, said } from '../kit/values.ts';

/** `handover.yaml`: who holds what, from whom to whom. */
export const handoverFormat = z
  .looseObject({
    rows: z
      .record(
        identifier,
        z.looseObject({
          from: name.optional(),
          to: name.optional(),
          on: date.optional().describe('The planned date of the transfer.'),
          done: date.optional().describe('The actual date of the transfer.'),
          blocks: words.optional().describe('What still blocks the transfer.'),
          none: words.optional().describe('Why this responsibility needs no transfer.'),
          ...said,
        }),
      )
      .default({})
      .describe('Entries by responsibility.'),
    backing: z
      .looseObject({ names: z.array(name).max(100), until: date, ...said })
      .optional()
      .describe('Developers who back up the new on-call team.'),
  })
  .describe('Responsibilities that move between teams in steps.');
