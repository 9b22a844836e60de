import * as z from 'zod';
import { noteKinds } from '../../model/review.ts';
import { anchorFormat, identifier, time } from '../formats.ts';

/** One file `.prr/proposals/<id>.yaml`: what an assistant proposes; it counts only when a person accepts it. */
export const proposalFormat = z
  .looseObject({
    by: z.string().min(1).max(200).describe('The assistant that proposes it.'),
    at: time,
    service: identifier.optional().describe('The service that it is about.'),
    answer: z
      .looseObject({
        item: identifier.describe('The checklist item.'),
        answer: z.enum(['yes', 'no', 'not-applicable']).describe('The answer; "yes" is good.'),
        reason: z.string().min(1).max(10_000).describe('The reason, in words that another person can check.'),
        evidence: z
          .array(z.string().min(1).max(1100))
          .max(20)
          .optional()
          .describe('The lines that show it: FILE:LINE each.'),
      })
      .optional()
      .describe('An answer to a checklist item.'),
    note: z
      .looseObject({
        kind: z.enum(noteKinds).describe('The kind of the note.'),
        text: z.string().min(1).max(10_000).describe('Markdown.'),
        item: identifier.optional().describe('The checklist item that it is about.'),
        rule: identifier.optional().describe('The rule whose finding it is about.'),
        anchor: anchorFormat.optional(),
      })
      .optional()
      .describe('A consultation note.'),
  })
  .refine(({ answer, note }) => (answer === undefined) !== (note === undefined), 'an answer or a note is needed')
  .refine(({ answer, service }) => answer === undefined || service !== undefined, 'an answer needs a service')
  .describe('A proposal of an assistant. It has no effect until a person accepts it.');
