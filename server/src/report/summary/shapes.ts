import * as z from 'zod';
import { engagementStates, partIds } from '../../model/engagement.ts';

// Shapes that the formats of exports share.

export const text = z.string();

/** A place in the workspace. */
export const place = z
  .strictObject({
    file: text.describe('Path relative to the workspace folder.'),
    line: z.int().min(1).describe('From 1.'),
  })
  .describe('A location in the workspace.');

/** Claims by state. */
export const claimCounts = z
  .strictObject({
    passed: z.int(),
    failed: z.int(),
    inconclusive: z.int(),
    manual: z.int().describe('Manual answer required.'),
    applicable: z.int(),
  })
  .describe('Claims that apply, by state.');

const tone = z.enum(['good', 'bad', 'attention', 'open', 'none']);

/** Where the engagement with a service is. */
export const engagementShape = z
  .strictObject({
    state: z.enum(engagementStates),
    title: text.describe('The state in words.'),
    standing: text.describe('The state of the engagement in one sentence.'),
    history: z
      .array(z.strictObject({ title: text, since: text, by: text, reason: text.optional() }))
      .describe('All states, oldest first.'),
    parts: z
      .array(z.strictObject({ id: z.enum(partIds), title: text, standing: text, tone }))
      .describe('Each relevant part, in one sentence.'),
    tables: z
      .array(
        z.strictObject({
          part: text,
          caption: text,
          head: z.array(text),
          rows: z.array(
            z.array(z.strictObject({ text, tone: tone.optional(), because: text.optional(), place: place.optional() })),
          ),
          more: z.int().min(0).describe('Rows beyond those in `rows`.'),
        }),
      )
      .describe('The plan of improvements and the responsibilities.'),
    dates: z
      .array(z.strictObject({ date: text, what: text, who: text.optional() }))
      .describe('The agreed dates, the next first.'),
    charts: z.array(
      z.strictObject({
        part: text,
        caption: text,
        labels: z.array(text),
        lines: z.array(z.strictObject({ name: text, values: z.array(z.number().nullable()) })),
      }),
    ),
  })
  .describe('The engagement with the service; absent if nothing was agreed or planned.');
