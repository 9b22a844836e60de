import * as z from 'zod';
import { identifier, name, words, said } from '../kit/values.ts';

/** `advice.yaml`: what only people know, for the support advice. */
export const adviceFormat = z
  .looseObject({
    answers: z
      .record(
        identifier,
        z.looseObject({
          answer: name.describe('One of the choices of the question.'),
          ...said,
          reason: words.optional(),
        }),
      )
      .default({})
      .describe('By question.'),
  })
  .describe('Answers to the questions that decide which support fits a service.');
