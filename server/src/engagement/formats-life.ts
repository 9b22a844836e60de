import * as z from 'zod';
import { date, identifier, name, words, said, file, few } from './format-parts.ts';

// What people write at design, launch and afterwards, and of the platform.

/** `trend.yaml`: rhythm, fresh looks and lessons. */
export const trendFormat = z
  .looseObject({
    meetings: z
      .array(z.looseObject({ ...said, minutes: words.optional() }))
      .max(few)
      .default([]),
    looks: z
      .array(z.looseObject({ reason: identifier, of: z.string().max(200).optional(), outcome: words, ...said }))
      .max(few)
      .default([])
      .describe('Proposals of a fresh look that somebody answered.'),
    lessons: z
      .array(
        z.looseObject({
          text: words,
          from: words,
          became: file.optional().describe('The Guide page or pack.'),
          ...said,
        }),
      )
      .max(few)
      .default([]),
    followups: z
      .record(
        z.string().max(200),
        z.looseObject({ state: z.enum(['done', 'dropped', 'open']), reason: words.optional(), ...said }),
      )
      .default({})
      .describe('What became of actions of postmortems, where the postmortem does not say it.'),
  })
  .describe('Continuous improvement of a service.');

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
      .describe('Less than ideal choices, with the reason and those who accepted them.'),
    answers: z
      .record(identifier, z.looseObject({ answer: words, ...said }))
      .default({})
      .describe('What the design document leaves open and somebody answered here, by question.'),
    launch: z
      .looseObject({
        date: date.optional(),
        dark: words.optional().describe('What runs on real traffic before users see it.'),
        stages: z
          .array(
            z.looseObject({
              share: z.number().gt(0).max(100).describe('Percent of users or traffic.'),
              hold: name.describe('How long: 2h, 3d.'),
              done: date.optional(),
            }),
          )
          .max(50)
          .default([]),
        watch: z.array(words).max(100).default([]).describe('What is watched at each stage.'),
        backout: words.optional().describe('How to go back, and who decides.'),
      })
      .optional(),
    after: z
      .array(z.looseObject({ found: words, ...said }))
      .max(few)
      .default([])
      .describe('What was found after the launch.'),
    disengaged: z
      .looseObject({
        reason: words,
        holder: name.describe('Who holds the pager now.'),
        lessons: words.optional(),
        ...said,
      })
      .optional(),
  })
  .describe('Early engagement: design, launch, and the end.');

/** `.prr/platform.yaml`: what the platform answers for; one for all services. */
export const platformFormat = z
  .looseObject({
    name: name.optional(),
    owner: name.optional().describe('The team that owns the platform.'),
    pager: z
      .looseObject({ platform: words.optional(), services: words.optional() })
      .optional()
      .describe('Who is paged for the platform, and who for faults of an application.'),
    items: z
      .record(identifier, z.looseObject({ platform: words.optional(), team: words.optional() }))
      .default({})
      .describe("By checklist item: what the platform answers for, and what the service's team does."),
  })
  .describe('The platform: what it answers for, and what the teams of services do. Its modules are packs.');
