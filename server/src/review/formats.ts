import * as z from 'zod';
import { serviceKinds, traitIds, phases } from '../model/profile.ts';
import { noteKinds } from '../model/review.ts';

// The formats of what people write in `.prr/` (checklists: `checklist-format.ts`); the published JSON Schemas are generated from here.
// Unknown keys are allowed and kept: a newer version of us, or a team, may have put them there.

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21');
export const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'lowercase letters, digits, - and .')
  .max(100);

/** Former answers that a file may have, and characters of a line that was seen of the name of an owner and of a question. */
export const most = { history: 500, seenLine: 2000, owner: 200, asked: 1000 } as const;

const asked = z.string().max(most.asked).optional();

/** One file `.prr/answers/<service>/<item>.yaml`. */
export const answerFormat = z
  .looseObject({
    answer: z
      .enum(['yes', 'no', 'not-applicable', 'none'])
      .describe('The answer; "yes" is good. `none`: the answer was cleared, and its history is kept.'),
    reason: z.string().min(1).max(10_000).describe('The reason, in words that another person can check.'),
    by: z.string().min(1).max(200).describe('The author of the answer.'),
    date: date.describe('The date of the answer.'),
    link: z.string().max(2000).optional().describe('A link to more information.'),
    asked: asked.describe('The question at the time of the answer; written by the tool.'),
    evidence: z.string().max(100).optional().describe('Fingerprint of the evidence at that time; written by the tool.'),
    seen: z
      .array(z.string().max(most.seenLine))
      .max(200)
      .optional()
      .describe('The evidence at that time, one line per location; written by the tool.'),
    owner: z
      .string()
      .max(most.owner)
      .optional()
      .describe('The owner of the service at that time; written by the tool.'),
    history: z
      .array(
        z.looseObject({
          answer: z.enum(['yes', 'no', 'not-applicable', 'none']),
          reason: z.string().max(10_000).default(''),
          by: z.string().min(1).max(200),
          date,
          link: z.string().max(2000).optional(),
          asked,
        }),
      )
      .max(most.history)
      .optional()
      .describe('Earlier answers, oldest first; `none` if an answer was cleared.'),
  })
  .describe('An answer to an item of the production readiness checklist.');

/** A time in UTC. */
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/, 'a time like 2026-11-21T14:03:00Z')
  .describe('The time, in UTC.');
const contextLine = z.string().max(2000);
const fingerprints = z.string().max(80).default('');

/** Where a note was put. */
export const anchorFormat = z
  .looseObject({
    file: z.string().min(1).max(1000).describe('Path relative to the workspace folder.'),
    line: z.number().int().min(1).describe('Line, from 1, where the note was created or last found.'),
    text: contextLine.describe("The line's text, trimmed."),
    before: z.array(contextLine).max(3).default([]).describe('Up to three lines before it, trimmed.'),
    after: z.array(contextLine).max(3).default([]).describe('Up to three lines after it, trimmed.'),
    heads: z.array(contextLine).max(3).optional().describe('The lines that enclose it, innermost first.'),
    around: z
      .looseObject({ before: fingerprints, after: fingerprints })
      .optional()
      .describe('Fingerprints of the lines around it; written by the tool.'),
    among: z
      .looseObject({ nth: z.int().min(1), of: z.int().min(2) })
      .optional()
      .describe('The position among equal lines of the file.'),
    alike: z.number().min(0).max(1).optional().describe('The similarity of the most similar other line of the file.'),
    end: z
      .looseObject({
        line: z.number().int().min(1).describe('Last line, from 1.'),
        text: contextLine.describe("The last line's text, trimmed."),
      })
      .optional()
      .describe('The last line of a note on several lines; absent for a note on one.'),
  })
  .describe('The location of the note; absent for a general note.');

const commentFormat = z.looseObject({
  by: z.string().min(1).max(200).describe('Author.'),
  at: time,
  text: z.string().min(1).max(50_000).describe('Markdown.'),
  edited: time.optional().describe('The time of the last edit of the text, in UTC.'),
});

/** One file `.prr/notes/<id>.yaml`. */
export const noteFormat = z
  .looseObject({
    kind: z.enum(noteKinds).describe('The kind of the note.'),
    state: z
      .enum(['open', 'resolved'])
      .default('open')
      .describe('The state when the note was created; later changes are in the folder of the note.'),
    service: identifier.optional().describe('The service that it is about.'),
    item: identifier.optional().describe('The checklist item that it is about.'),
    finding: z
      .looseObject({ rule: identifier.describe('The rule.') })
      .optional()
      .describe('The finding that it is about.'),
    anchor: anchorFormat.optional(),
    comments: z
      .array(commentFormat)
      .min(1)
      .describe('The first comment; later ones are in the folder of the note, one file each.'),
  })
  .describe('A consultation note.');

/** One file `.prr/notes/<id>/<time>-<hash>.yaml`. */
export const noteEntryFormat = z
  .looseObject({
    by: z.string().min(1).max(200).describe('Author.'),
    at: time,
    after: z.string().max(200).optional().describe('The last entry that the author had read.'),
    change: z.enum(['resolve', 'reopen', 'move']).optional().describe('The change to the note.'),
    text: z.string().min(1).max(50_000).optional().describe('A comment, in Markdown.'),
    edited: time.optional().describe('The time of the last edit of the text, in UTC.'),
    anchor: anchorFormat.optional(),
    place: anchorFormat.optional().describe('Another location of the note.'),
    without: z.string().max(200).optional().describe('The entry whose location no longer belongs to the note.'),
    assignee: z.string().max(200).optional().describe('The assignee; empty if unassigned.'),
  })
  .refine(({ text, change }) => text !== undefined || change !== undefined, 'text or change is needed')
  .describe('A comment on a consultation note, or a change of its state or location.');

/** One file `.prr/services/<name>.yaml`: what only people know of a service. */
export const serviceFormat = z
  .looseObject({
    title: z.string().min(1).max(200).optional().describe('The display name.'),
    description: z.string().max(5000).optional().describe('What the service does, and for which users.'),
    kind: z
      .enum(serviceKinds)
      .optional()
      .describe('The kind of program: a library or tool gets no questions that apply only to services.'),
    tier: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .optional()
      .describe('1 critical (above 99.9 %), 2 standard (99 to 99.9 %), 3 experimental (below).'),
    phase: z.enum(phases).optional().describe('The lifecycle phase; decides what the checklist asks.'),
    owner: z.string().min(1).max(200).optional().describe('The team that owns it.'),
    contact: z.string().min(1).max(500).optional().describe('The contact of the owner.'),
    rotation: z
      .looseObject({
        name: z.string().min(1).max(200).optional().describe('Who is on call.'),
        backup: z.string().min(1).max(200).optional().describe('The escalation contact.'),
        shared: z.boolean().optional().describe('True if several teams share the rotation.'),
        link: z.string().max(2000).optional().describe('The schedule.'),
      })
      .optional()
      .describe('Who is on call.'),
    root: z.string().max(1000).optional().describe('Folder of its code, relative to the workspace folder.'),
    workloads: z.array(z.string().min(1).max(253)).max(100).optional().describe('Kubernetes workloads that run it.'),
    was: z.array(identifier).max(20).optional().describe('Former names: answers under them are kept.'),
    has: z.array(z.enum(traitIds)).max(20).optional().describe('Traits that the files do not show.'),
    hasNot: z.array(z.enum(traitIds)).max(20).optional().describe('Traits that were detected by mistake.'),
    dependencies: z
      .array(
        z.looseObject({
          name: z.string().min(1).max(200),
          class: z.enum(['serving', 'batch']).optional().describe('Built to serve requests, or for batch work.'),
          hard: z.boolean().optional().describe('True if the service fails when this dependency fails.'),
          owner: z.string().max(200).optional(),
          thirdParty: z.boolean().optional().describe('True if another organisation runs it.'),
        }),
      )
      .max(200)
      .optional()
      .describe('Its dependencies: services that it calls, and datastores.'),
  })
  .describe('The description of a service: what only people know about it.');
