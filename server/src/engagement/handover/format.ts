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
          on: date.optional().describe('Planned date.'),
          done: date.optional().describe('When it moved.'),
          blocks: words.optional().describe('Blocker.'),
          none: words.optional().describe('Why it does not apply.'),
          ...said,
        }),
      )
      .default({})
      .describe('By responsibility.'),
    backing: z
      .looseObject({ names: z.array(name).max(100), until: date, ...said })
      .optional()
      .describe('Developers who support the new owners.'),
  })
  .describe('Responsibilities that are handed over in steps.');
