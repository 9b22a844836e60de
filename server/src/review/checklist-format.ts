import * as z from 'zod';
import { partIds } from '../model/engagement.ts';
import { serviceKinds, traitIds, phases } from '../model/profile.ts';
import { priorities } from '../model/review.ts';
import { aspects } from '../model/site.ts';
import { identifier } from './formats.ts';

// The format of checklists, `checklists/*.yaml` and a team's own in `.prr/checklists/`; its JSON Schema is generated from here.

const phaseAsks = z
  .object({ design: z.string(), build: z.string(), launch: z.string(), operate: z.string() })
  .partial();

const claimFormat = z
  .strictObject({
    id: identifier.describe('Stable name of the claim, unique in its item.'),
    text: z.string().min(1).max(100).describe('A statement that is good when true: `SIGTERM reaches the process`.'),
    checks: z.array(z.string()).default([]).describe('Rules that decide it.'),
    reader: z.string().optional().describe('The reader that decides it. Without rules and reader a person answers.'),
    absent: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The question if its rules find nothing to judge and other claims of the item pass. Without this text, the claim is then not applicable.',
      ),
  })
  .superRefine(({ checks, reader }, context) => {
    if (reader !== undefined && checks.length > 0)
      context.addIssue({ code: 'custom', path: ['reader'], message: 'a claim has checks or a reader, not both' });
  });

const former = 'Format 0.4, still read';

const itemFormat = z
  .strictObject({
    id: identifier.describe('Stable name of the item; a team list replaces an item by its id.'),
    title: z.string().min(1).max(40).describe('A short title for lists.'),
    risk: z.string().min(1).max(80).optional().describe('The risk if the answer is "no", in a few words.'),
    question: z.string().min(1).describe('The question; "yes" is good.'),
    why: z.string().min(1).describe('What users of the service notice when the answer is no.'),
    aspect: z.enum(aspects).describe('The aspect of production.'),
    phases: z.array(z.enum(phases)).min(1).describe('The lifecycle phases in which the item is asked.'),
    tiers: z
      .array(z.int().min(1).max(3))
      .min(1)
      .default([1, 2, 3])
      .describe('The tiers that are asked: 1 critical, 2 standard, 3 experimental.'),
    when: z
      .array(z.enum(traitIds))
      .default([])
      .describe('Asked if the service has one of these traits; always asked if empty.'),
    whenAlso: z.array(z.enum(traitIds)).optional().describe('Asked only if the service also has one of these traits.'),
    kinds: z
      .array(z.enum(serviceKinds))
      .min(1)
      .default(['service', 'job', 'website'])
      .describe('The kinds of service that are asked.'),
    priority: z.enum(priorities).default('medium').describe('How much users gain from a "yes".'),
    guide: z.string().min(1).describe('Guide page, with an optional #heading.'),
    claims: z
      .array(claimFormat)
      .min(1)
      .max(10)
      .optional()
      .describe('The claims that must be true for a "yes". Without claims a person answers the question.'),
    checks: z.array(z.string()).optional().describe(`${former}: rules that decide the item.`),
    beside: z.array(z.string()).optional().describe(`${former}: rules among them that decide a separate claim.`),
    answer: z.boolean().optional().describe(`${former}: a person must answer, too.`),
    evidence: z.string().min(1).describe('The evidence that a person should provide.'),
    months: z.int().min(1).max(60).default(12).describe('Months after which an answer expires.'),
    source: z.string().min(1).describe('The source of the item.'),
    asks: phaseAsks.default({}).describe('The question in a phase, if it differs.'),
  })
  .superRefine((item, context) => {
    const { claims = [] } = item;
    for (const key of ['checks', 'beside', 'answer'] as const)
      if (claims.length > 0 && item[key] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [key],
          message: 'an item has claims or the keys of format 0.4, not both',
        });
    for (const [at, { id }] of claims.entries())
      if (claims.findIndex((each) => each.id === id) < at)
        context.addIssue({
          code: 'custom',
          path: ['claims', at, 'id'],
          message: `${id} is the id of another claim of this item`,
        });
  });

const movedFormat = z.strictObject({
  id: identifier.describe('Id of the former item.'),
  title: z.string().min(1).max(80).describe('Its title.'),
  question: z.string().min(1).describe('Its question.'),
  items: z.array(identifier).default([]).describe('The items that replace it, completely or in part.'),
  part: z.enum(partIds).optional().describe('The part of the engagement that shows the answer.'),
  same: z
    .boolean()
    .default(false)
    .describe('The new items have the same meaning: answers to the former item count for them.'),
});

/** A checklist: `checklists/*.yaml`, or a team's own in `.prr/checklists/`. */
export const checklistFormat = z
  .strictObject({
    title: z.string().min(1).describe('The purpose of the list.'),
    items: z.array(itemFormat).min(1),
    moved: z.array(movedFormat).default([]).describe('Items of an earlier list, and the items that replace them.'),
  })
  .describe('A production readiness checklist.');

/** An item as a file writes it. */
export type WrittenItem = z.output<typeof itemFormat>;
