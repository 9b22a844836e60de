import * as z from 'zod';
import { identifier, name, words, said, file, few } from '../kit/values.ts';

/** `analysis.yaml`: how the list was made for this service, what was learned elsewhere, incidents that were read. */
export const analysisFormat = z
  .looseObject({
    composition: z
      .looseObject({
        ...said,
        tier: z.number().int().min(1).max(3).optional(),
        phase: name.optional(),
        items: z.record(identifier, z.string().max(1000)).describe('The reason for each item that was asked.'),
      })
      .optional()
      .describe('A snapshot of the checklist at the start of the analysis, for comparison.'),
    incidents: z
      .array(z.looseObject({ postmortem: file, ...said, remark: words.optional() }))
      .max(few)
      .default([])
      .describe('Postmortems that the reviewers have read.'),
    experts: z
      .array(z.looseObject({ name, of: words, ...said }))
      .max(few)
      .default([])
      .describe('People of other teams who were consulted, and their subjects.'),
    lessons: z
      .array(z.looseObject({ text: words, from: words, item: identifier.optional(), ...said }))
      .max(few)
      .default([])
      .describe('Lessons from related services and from postmortems that this review adopts.'),
  })
  .describe('The analysis of a production readiness review.');
