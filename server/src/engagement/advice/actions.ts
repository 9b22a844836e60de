import * as z from 'zod';
import { changed } from '../kit/entries.ts';
import { change } from '../part.ts';
import { questions } from './questions.ts';

const byId = new Map(questions.map((each) => [each.id, each]));

/** Changes by the second half of the action's id. */
export const actions = {
  answer: change({
    format: 'advice',
    values: z.object({
      question: z.enum(questions.map(({ id }) => id)),
      answer: z.string(),
      reason: z.string().max(5000).optional(),
    }),
    edit(_, { question, answer, reason }, { by, date }) {
      const known = byId.get(question);
      if (!known || !(answer in known.choices))
        throw new Error(
          `an answer to “${known?.question ?? question}” is one of ${Object.keys(known?.choices ?? {}).join(', ')}`,
        );
      return changed(['answers', question], { answer, by, date, reason });
    },
  }),
  forget: change({
    format: 'advice',
    values: z.object({ question: z.string() }),
    edit: (_, { question }) => [{ path: ['answers', question], value: undefined }],
  }),
} as const;
