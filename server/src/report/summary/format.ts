import * as z from 'zod';
import { aspects } from '../../model/site.ts';
import { harms } from '../../model/rule.ts';
import { reaches } from '../reach.ts';
import { claimCounts, engagementShape, place, text } from './shapes.ts';

// The format of `prr summary --format json`; its JSON Schema is generated from here, and the types of all other formats too.

const service = z.strictObject({
  name: text.describe('Its name in `.prr/`.'),
  title: text.optional().describe('Its name for people.'),
  root: text.optional().describe('Folder of its code.'),
  because: text.describe('What made us think that it is a service.'),
  workloads: z.array(text).describe('Kubernetes workloads that run it.'),
});

const neighbour = z.strictObject({
  name: text,
  known: z.boolean().describe('Whether it is a service of this workspace.'),
  how: text.describe('How it is called, or that it is declared.'),
  place: place.optional(),
});

const about = z.strictObject({
  text: text.describe('What the service is and for whom, in one paragraph.'),
  described: z
    .boolean()
    .describe('The paragraph begins with the description of the service; otherwise it is drawn from files alone.'),
  calls: z.array(neighbour).describe('What it calls or keeps data in.'),
  callers: z.array(neighbour).describe('Services of this workspace that call it.'),
  routes: z.array(text),
  objectives: z.array(z.strictObject({ text, place })),
});

const profileField = z.strictObject({
  field: z.enum(['owner', 'tier', 'phase', 'kind', 'contact', 'rotation']),
  value: text.optional().describe('Absent where it is not set.'),
  because: text.describe('Source of the value.'),
  assumed: z.boolean().describe('It is not set, and no file shows it.'),
  place: place.optional(),
});

const readiness = z.strictObject({
  level: z
    .enum(['not-ready', 'unknown', 'nearly', 'ready'])
    .describe(
      '`not-ready`: something known will hurt users; `unknown`: too little is known; `nearly`: what is left can wait.',
    ),
  words: text.describe('How ready it is, in one sentence.'),
  because: z.array(text).describe('Why, a sentence each.'),
  good: z.array(text).describe('Titles of the items that passed.'),
  claims: claimCounts.describe('The sums over all aspects.'),
});

const risk = z.strictObject({
  id: text.describe('The item, note or rule that it comes from.'),
  from: z.enum(['item', 'note', 'rule']),
  harm: z
    .enum(harms)
    .optional()
    .describe(
      '`outage`: all users, for long; `errors`: some requests; `repair`: an outage lasts longer. Absent where none of these fits.',
    ),
  title: text.describe('What is wrong, in a few words.'),
  feel: text.describe('What users will feel.'),
  by: text.optional().describe('Who noted it; absent where files or an answer show it.'),
  why: text.optional().describe('How it comes about.'),
  path: z
    .strictObject({
      by: z.enum(reaches),
      steps: z.array(z.strictObject({ text, place })).describe('Where the request comes in, then each call.'),
      callers: z.int().describe('Services that run it, and services that call these.'),
      environment: z.enum(['production', 'staging', 'development']),
    })
    .describe(
      'How the first place reaches people. `request`: a request with a waiting caller runs this line; `every-request`: each request of the service passes it; `message`: a message of a queue does; `none`: no path was found. Risks are ordered by it.',
    ),
  effort: z
    .strictObject({
      kind: z.enum(['setting', 'new', 'code', 'design', 'unknown']),
      locations: z.int(),
      files: z.int(),
      words: text.describe('In words, with what it is based on.'),
    })
    .describe('What is to be changed: where, and of what kind.'),
  remedy: text.describe('What to do.'),
  guide: text.optional().describe('Page of the Production Guide.'),
  guideTitle: text.optional().describe('Title of that page.'),
  who: text.optional().describe('Who is asked.'),
  rules: z.array(text),
  places: z.array(
    z.strictObject({ message: text, place, fix: z.boolean().describe('The editor extension has a quick fix for it.') }),
  ),
  accepted: z
    .strictObject({ by: text, date: text, reason: text })
    .optional()
    .describe('Who decided not to fix it, and why.'),
  planned: z
    .strictObject({ by: text.optional(), due: text.optional(), words: text })
    .optional()
    .describe('It was accepted as an improvement: who does it, until when.'),
});

const step = z.strictObject({
  kind: z.enum(['describe', 'refresh', 'fix', 'answer', 'reply', 'agreed', 'export', 'advance']),
  title: text,
  because: text,
  item: text.optional(),
  note: text.optional(),
  field: text.optional(),
  place: place.optional(),
  who: text.optional().describe('Who does it, where that is known.'),
  due: text.optional().describe('ISO date, where one was agreed.'),
});

const changes = z.strictObject({
  since: text.optional().describe('Date of the export that is compared with; absent for the first.'),
  text: text.describe('What has changed, in one sentence.'),
  changes: z.array(
    z.strictObject({
      direction: z.enum(['better', 'worse', 'known', 'other']).describe('`known`: what was open before has failed.'),
      text,
      item: text.optional(),
      note: text.optional(),
    }),
  ),
});

const item = z.strictObject({
  id: text,
  title: text,
  question: text.describe('What it asks in the phase of the service.'),
  state: z.enum(['shown', 'violated', 'cannot-tell', 'not-applicable', 'unanswered', 'yes', 'no']),
  stateName: text.describe('The state in words: `Passed`, `Failed` and so on.'),
  priority: z.enum(['high', 'medium', 'low']),
  because: text,
  claims: z
    .array(z.strictObject({ id: text, text, state: text.describe('`Passed`, `Failed` and so on.'), because: text }))
    .describe('What must be true for a "yes", each with its state.'),
  wanted: text.describe('What evidence a person would bring.'),
  guide: text,
  stale: text.optional().describe('Why its answer is stale.'),
  changed: z.array(text).describe('What of the evidence has changed since the answer.'),
  by: text.optional(),
  date: text.optional(),
  link: text.optional(),
  history: z.array(text).describe('Earlier answers, oldest first.'),
  locations: z
    .strictObject({ passed: z.int(), failed: z.int(), inconclusive: z.int() })
    .describe('Places in files that decide it, by state.'),
  evidence: z
    .array(z.strictObject({ verdict: z.enum(['shown', 'violated', 'cannot-tell']), message: text, place }))
    .describe('The first few of these places, the worst first.'),
  more: z.int().min(0).describe('Places beyond those in `evidence`.'),
  notes: z
    .array(z.strictObject({ id: text, kind: text, state: z.enum(['open', 'resolved']), by: text, text }))
    .describe('Notes that people linked to it.'),
});

const aspect = z.strictObject({
  id: z.enum(aspects),
  name: text,
  title: text,
  claims: claimCounts,
  items: z.array(item),
});

const decision = z.strictObject({
  text: text.describe('What was decided.'),
  outcome: z.enum(['decided', 'no', 'not-applicable']),
  reason: text.optional(),
  by: text,
  date: text,
  item: text.optional(),
  note: text.optional(),
  place: place.optional(),
});

const note = z.strictObject({
  id: text,
  kind: text,
  state: z.enum(['open', 'resolved']),
  place: place.optional(),
  about: text.optional().describe('The item or rule that it is about.'),
  lost: z.boolean().describe('Its place is no longer found; `place` is where it was.'),
  edited: z.boolean().describe('Its line has changed since the last comment.'),
  comments: z.array(z.strictObject({ by: text, date: text, text })),
});

const coverage = z.strictObject({
  read: z.int().describe('Files in its folder that count and were read.'),
  beside: z.int().describe('Files elsewhere that concern it.'),
  unread: z.array(z.strictObject({ file: text, reason: text })).describe('Files that count and could not be read.'),
  leftOut: z.array(text).describe('What was left out on purpose.'),
  others: z.int().describe('Files of kinds that no check reads.'),
  unfollowed: z.int().describe('Targets of calls and variables that were not found in the workspace.'),
  rules: z
    .array(z.strictObject({ aspect: z.enum(aspects), looked: z.int(), all: z.int() }))
    .describe('How many rules of an aspect found something to check.'),
  silent: z.array(text).describe('Rules that found nothing to check.'),
});

/** The summary of a service as JSON. */
export const summaryFormat = z
  .strictObject({
    format: z.literal('production-readiness-summary/5'),
    service,
    about,
    profile: z.array(profileField),
    readiness,
    risks: z
      .array(risk)
      .describe(
        'What can hurt users: what is on the path of their requests first, then by callers, environment, severity and harm; accepted risks last.',
      ),
    next: z.array(step).describe('What comes next, the most useful first; at most 7.'),
    changes,
    engagement: engagementShape.optional(),
    recorded: z
      .strictObject({ at: text.describe('ISO time, UTC.'), version: text.describe('Of the tool.') })
      .optional()
      .describe('When this very state was first recorded; absent where it was not.'),
    decisions: z.array(decision),
    waivers: z.array(z.strictObject({ rule: text, message: text, place, reason: text })),
    notes: z.array(note),
    aspects: z.array(aspect),
    notAsked: z.array(z.strictObject({ id: text, title: text, because: text })),
    coverage,
    problems: z.array(text).describe('Mistakes in files under .prr.'),
  })
  .describe('The production readiness review of one service, as it is now. Two exports of one state are identical.');

type Deep<T> = T extends readonly (infer E)[]
  ? readonly Deep<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;

/** What a review found, for a reader who has ten minutes; plain data, the same for the same state. */
export type Summary = Deep<z.output<typeof summaryFormat>>;
export type SummaryPlace = Deep<z.output<typeof place>>;
export type Risk = Summary['risks'][number];
export type AspectSummary = Summary['aspects'][number];
export type ItemSummary = AspectSummary['items'][number];
export type NoteSummary = Summary['notes'][number];
export type Neighbour = Summary['about']['calls'][number];
