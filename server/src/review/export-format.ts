import * as z from 'zod';

// The format of an exported state, `.prr/exports/<service>/<time>-<hash>.yaml`; its JSON Schema is generated from here.
// Written by the tool and never edited: a new export is a new file, so that two branches that each exported do not conflict.

const exportedItem = z.looseObject({
  state: z
    .enum(['shown', 'violated', 'cannot-tell', 'not-applicable', 'unanswered', 'yes', 'no', 'not-asked'])
    .describe('The state of the item.'),
  stale: z.literal(true).optional().describe('Its answer was stale.'),
  by: z.string().max(200).optional().describe('Author of the answer.'),
  date: z.string().max(40).optional().describe('When it was answered.'),
});

const exportedFinding = z.looseObject({
  rule: z.string().max(200).describe('The rule.'),
  file: z.string().max(1000).describe('Path relative to the workspace folder.'),
  message: z.string().max(5000).describe('The message.'),
  count: z.number().int().min(2).optional().describe('Number of equal findings, if more than one.'),
  waived: z.literal(true).optional().describe('It was ignored with a reason.'),
});

const exportedNote = z.looseObject({
  kind: z.string().max(40).describe('What the note is.'),
  state: z.enum(['open', 'resolved']).describe('Whether it was open.'),
  comments: z.number().int().min(0).describe('Comments in its thread.'),
});

/** One file `.prr/exports/<service>/<time>-<hash>.yaml`. */
export const exportFormat = z
  .looseObject({
    at: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/, 'a time like 2026-11-21T14:03:00Z')
      .describe('When it was exported, in UTC.'),
    hash: z.string().max(64).describe('Fingerprint of the state: equal states have equal fingerprints.'),
    after: z
      .array(z.string().max(200))
      .default([])
      .describe('Names of the exports that came before it: one, or several after a merge.'),
    items: z.record(z.string(), exportedItem).default({}).describe('The checklist, by item.'),
    findings: z.array(exportedFinding).default([]).describe('Findings, without lines, which move.'),
    notes: z.record(z.string(), exportedNote).default({}).describe('Notes, by id.'),
    engagement: z
      .looseObject({
        state: z.string().max(40).optional().describe('State of the engagement.'),
        improvements: z
          .record(z.string(), z.string().max(40))
          .default({})
          .describe('What was decided, by improvement.'),
      })
      .optional()
      .describe('The engagement; absent if none is recorded.'),
  })
  .describe('The state of a service at an export of its summary, to show later changes.');
