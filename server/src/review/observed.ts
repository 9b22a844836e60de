import * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { observedFile } from '../model/team-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readFormat } from './read-format.ts';

/** A name in a record. */
export const recordName = z.string().min(1).max(500);
/** A time in a record, in UTC. */
export const recordTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, 'a time like 2026-11-21T14:03:00Z');
const [name, time] = [recordName, recordTime];
const hours = z.number().min(0).max(720);

/** What each record begins with. */
export function recordHead(server: string) {
  return {
    observed: time.describe('The time of the observation, in UTC.'),
    from: z.string().min(1).max(1000).describe(`The address of the ${server} server, without credentials.`),
    version: z.string().max(100).optional().describe('The version of the server.'),
    missing: z.array(z.string().max(500)).max(50).optional().describe('What could not be observed, with the reason.'),
  };
}

/** `.prr/observed/prometheus.yaml`: what `prr observe` saw. */
export const observedFormat = z
  .looseObject({
    ...recordHead('Prometheus'),
    alerts: z
      .array(
        z.looseObject({
          name,
          loaded: z.boolean().optional().describe('Whether the server has a rule with this name.'),
          differs: z
            .array(z.enum(['expr', 'for']))
            .max(2)
            .optional()
            .describe('Parts in which the loaded rule differs from the workspace.'),
          fired: z.int().min(0).optional().describe('How often it fired in 30 days.'),
          hours: hours.optional().describe('Hours in which it fired in 30 days.'),
          nightHours: hours.optional().describe('Those of these hours between 22:00 and 06:00 UTC.'),
        }),
      )
      .max(2000)
      .optional()
      .describe('The alerts of the workspace, by name.'),
    objectives: z
      .array(
        z.looseObject({
          name,
          service: name.optional().describe('The service that the objective is for.'),
          target: z.number().min(0).max(1).optional().describe('The share of good events that it requires, 0 to 1.'),
          windowDays: z.number().min(0).max(3660).optional().describe('Its window in days.'),
          attained: z.number().min(0).max(1).optional().describe('The share of good events in the window, 0 to 1.'),
          budgetLeft: z
            .number()
            .max(1)
            .optional()
            .describe('The share of the error budget that is left, 1 or less; negative where it is exceeded.'),
          since: time.optional().describe('The first data in the window, in UTC.'),
          hours: z.number().min(0).max(87_840).optional().describe('Hours of the window that have data.'),
          inconclusive: z.string().max(500).optional().describe('Why it is not known what was attained.'),
        }),
      )
      .max(1000)
      .optional()
      .describe('The objectives of the workspace, by name.'),
    series: z
      .looseObject({
        present: z.array(name).max(10_000).default([]).describe('Metrics that had series.'),
        absent: z.array(name).max(10_000).default([]).describe('Metrics that had none at that time.'),
      })
      .optional()
      .describe('The metrics that the workspace asks for.'),
    metrics: z
      .array(
        z.looseObject({
          name,
          scrapeSeconds: z
            .number()
            .min(0)
            .max(86_400)
            .optional()
            .describe('Seconds between two scrapes of its targets, the longest of them.'),
          labels: z
            .array(z.looseObject({ name, values: z.int().min(0).describe('How many values the label has.') }))
            .max(50)
            .optional()
            .describe('Labels that the workspace aggregates by or records, by name.'),
        }),
      )
      .max(2000)
      .optional()
      .describe('Scrape intervals and numbers of label values, by metric.'),
  })
  .describe('What prr observe saw in Prometheus; written by the tool.');

/** The content of the recorded file. */
export type Observed = z.output<typeof observedFormat>;

/** What was read of a record: entries with a mistake are left out and reported. */
export interface ReadRecord<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a recorded text. */
export function parseRecord<T extends z.ZodType>(
  text: string,
  { file, format }: { file: string; format: T },
): ReadRecord<z.output<T>> {
  return readFormat({ file, text }, format, { lenient: 'entries' });
}

/** Reads a recorded text of Prometheus. */
export function parseObserved(text: string): ReadRecord<Observed> {
  return parseRecord(text, { file: observedFile, format: observedFormat });
}

/** Reads a record; no value where nothing was recorded. */
export async function readRecord<T extends z.ZodType>(
  workspace: Workspace,
  of: { file: string; format: T },
): Promise<ReadRecord<z.output<T>>> {
  const content = await workspace.read(of.file);
  if (!content) return { value: undefined, problems: [] };
  if ('text' in content) return parseRecord(content.text, of);
  return { value: undefined, problems: [{ file: of.file, span: { start: 0, end: 0 }, message: content.message }] };
}

/** Reads what was recorded of Prometheus; no value where nothing was. */
export async function readObserved(workspace: Workspace): Promise<ReadRecord<Observed>> {
  return readRecord(workspace, { file: observedFile, format: observedFormat });
}
