import * as z from 'zod';
import { engagementStates } from '../model/engagement.ts';
import { date, identifier, name, words, said, file, few } from './format-parts.ts';

// What people write while they agree on an engagement, review the service and improve it.

/** `state.yaml`: where the engagement stands. Recorded, never guessed. */
export const stateFormat = z
  .looseObject({
    state: z.enum(engagementStates).describe('Where the engagement stands.'),
    since: date.describe('Since when.'),
    by: name.describe('Who says so.'),
    reason: words.optional().describe('Why.'),
    agreement: words.optional().describe('What was agreed, or where it stands.'),
    next: date.optional().describe('When to look again.'),
    history: z
      .array(z.looseObject({ state: z.enum(engagementStates), since: date, by: name, reason: words.optional() }))
      .max(500)
      .optional()
      .describe('States before, oldest first.'),
  })
  .describe('Where the engagement of a service stands.');

/** `advice.yaml`: what only people know, for the support advice. */
export const adviceFormat = z
  .looseObject({
    answers: z
      .record(
        identifier,
        z.looseObject({
          answer: name.describe('One of the choices of the question.'),
          ...said,
          reason: words.optional(),
        }),
      )
      .default({})
      .describe('By question.'),
  })
  .describe('Answers to the questions that decide which support fits a service.');

/** `agreement.yaml`: what both sides agreed. */
export const agreementFormat = z
  .looseObject({
    goals: words.optional().describe('What the engagement is for.'),
    staffing: words.optional().describe('Who works on it, and how much.'),
    process: words.optional().describe('How both work together: meetings, channel, who decides.'),
    objectives: z
      .array(
        z.looseObject({
          indicator: words.describe('Good of valid events, and where they are measured.'),
          target: z.number().gt(0).lt(100).describe('Percent of good events.'),
          window: name.default('28d'),
          agreed: z.boolean().default(false).describe('Both sides agreed; otherwise it is proposed.'),
          spec: file.optional().describe('The file that specifies it.'),
          ...said,
        }),
      )
      .max(few)
      .default([]),
    reviewers: z
      .array(z.looseObject({ name, team: name.optional(), from: date.optional() }))
      .max(few)
      .default([]),
    changes: z
      .array(z.looseObject({ what: words, when: date.optional(), ...said }))
      .max(few)
      .default([])
      .describe('Disruptive changes that are foreseen.'),
    calendar: z
      .array(
        z.looseObject({
          what: words,
          kind: z.enum(['training', 'handover', 'meeting', 'launch', 'other']).default('other'),
          date,
          who: words.optional(),
        }),
      )
      .max(few)
      .default([]),
    signed: z
      .array(
        z.looseObject({
          side: z.enum(['developers', 'sre']),
          ...said,
          of: z.string().max(100).describe('Fingerprint of what was signed; written by the tool.'),
        }),
      )
      .max(few)
      .default([]),
  })
  .describe('What developers and SREs agreed for an engagement.');

/** `analysis.yaml`: how the list was made for this service, what was learned elsewhere, incidents that were read. */
export const analysisFormat = z
  .looseObject({
    composition: z
      .looseObject({
        ...said,
        tier: z.number().int().min(1).max(3).optional(),
        phase: name.optional(),
        items: z.record(identifier, z.string().max(1000)).describe('By item that was asked: why.'),
      })
      .optional()
      .describe('The checklist as it was when the analysis began, so that changes can be told.'),
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
      .describe('Lessons of related services and of postmortems that this review takes up.'),
  })
  .describe('The analysis of a production readiness review.');

const level = z.number().int().min(1).max(5);

/** `improvements/<id>.yaml`: one improvement, as it was negotiated. */
export const improvementFormat = z
  .looseObject({
    title: z.string().max(500).optional().describe('Of an improvement that no finding or item asks for.'),
    decision: z
      .enum(['proposed', 'accepted', 'deferred', 'declined', 'counter'])
      .default('proposed')
      .describe('`counter`: something else was proposed.'),
    reason: words.optional(),
    until: date.optional().describe('For `deferred`: when to look again.'),
    proposal: words.optional().describe('For `counter`: what is done instead.'),
    owner: name.optional(),
    due: date.optional(),
    impact: level.optional().describe('What users feel: 1 hardly anything, 5 an outage for many.'),
    likelihood: level.optional().describe('1 once in years, 5 every week.'),
    effort: level.optional().describe('1 an hour, 2 a day, 3 a week, 4 a month, 5 a quarter.'),
    done: date.optional().describe('For what no check sees: when a person said that it is done.'),
    issue: z.string().max(2000).optional().describe('Where it is worked on.'),
    ...said,
    history: z
      .array(
        z.looseObject({
          decision: name,
          reason: words.optional(),
          until: date.optional(),
          proposal: words.optional(),
          ...said,
        }),
      )
      .max(few)
      .optional(),
  })
  .describe('An improvement of a service, as it was negotiated.');
