import * as z from 'zod';
import { alertmanagerFile } from '../model/team-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readRecord, recordHead, recordName as name, recordTime as time, type ReadRecord } from './observed.ts';

const names = z.array(name).max(500);

/** `.prr/observed/alertmanager.yaml`: where alerts go, and which are silenced; no address, key or token of a receiver. */
export const alertmanagerFormat = z
  .looseObject({
    ...recordHead('Alertmanager'),
    receivers: z
      .array(
        z.looseObject({
          name,
          integrations: z
            .array(z.string().max(100))
            .max(50)
            .default([])
            .describe('Where it sends to: slack, pagerduty.'),
        }),
      )
      .max(500)
      .optional()
      .describe('The receivers of the alerts below, by name.'),
    alerts: z
      .array(
        z.looseObject({
          name,
          labels: z
            .record(z.string().max(500), z.string().max(500))
            .optional()
            .describe('The labels that the rule gave the alert at that time.'),
          receivers: names.optional().describe('Receivers that get it.'),
          perhaps: names.optional().describe('Receivers that get it if its series have the labels of their routes.'),
          files: names.optional().describe('Receivers by the routes in the workspace, if they differ.'),
        }),
      )
      .max(2000)
      .optional()
      .describe('The alerts of the workspace, by name.'),
    silences: z
      .array(
        z.looseObject({
          matchers: z.array(z.string().max(1000)).min(1).max(20).describe('Its matchers, such as `severity="page"`.'),
          starts: time.optional().describe('When it starts, if it was not active yet.'),
          until: time.describe('When it ends, in UTC.'),
          comment: z.string().max(300).optional().describe('The comment of the person who added it.'),
          alerts: names.optional().describe('Alerts of the workspace that it silences.'),
          perhaps: names.optional().describe('Alerts that it silences for some of their series.'),
        }),
      )
      .max(500)
      .optional()
      .describe('The silences for these alerts, by the time at which they end.'),
  })
  .describe('What prr observe saw in Alertmanager; written by the tool.');

/** The content of the recorded file. */
export type ObservedAlertmanager = z.output<typeof alertmanagerFormat>;

/** Reads what was recorded of Alertmanager; no value where nothing was. */
export async function readAlertmanager(workspace: Workspace): Promise<ReadRecord<ObservedAlertmanager>> {
  return readRecord(workspace, { file: alertmanagerFile, format: alertmanagerFormat });
}
