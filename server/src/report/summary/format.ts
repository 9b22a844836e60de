import * as z from 'zod';
import { aspects } from '../../model/site.ts';
import { harms } from '../../model/rule.ts';
import { reaches } from '../reach.ts';
import { claimCounts, engagementShape, place, text } from './shapes.ts';

// The format of `prr summary --format json`; its JSON Schema is generated from here, and the types of all other formats too.

const service = z.strictObject({
  name: text.describe('Its name in `.prr/`.'),
  title: text.optional().describe('The display name.'),
  root: text.optional().describe('Folder of its code.'),
  because: text.describe('Why it was detected as a service.'),
  workloads: z.array(text).describe('Kubernetes workloads that run it.'),
});

const neighbour = z.strictObject({
  name: text,
  known: z.boolean().describe('True if it is a service of this workspace.'),
  how: text.describe('How it is used, or that it is declared.'),
  place: place.optional(),
});

const about = z.strictObject({
  text: text.describe('What the service does and for which users, in one paragraph.'),
  described: z
    .boolean()
    .describe(
      'True if the paragraph begins with the description of the service; otherwise it is derived only from files.',
    ),
  calls: z.array(neighbour).describe('Its dependencies: services that it calls, and datastores.'),
  callers: z.array(neighbour).describe('Services of this workspace that call it.'),
  routes: z.array(text),
  objectives: z.array(
    z.strictObject({
      text,
      observed: text.optional().describe('What it attained by the record of prr observe, with the date.'),
      place,
    }),
  ),
  alerts: z
    .array(z.strictObject({ text, place }))
    .optional()
    .describe('Alerts with their receivers and silences by the record of prr observe, with the date.'),
});

const profileField = z.strictObject({
  field: z.enum(['owner', 'tier', 'phase', 'kind', 'contact', 'rotation']),
  value: text.optional().describe('Absent if it is not set.'),
  because: text.describe('The source of the value.'),
  assumed: z.boolean().describe('True if it is not set, and no file shows it.'),
  place: place.optional(),
});

const readiness = z.strictObject({
  level: z
    .enum(['not-ready', 'unknown', 'nearly', 'ready'])
    .describe(
      '`not-ready`: a known problem will affect users; `unknown`: too little is known; `nearly`: the rest can wait.',
    ),
  words: text.describe('How ready it is, in one sentence.'),
  because: z.array(text).describe('The reasons, one sentence each.'),
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
      '`outage`: all users, for a long time; `errors`: some requests; `repair`: an outage lasts longer. Absent if none of these fits.',
    ),
  title: text.describe('What is wrong, in a few words.'),
  feel: text.describe('The effect on users.'),
  by: text.optional().describe('The author of the note; absent if files or an answer show it.'),
  why: text.optional().describe('How it happens.'),
  path: z
    .strictObject({
      by: z.enum(reaches),
      steps: z.array(z.strictObject({ text, place })).describe('The entry of the request, then each call.'),
      callers: z.int().describe('Services that run it, and services that call these.'),
      environment: z.enum(['production', 'staging', 'development']),
    })
    .describe(
      'How the first location affects users. `request`: a request with a waiting caller runs this line; `every-request`: each request of the service passes it; `message`: a message of a queue does; `none`: no path was found. Risks are ordered by it.',
    ),
  effort: z
    .strictObject({
      kind: z.enum(['setting', 'new', 'code', 'design', 'unknown']),
      locations: z.int(),
      files: z.int(),
      words: text.describe('In words, with the reason.'),
    })
    .describe('The change: where, and of which kind.'),
  remedy: text.describe('What to do.'),
  guide: text.optional().describe('Page of the Production Guide.'),
  guideTitle: text.optional().describe('Title of that page.'),
  who: text.optional().describe('The person or team that is asked.'),
  rules: z.array(text),
  places: z.array(
    z.strictObject({
      message: text,
      place,
      fix: z.boolean().describe('True if the editor extension has a quick fix.'),
    }),
  ),
  accepted: z
    .strictObject({ by: text, date: text, reason: text })
    .optional()
    .describe('The person who decided not to fix it, and the reason.'),
  planned: z
    .strictObject({ by: text.optional(), due: text.optional(), words: text })
    .optional()
    .describe('Accepted as an improvement: owner and due date.'),
});

const step = z.strictObject({
  kind: z.enum(['describe', 'refresh', 'fix', 'answer', 'reply', 'agreed', 'export', 'advance']),
  title: text,
  because: text,
  item: text.optional(),
  note: text.optional(),
  field: text.optional(),
  place: place.optional(),
  who: text.optional().describe('The owner, if known.'),
  due: text.optional().describe('ISO date, if there is one.'),
});

const changes = z.strictObject({
  since: text.optional().describe('Date of the previous export; absent for the first.'),
  text: text.describe('What has changed, in one sentence.'),
  changes: z.array(
    z.strictObject({
      direction: z
        .enum(['better', 'worse', 'known', 'other'])
        .describe('`known`: a claim that was open before has failed.'),
      text,
      item: text.optional(),
      note: text.optional(),
    }),
  ),
});

const item = z.strictObject({
  id: text,
  title: text,
  question: text.describe('The question in the phase of the service.'),
  state: z.enum(['shown', 'violated', 'cannot-tell', 'not-applicable', 'unanswered', 'yes', 'no']),
  stateName: text.describe('The state in words: `Passed`, `Failed` and so on.'),
  priority: z.enum(['high', 'medium', 'low']),
  because: text,
  claims: z
    .array(z.strictObject({ id: text, text, state: text.describe('`Passed`, `Failed` and so on.'), because: text }))
    .describe('The claims that must be true for a "yes", each with its state.'),
  wanted: text.describe('The evidence that a person should provide.'),
  guide: text,
  stale: text.optional().describe('Why its answer is stale.'),
  changed: z.array(text).describe('The evidence that has changed since the answer.'),
  by: text.optional(),
  date: text.optional(),
  link: text.optional(),
  history: z.array(text).describe('Earlier answers, oldest first.'),
  locations: z
    .strictObject({ passed: z.int(), failed: z.int(), inconclusive: z.int() })
    .describe('Locations in files that decide it, by state.'),
  evidence: z
    .array(z.strictObject({ verdict: z.enum(['shown', 'violated', 'cannot-tell']), message: text, place }))
    .describe('The first of these locations, the worst first.'),
  more: z.int().min(0).describe('The number of further locations.'),
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
  text: text.describe('The decision.'),
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
  about: text.optional().describe('The item or rule of the decision.'),
  lost: z.boolean().describe('True if its location was not found; `place` is the last known location.'),
  edited: z.boolean().describe('True if its line has changed since the last comment.'),
  comments: z.array(z.strictObject({ by: text, date: text, text })),
});

const coverage = z.strictObject({
  read: z.int().describe('Relevant files in its folder that were read.'),
  beside: z.int().describe('Files in other folders with information about it.'),
  unread: z.array(z.strictObject({ file: text, reason: text })).describe('Relevant files that could not be read.'),
  leftOut: z.array(text).describe('Files that were excluded on purpose.'),
  others: z.int().describe('Files of types that no check reads.'),
  unfollowed: z.int().describe('Targets of calls and variables that were not found in the workspace.'),
  rules: z
    .array(z.strictObject({ aspect: z.enum(aspects), looked: z.int(), all: z.int() }))
    .describe('The number of rules of an aspect that found something to check.'),
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
        'The risks: those on the path of user requests first, then by callers, environment, severity and harm; accepted risks last.',
      ),
    next: z.array(step).describe('What comes next, the most useful first; at most 7.'),
    changes,
    engagement: engagementShape.optional(),
    recorded: z
      .strictObject({ at: text.describe('ISO time, UTC.'), version: text.describe('Of the tool.') })
      .optional()
      .describe('The time when this state was first recorded; absent if it was not.'),
    decisions: z.array(decision),
    waivers: z.array(z.strictObject({ rule: text, message: text, place, reason: text })),
    notes: z.array(note),
    aspects: z.array(aspect),
    notAsked: z.array(z.strictObject({ id: text, title: text, because: text })),
    coverage,
    problems: z.array(text).describe("Mistakes in the team's own files for this tool."),
  })
  .describe('The current production readiness review of one service. Two exports of the same state are identical.');

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
