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
        items: z.record(identifier, z.string().max(1000)).describe('Why each item was included, by item.'),
      })
      .optional()
      .describe('The checklist at the start of the analysis, to show later changes.'),
    incidents: z
      .array(z.looseObject({ postmortem: file, ...said, remark: words.optional() }))
      .max(few)
      .default([])
      .describe('Postmortems that were read.'),
    experts: z
      .array(z.looseObject({ name, of: words, ...said }))
      .max(few)
      .default([])
      .describe('People of other teams who were asked, and what they know.'),
    lessons: z
      .array(z.looseObject({ text: words, from: words, item: identifier.optional(), ...said }))
      .max(few)
      .default([])
      .describe('Lessons of related services and postmortems that this review considers.'),
  })
  .describe('The analysis of a production readiness review.');
