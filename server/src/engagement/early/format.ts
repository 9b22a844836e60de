import * as z from 'zod';
import { date, identifier, name, words, said, file, few } from '../kit/values.ts';

/** `early.yaml`: design, launch, after the launch, and the end. */
export const earlyFormat = z
  .looseObject({
    design: file.optional().describe('The design document, relative to the workspace folder.'),
    tradeoffs: z
      .array(
        z.looseObject({
          choice: words,
          instead: words.optional(),
          reason: words,
          accepted: z.array(name).max(50).default([]),
          ...said,
        }),
      )
      .max(few)
      .default([])
      .describe('Accepted compromises, with the reason and the people who accepted them.'),
    answers: z
      .record(identifier, z.looseObject({ answer: words, ...said }))
      .default({})
      .describe('Answers to questions that the design document leaves open, by question.'),
    launch: z
      .looseObject({
        date: date.optional(),
        dark: words.optional().describe('The dark launch: what runs on real traffic before users see it.'),
        stages: z
          .array(
            z.looseObject({
              share: z.number().gt(0).max(100).describe('Percentage of users or traffic.'),
              hold: name.describe('Duration: 2h, 3d.'),
              done: date.optional(),
            }),
          )
          .max(50)
          .default([]),
        watch: z.array(words).max(100).default([]).describe('The signals to watch at each stage.'),
        backout: words.optional().describe('How to roll back, and who decides.'),
      })
      .optional(),
    after: z
      .array(z.looseObject({ found: words, ...said }))
      .max(few)
      .default([])
      .describe('Findings after the launch.'),
    disengaged: z
      .looseObject({
        reason: words,
        holder: name.describe('Who is on call now.'),
        lessons: words.optional(),
        ...said,
      })
      .optional(),
  })
  .describe('Early engagement: design, launch and disengagement.');
