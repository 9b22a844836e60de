import * as z from 'zod';
import { stateNames } from '../../review/states.ts';
import { claimCounts, text } from '../summary/shapes.ts';
import { readJson } from '../read-json.ts';
import { systemFormat } from '../system/format.ts';

// What `prr check --record` writes of a repository, and what `prr merge` makes of many; their JSON Schemas are generated from here.

const at = text.max(40).describe('When it was recorded: a time in UTC.');
const repository = text.max(300).describe('Name of the repository.');
const revision = text.max(64).describe('The commit that was checked out.');

/** The readiness of one repository at one time. */
export const recordFormat = z
  .strictObject({
    format: z.literal('production-readiness-record/1'),
    tool: text.max(40).describe('Version of prr.'),
    repository,
    revision: revision.optional(),
    at,
    system: systemFormat,
    items: z
      .array(z.strictObject({ service: text, id: text, title: text, state: z.enum(stateNames) }))
      .describe('The checklist items that services are asked.'),
    modules: z
      .array(z.strictObject({ service: text, name: text }))
      .describe('Modules that satisfy items of a service by construction.'),
    rules: z
      .array(z.strictObject({ rule: text, findings: z.int() }))
      .describe('Findings by rule, in what is deployed and not ignored.'),
  })
  .describe('The production readiness of a repository, written by prr check --record.');

/** The readiness of many repositories. */
export const portfolioFormat = z
  .strictObject({
    format: z.literal('production-readiness-portfolio/1'),
    repositories: z
      .array(
        z.strictObject({
          name: repository,
          revision: revision.optional(),
          at,
          tool: text,
          services: z.int(),
          findings: z.int(),
          claims: claimCounts,
          trend: z
            .strictObject({ since: at, passed: z.int(), failed: z.int(), findings: z.int() })
            .optional()
            .describe('Change since the oldest record of the repository.'),
        }),
      )
      .describe('By name, each with its newest record.'),
    services: z
      .array(
        z.strictObject({
          repository,
          name: text,
          owner: text.optional(),
          tier: z.int().optional(),
          level: systemFormat.shape.services.element.shape.level,
          findings: z.int(),
          claims: claimCounts,
        }),
      )
      .describe('The least ready first.'),
    claims: claimCounts.describe('The sums over all services.'),
    items: z
      .array(
        z.strictObject({
          id: text,
          title: text,
          asked: z.int(),
          passed: z.int(),
          failed: z.int(),
          inconclusive: z.int(),
        }),
      )
      .describe('Services by the state of each checklist item, the one that fails most often first.'),
    faults: z
      .array(z.strictObject({ rule: text, findings: z.int(), repositories: z.int() }))
      .describe('Findings by rule, the one in most repositories first.'),
    modules: z
      .array(z.strictObject({ name: text, services: z.int(), repositories: z.int() }))
      .describe('Modules that satisfy checklist items by construction, by the number of services that use them.'),
  })
  .describe('The production readiness of many repositories, written by prr merge.');

export type RepositoryRecord = z.output<typeof recordFormat>;
export type Portfolio = z.output<typeof portfolioFormat>;

/** Reads a record. Throws with a sentence for people where a text is none. */
export function readRecord(written: string): RepositoryRecord {
  const named = readJson(written, z.looseObject({ format: text.max(200).optional() })).format;
  if (named !== undefined && named !== recordFormat.shape.format.value)
    throw new Error(`it has the format ${named.slice(0, 80)}; this version reads ${recordFormat.shape.format.value}`);
  return readJson(written, recordFormat);
}
