import * as z from 'zod';
import { harms } from '../../model/rule.ts';
import { claimCounts, place, text } from '../summary/shapes.ts';

// The format of `prr summary --system --format json`; its JSON Schema is generated from here.

/** The summary of all services of a workspace as JSON. */
export const systemFormat = z
  .strictObject({
    format: z.literal('production-readiness-system/1'),
    name: text.describe('Name of the workspace folder.'),
    services: z
      .array(
        z.strictObject({
          name: text,
          title: text.optional(),
          owner: text.optional(),
          tier: z.int().optional().describe('Absent if it is assumed.'),
          level: z.enum(['not-ready', 'unknown', 'nearly', 'ready']),
          risks: z.int().describe('Risks that are not accepted.'),
          findings: z.int().describe('Findings that are not ignored.'),
          claims: claimCounts,
        }),
      )
      .describe('The least ready first.'),
    claims: claimCounts.describe('The sums over all services.'),
    risks: z
      .array(
        z.strictObject({
          services: z.array(text).describe('Services that have it.'),
          id: text.describe('The item, note or rule that it comes from.'),
          title: text,
          harm: z.enum(harms).optional(),
          place: place.optional(),
        }),
      )
      .describe('The top risks over all services, worst first.'),
    faults: z
      .array(z.strictObject({ rule: text, summary: text, services: z.int(), locations: z.int() }))
      .describe('Rules with findings in several services.'),
    dependencies: z
      .array(
        z.strictObject({
          name: text,
          kind: text,
          users: z.array(text),
          owner: text.optional(),
          goal: text.optional().describe('Its objective: `99.9 %`.'),
        }),
      )
      .describe('Dependencies of more than one service, those with the most users first.'),
    owners: z
      .array(z.strictObject({ owner: text.optional(), services: z.array(text) }))
      .describe('Services by owner; the last entry lists services without an owner, if there are any.'),
  })
  .describe('The current production readiness of all services of a workspace.');
