import * as z from 'zod';
import { date, name, words, said, file, few } from '../kit/values.ts';

/** `agreement.yaml`: what both sides agreed. */
export const agreementFormat = z
  .looseObject({
    goals: words.optional().describe('What the engagement is for.'),
    staffing: words.optional().describe('Who works on it, and how much.'),
    process: words.optional().describe('How both teams work together: meetings, channel, who decides.'),
    objectives: z
      .array(
        z.looseObject({
          indicator: words.describe('Good of valid events, and where they are measured.'),
          target: z.number().gt(0).lt(100).describe('Percent of good events.'),
          window: name.default('28d'),
          agreed: z.boolean().default(false).describe('Both sides agreed; otherwise it is proposed.'),
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
      .describe('Planned disruptive changes.'),
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
          of: z.string().max(100).describe('Fingerprint of what was signed; written by the tool.'),
        }),
      )
      .max(few)
      .default([]),
  })
  .describe('What developers and SREs agreed for an engagement.');
