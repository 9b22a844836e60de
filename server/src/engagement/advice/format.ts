import * as z from 'zod';
import { identifier, name, words, said } from '../kit/values.ts';

/** `advice.yaml`: what only people know, for the support advice. */
export const adviceFormat = z
  .looseObject({
    answers: z
      .record(
        identifier,
        z.looseObject({
          answer: name.describe("One of the question's choices."),
          ...said,
          reason: words.optional(),
        }),
      )
      .default({})
      .describe('Answers by question id.'),
  })
  .describe('Answers to the questions that decide which SRE support fits a service.');
