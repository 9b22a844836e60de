import * as z from 'zod';
import { date, name, words, said, file, few } from '../kit/values.ts';

/** `agreement.yaml`: what both sides agreed. */
export const agreementFormat = z
  .looseObject({
    goals: words.optional().describe('The goal of the engagement.'),
    staffing: words.optional().describe('The people who work on it, and how much of their time.'),
    process: words.optional().describe('How both teams work together: meetings, channel, who decides.'),
    objectives: z
      .array(
        z.looseObject({
          indicator: words.describe('Good events ÷ valid events, and where they are measured.'),
          target: z.number().gt(0).lt(100).describe('Percentage of good events.'),
          window: name.default('28d'),
          agreed: z.boolean().default(false).describe('True if both sides agreed; otherwise it is a proposal.'),
          spec: file.optional().describe('The file that specifies it.'),
          ...said,
        }),
      )
      .max(few)
      .default([]),
    reviewers: z
      .array(z.looseObject({ name, team: name.optional(), from: date.optional() }))
      .max(few)
      .default([]),
    changes: z
      .array(z.looseObject({ what: words, when: date.optional(), ...said }))
      .max(few)
      .default([])
      .describe('Expected disruptive changes.'),
    calendar: z
      .array(
        z.looseObject({
          what: words,
          kind: z.enum(['training', 'handover', 'meeting', 'launch', 'other']).default('other'),
          date,
          who: words.optional(),
        }),
      )
      .max(few)
      .default([]),
    signed: z
      .array(
        z.looseObject({
          side: z.enum(['developers', 'sre']),
          ...said,
          of: z.string().max(100).describe('Fingerprint of the signed content; written by the tool.'),
        }),
      )
      .max(few)
      .default([]),
  })
  .describe('The agreement of developers and SREs for an engagement.');
