import * as z from 'zod';
import { aspects } from '../model/site.ts';
import { noteKinds, phases } from '../model/review.ts';

// The formats of what people write in `.prr/` and `checklists/`; the published JSON Schemas are generated from here.
// Unknown keys are allowed and kept: a newer version of us, or a team, may have put them there.

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21');
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower case letters, digits, - and .')
  .max(100);

/** One file `.prr/answers/<service>/<item>.yaml`. */
export const answerFormat = z
  .looseObject({
    answer: z.enum(['yes', 'no', 'not-applicable']).describe('What is so; "yes" is good.'),
    reason: z.string().min(1).max(10_000).describe('Why, in words that another person can check.'),
    by: z.string().min(1).max(200).describe('Who says so.'),
    date: date.describe('When it was said.'),
    link: z.string().max(2000).optional().describe('Where more can be read.'),
    evidence: z.string().max(100).optional().describe('Fingerprint of the evidence at that time; written by the tool.'),
  })
  .describe('An answer to an item of the production readiness checklist.');

/** One file `.prr/notes/<id>.yaml`. */
export const noteFormat = z
  .looseObject({
    kind: z.enum(noteKinds).describe('What the note is.'),
    state: z.enum(['open', 'resolved']).default('open').describe('Whether it still wants something.'),
    service: identifier.optional().describe('The service that it is about.'),
    anchor: z
      .looseObject({
        file: z.string().min(1).max(1000).describe('Path relative to the workspace folder.'),
        line: z.number().int().min(1).describe('Line, from 1, where the note was put or last found.'),
        text: z.string().max(2000).describe("The line's text, trimmed."),
        before: z.array(z.string().max(2000)).max(3).default([]).describe('Up to three lines before it, trimmed.'),
        after: z.array(z.string().max(2000)).max(3).default([]).describe('Up to three lines after it, trimmed.'),
      })
      .optional()
      .describe('The place of the note; absent for a general note.'),
    comments: z
      .array(
        z.looseObject({
          by: z.string().min(1).max(200).describe('Author.'),
          at: z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/, 'a time like 2026-11-21T14:03:00Z')
            .describe('When, in UTC.'),
          text: z.string().min(1).max(50_000).describe('Markdown.'),
        }),
      )
      .min(1)
      .describe('The thread, oldest first.'),
  })
  .describe('A consultation note with its thread.');

const phaseAsks = z
  .object({ design: z.string(), build: z.string(), launch: z.string(), operate: z.string() })
  .partial();

/** A checklist: `checklists/*.yaml`, or a team's own in `.prr/checklists/`. */
export const checklistFormat = z
  .strictObject({
    title: z.string().min(1).describe('What the list is for.'),
    items: z
      .array(
        z.strictObject({
          id: identifier.describe('Stable name of the item; a team list replaces an item by its id.'),
          title: z.string().min(1).max(40).describe('A few words for lists.'),
          question: z.string().min(1).describe('The question; "yes" is good.'),
          why: z.string().min(1).describe('What users of the service feel when the answer is no.'),
          aspect: z.enum(aspects).describe('The aspect of production.'),
          phases: z.array(z.enum(phases)).min(1).describe('When it is asked.'),
          tiers: z
            .array(z.int().min(1).max(3))
            .min(1)
            .default([1, 2, 3])
            .describe('Who is asked: 1 critical, 2 standard, 3 experimental.'),
          guide: z.string().min(1).describe('Guide page, with an optional #heading.'),
          checks: z.array(z.string()).default([]).describe('Rules whose sites are its evidence.'),
          answer: z.boolean().default(false).describe('A person must answer: checks, if any, show a part only.'),
          evidence: z.string().min(1).describe('What evidence a person would bring.'),
          source: z.string().min(1).describe('Where the item comes from.'),
          asks: phaseAsks.default({}).describe('What it asks in a phase, where that differs.'),
        }),
      )
      .min(1),
  })
  .describe('A checklist of production readiness.');
