import * as z from 'zod';

// The format of an exported state, `.prr/exports/<service>/<time>-<hash>.yaml`; its JSON Schema is generated from here.
// Written by the tool and never edited: a new export is a new file, so that two branches that each exported do not conflict.

const exportedItem = z.looseObject({
  state: z
    .enum(['shown', 'violated', 'cannot-tell', 'not-applicable', 'unanswered', 'yes', 'no', 'not-asked'])
    .describe('The state of the item.'),
  stale: z.literal(true).optional().describe('Its answer was stale.'),
  by: z.string().max(200).optional().describe('The author of the answer.'),
  date: z.string().max(40).optional().describe('The date of the answer.'),
});

const exportedFinding = z.looseObject({
  rule: z.string().max(200).describe('The rule.'),
  file: z.string().max(1000).describe('Path relative to the workspace folder.'),
  message: z.string().max(5000).describe('The message of the finding.'),
  count: z.number().int().min(2).optional().describe('The number of equal findings, if there are several.'),
  waived: z.literal(true).optional().describe('True if it was ignored with a reason.'),
});

const exportedNote = z.looseObject({
  kind: z.string().max(40).describe('The kind of the note.'),
  state: z.enum(['open', 'resolved']).describe('True if it was still open.'),
  comments: z.number().int().min(0).describe('Comments in its thread.'),
});

/** One file `.prr/exports/<service>/<time>-<hash>.yaml`. */
export const exportFormat = z
  .looseObject({
    at: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/, 'a time like 2026-11-21T14:03:00Z')
      .describe('The time of the export, in UTC.'),
    hash: z.string().max(64).describe('Identifies the state: two exports of the same state have the same id.'),
    after: z
      .array(z.string().max(200))
      .default([])
      .describe('Ids of the previous exports: one, or several after a merge.'),
    items: z.record(z.string(), exportedItem).default({}).describe('The checklist, by item.'),
    findings: z.array(exportedFinding).default([]).describe('Findings, without line numbers, because these change.'),
    notes: z.record(z.string(), exportedNote).default({}).describe('Notes, by id.'),
    engagement: z
      .looseObject({
        state: z.string().max(40).optional().describe('The state of the engagement.'),
        improvements: z
          .record(z.string(), z.string().max(40))
          .default({})
          .describe('The decision for each improvement.'),
      })
      .optional()
      .describe('The engagement; absent if nothing was recorded.'),
  })
  .describe('The state of a service at the export of its consultation summary; used to show what has changed since.');
