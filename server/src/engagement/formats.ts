import * as z from 'zod';
import { stateFormat } from '../review/engagement-state.ts';

// The formats of what people write of an engagement, under `.prr/engagement/<service>/`, and of what several services share.
// The published JSON Schemas are generated from here. Unknown keys are allowed and kept.

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21');
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower case letters, digits, -, _ and .')
  .max(100);
const name = z.string().min(1).max(200);
const words = z.string().min(1).max(5000);
const by = name.describe('Who says so.');
const said = { by, date: date.describe('When it was said.') };
const file = z.string().min(1).max(1000);
const few = 500;

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
      .array(z.looseObject({ decision: name, reason: z.string().max(5000).optional(), ...said }))
      .max(few)
      .optional(),
  })
  .describe('An improvement of a service, as it was negotiated.');

/** `training.yaml`: what was taught, drilled and understood. */
export const trainingFormat = z
  .looseObject({
    sessions: z
      .array(z.looseObject({ what: words, date, by, attendees: z.array(name).max(100).default([]) }))
      .max(few)
      .default([]),
    drills: z
      .array(
        z.looseObject({
          what: words.describe('The alert or scenario.'),
          date,
          by,
          who: z.array(name).max(100).default([]),
          found: words.optional(),
        }),
      )
      .max(few)
      .default([]),
    checks: z
      .array(z.looseObject({ question: identifier, answer: words, right: z.boolean(), ...said }))
      .max(few)
      .default([])
      .describe('Answers to the check of understanding.'),
  })
  .describe('Training for those who take a service over.');

/** `handover.yaml`: who holds what, from whom to whom. */
export const handoverFormat = z
  .looseObject({
    rows: z
      .record(
        identifier,
        z.looseObject({
          from: name.optional(),
          to: name.optional(),
          on: date.optional().describe('When it is to move.'),
          done: date.optional().describe('When it moved.'),
          blocks: words.optional().describe('What still stands in the way.'),
          ...said,
        }),
      )
      .default({})
      .describe('By responsibility.'),
    backing: z
      .looseObject({ names: z.array(name).max(100), until: date, ...said })
      .optional()
      .describe('Developers who back the new holders.'),
  })
  .describe('Responsibilities that are handed over in steps.');

/** `trend.yaml`: rhythm, fresh looks and lessons. */
export const trendFormat = z
  .looseObject({
    meetings: z
      .array(z.looseObject({ ...said, minutes: words.optional() }))
      .max(few)
      .default([]),
    looks: z
      .array(z.looseObject({ reason: identifier, of: z.string().max(200).optional(), outcome: words, ...said }))
      .max(few)
      .default([])
      .describe('Proposals of a fresh look that somebody answered.'),
    lessons: z
      .array(
        z.looseObject({
          text: words,
          from: words,
          became: file.optional().describe('The Guide page or pack.'),
          ...said,
        }),
      )
      .max(few)
      .default([]),
    followups: z
      .record(
        z.string().max(200),
        z.looseObject({ state: z.enum(['done', 'dropped', 'open']), reason: words.optional(), ...said }),
      )
      .default({})
      .describe('What became of actions of postmortems, where the postmortem does not say it.'),
  })
  .describe('Continuous improvement of a service.');

/** `early.yaml`: design, launch, after the launch, and the end. */
export const earlyFormat = z
  .looseObject({
    design: file.optional().describe('The design document, relative to the workspace folder.'),
    tradeoffs: z
      .array(
        z.looseObject({
          choice: words,
          instead: words.optional(),
          reason: words,
          accepted: z.array(name).max(50).default([]),
          ...said,
        }),
      )
      .max(few)
      .default([])
      .describe('Less than ideal choices, with the reason and those who accepted them.'),
    answers: z
      .record(identifier, z.looseObject({ answer: words, ...said }))
      .default({})
      .describe('What the design document leaves open and somebody answered here, by question.'),
    launch: z
      .looseObject({
        date: date.optional(),
        dark: words.optional().describe('What runs on real traffic before users see it.'),
        stages: z
          .array(
            z.looseObject({
              share: z.number().gt(0).max(100).describe('Percent of users or traffic.'),
              hold: name.describe('How long: 2h, 3d.'),
              done: date.optional(),
            }),
          )
          .max(50)
          .default([]),
        watch: z.array(words).max(100).default([]).describe('What is watched at each stage.'),
        backout: words.optional().describe('How to go back, and who decides.'),
      })
      .optional(),
    after: z
      .array(z.looseObject({ found: words, ...said }))
      .max(few)
      .default([])
      .describe('What was found after the launch.'),
    disengaged: z
      .looseObject({
        reason: words,
        holder: name.describe('Who holds the pager now.'),
        lessons: words.optional(),
        ...said,
      })
      .optional(),
  })
  .describe('Early engagement: design, launch, and the end.');

/** `.prr/platform.yaml`: what the platform answers for; one for all services. */
export const platformFormat = z
  .looseObject({
    name: name.optional(),
    owner: name.optional().describe('The team that owns the platform.'),
    pager: z
      .looseObject({ platform: words.optional(), services: words.optional() })
      .optional()
      .describe('Who is paged for the platform, and who for faults of an application.'),
    items: z
      .record(identifier, z.looseObject({ platform: words.optional(), team: words.optional() }))
      .default({})
      .describe("By checklist item: what the platform answers for, and what the service's team does."),
    modules: z
      .array(
        z.looseObject({
          name,
          owner: name.optional(),
          libraries: z.array(name).max(50).default([]).describe('What its use is known by: import paths.'),
          concerns: z
            .array(name)
            .max(30)
            .default([])
            .describe('metrics, request-logs, load-shedding, configuration, tracing, health, shutdown.'),
          covers: z.array(identifier).max(100).default([]).describe('Checklist items that it shows by construction.'),
          version: name.optional().describe('The oldest version that is validated.'),
        }),
      )
      .max(200)
      .default([]),
    conform: z
      .array(
        z.looseObject({
          id: identifier,
          title: words,
          file: z.string().max(500).optional().describe('A glob that must match a file of the service.'),
          contains: z.string().max(500).optional().describe('Text that the file must hold.'),
          imports: name.optional().describe('A library that must be used.'),
          not: name.optional().describe('A library that must not be used beside it.'),
        }),
      )
      .max(200)
      .default([])
      .describe('What a service on the platform must show.'),
  })
  .describe('The platform: modules, what they answer for, and how conformance is told.');

/** `.prr/rotations/<name>.yaml`: a rotation, which several services may share. */
export const rotationFormat = z
  .looseObject({
    title: name.optional(),
    members: z
      .array(z.looseObject({ name, team: name.optional(), site: name.optional() }))
      .max(200)
      .default([]),
    services: z.array(identifier).max(500).default([]).describe('Services whose pager it holds.'),
    shift: z
      .looseObject({
        hours: z.number().gt(0).max(336).optional(),
        nights: z.boolean().optional(),
        backup: z.boolean().optional(),
      })
      .optional(),
    joined: z
      .array(z.looseObject({ team: name, engineer: name, service: identifier.optional(), date }))
      .max(few)
      .default([])
      .describe('Who joined with whom: each team that hands in a service gives at least one engineer.'),
    weeks: z
      .array(
        z.looseObject({
          from: date.describe('The first day of the week.'),
          pages: z.number().int().min(0),
          incidents: z.number().int().min(0).optional(),
          nights: z.number().int().min(0).optional().describe('Pages at night.'),
          noise: z.number().int().min(0).optional().describe('Pages that needed nobody.'),
        }),
      )
      .max(1000)
      .default([]),
  })
  .describe('An on-call rotation.');

/** All formats of the engagement, with the file that each is for. */
export const engagementFormats = {
  state: stateFormat,
  advice: adviceFormat,
  agreement: agreementFormat,
  analysis: analysisFormat,
  improvement: improvementFormat,
  training: trainingFormat,
  handover: handoverFormat,
  trend: trendFormat,
  early: earlyFormat,
  platform: platformFormat,
  rotation: rotationFormat,
} as const;
export type FormatName = keyof typeof engagementFormats;
export type Written<F extends FormatName> = z.output<(typeof engagementFormats)[F]>;

export { engagementFolder } from '../review/engagement-state.ts';
export const rotationFolder = '.prr/rotations';
export const platformFile = '.prr/platform.yaml';

/** What people wrote of an engagement; the empty value of a format where there is no file. */
export interface Said {
  readonly state: Written<'state'> | undefined;
  readonly advice: Written<'advice'>;
  readonly agreement: Written<'agreement'>;
  readonly analysis: Written<'analysis'>;
  /** By id. */
  readonly improvements: ReadonlyMap<string, Written<'improvement'>>;
  readonly training: Written<'training'>;
  readonly handover: Written<'handover'>;
  readonly trend: Written<'trend'>;
  readonly early: Written<'early'>;
  readonly platform: Written<'platform'>;
  /** By name of the rotation. */
  readonly rotations: ReadonlyMap<string, Written<'rotation'>>;
}
