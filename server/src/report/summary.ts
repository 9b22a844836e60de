import type { ItemStatus } from '../model/review.ts';
import { aspectNames, aspects, aspectTitles, type Finding } from '../model/site.ts';
import { exportedState } from '../review/exports.ts';
import { nextSteps, type BesideRisk } from '../review/next-step.ts';
import { claimStateName, countClaims } from '../review/states.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import { aboutOf, profileOf } from './summary-about.ts';
import { asksOf } from './summary-asks.ts';
import { changesOf } from './summary-changes.ts';
import { engagementSummary } from './summary-engagement.ts';
import type { AspectSummary, ItemSummary, NoteSummary, Risk, Summary } from './summary-format.ts';
import { opening, plainReason, type Planned, type PlaceOf, type SummaryInput } from './summary-input.ts';
import { readinessOf } from './summary-readiness.ts';
import { risksOf } from './summary-risks.ts';

export type { Summary } from './summary-format.ts';
export type { SummaryInput } from './summary-input.ts';

/** Places listed under an item; the rest is counted. */
const maxPlaces = 10;
/** Steps that are named. */
const maxSteps = 3;

/** Gathers the summary of one service; the same for the same state. */
export async function summarise(input: SummaryInput): Promise<Summary> {
  const { review, profile, notes, reading, problems, placeOf } = input;
  const { service, items, findings } = review;
  const { name, root, because, workloads } = service;
  const risks = await risksOf(input);
  const asked = items.filter(({ included }) => included.value);
  const waived = findings.flatMap((finding) =>
    finding.suppressed ? [{ finding, reason: finding.suppressed.reason }] : [],
  );
  return {
    format: 'production-readiness-summary/4',
    service: {
      name,
      because,
      workloads: [...workloads].sort(),
      ...(profile?.title === undefined ? {} : { title: profile.title }),
      ...(root === undefined ? {} : { root }),
    },
    about: await aboutOf(input),
    profile: await profileOf(input),
    readiness: readinessOf(items, { risks, phase: profile?.phase?.value }),
    risks,
    asks: await asksOf({ items, risks, notes, profile, placeOf }),
    next: nextSteps({
      items,
      profile,
      worst: risks.map(({ id }) => id),
      beside: besideItems(risks),
      left: new Set(risks.filter(({ accepted }) => accepted).map(({ id }) => id)),
      notes: notes.map(({ note }) => note),
      unexported: input.recorded === undefined,
    }).slice(0, maxSteps),
    changes: changesOf({ ...input, now: exportedState(review, notes, input.decided), items }),
    ...(input.engagement ? { engagement: engagementSummary(input.engagement) } : {}),
    ...(input.recorded ? { recorded: input.recorded } : {}),
    decisions: [...(await decidedInNotes(notes, placeOf)), ...decidedItems(asked), ...decidedImprovements(input)].sort(
      (a, b) => (a.date === b.date ? (a.text < b.text ? -1 : 1) : a.date > b.date ? -1 : 1),
    ),
    waivers: await Promise.all(
      waived.map(async ({ finding, reason }) => ({
        rule: finding.rule,
        message: finding.message,
        place: await placeOf(finding),
        reason,
      })),
    ),
    notes: await Promise.all(notes.map((note) => noteSummary(note, input))),
    aspects: await aspectSummaries(asked, { notes, placeOf }),
    notAsked: items
      .filter(({ included }) => !included.value)
      .map(({ item, included }) => ({ id: item.id, title: item.title, because: plainReason(included.because) })),
    coverage: {
      read: reading.read,
      beside: reading.beside,
      unread: reading.unread,
      leftOut: reading.leftOut,
      others: reading.others,
      unfollowed: input.portrait.elsewhere,
      ...looked(input, findings),
    },
    problems: problems.map(({ file, message }) => `${file}: ${message}`),
  };
}

/** Which rules had something to look at. */
function looked(
  { review, rules }: SummaryInput,
  findings: readonly Finding[],
): Pick<Summary['coverage'], 'rules' | 'silent'> {
  const active = new Set([
    ...review.items.flatMap(({ sites }) => sites.map(({ rule }) => rule)),
    ...findings.map(({ rule }) => rule),
  ]);
  return {
    rules: aspects.flatMap((aspect) => {
      const own = rules.filter((rule) => rule.aspect === aspect);
      return own.length === 0
        ? []
        : [{ aspect, looked: own.filter(({ id }) => active.has(id)).length, all: own.length }];
    }),
    silent: rules.filter(({ id }) => !active.has(id)).map(({ id }) => id),
  };
}

async function decidedInNotes(notes: readonly PlacedNote[], placeOf: PlaceOf): Promise<Summary['decisions'][number][]> {
  const decided = notes.filter(({ note }) => note.kind === 'decision');
  return Promise.all(
    decided.map(async ({ note, placement }) => {
      const [first] = note.comments;
      const { anchor, id } = note;
      const place =
        anchor && placement?.state === 'placed'
          ? { place: await placeOf({ file: anchor.file, span: placement.span }) }
          : {};
      return {
        text: first?.text ?? '',
        outcome: 'decided' as const,
        by: first?.by ?? '',
        date: first?.at.slice(0, 10) ?? '',
        note: id,
        ...place,
      };
    }),
  );
}

/** What somebody said is not met, or does not apply: a decision with its reason. A "yes" is evidence, and stands there. */
function decidedItems(items: readonly ItemStatus[]): Summary['decisions'][number][] {
  return items.flatMap(({ item, ask, answer }) =>
    answer && answer.answer !== 'yes'
      ? [{ text: ask, outcome: answer.answer, reason: answer.reason, by: answer.by, date: answer.date, item: item.id }]
      : [],
  );
}

/** What was not accepted as it was proposed; what was is planned, and stands with its risk. */
function decidedImprovements({
  plan = new Map(),
  titles = new Map(),
}: Pick<SummaryInput, 'plan' | 'titles'>): Summary['decisions'][number][] {
  return [...plan].flatMap(([id, planned]) => {
    const words = decisionWords(planned);
    if (words === undefined) return [];
    const { reason, by, date } = planned;
    const text = `“${titles.get(id) ?? id}”: ${words}`;
    return [{ text, outcome: 'decided' as const, ...(reason === undefined ? {} : { reason }), by, date }];
  });
}

function decisionWords({ decision, until, proposal }: Planned): string | undefined {
  switch (decision) {
    case 'declined':
      return 'declined';
    case 'deferred':
      return until === undefined ? 'deferred' : `deferred until ${until}`;
    case 'counter':
      return proposal === undefined ? 'something else instead' : `instead: ${proposal}`;
    case 'proposed':
    case 'accepted':
      return undefined;
  }
}

type Surroundings = Pick<SummaryInput, 'notes' | 'placeOf'>;

async function aspectSummaries(items: readonly ItemStatus[], around: Surroundings): Promise<AspectSummary[]> {
  const summaries: AspectSummary[] = [];
  for (const id of aspects) {
    const own = items.filter(({ item }) => item.aspect === id);
    if (own.length === 0) continue;
    const views = await Promise.all(own.map((status) => itemSummary(status, around)));
    summaries.push({ id, name: aspectNames[id], title: aspectTitles[id], claims: countClaims(own), items: views });
  }
  return summaries;
}

async function itemSummary(
  { item, ask, state, because, claims, stale, sites, answer, history, framework, changes }: ItemStatus,
  { notes, placeOf }: Surroundings,
): Promise<ItemSummary> {
  const module = framework
    ? [
        {
          verdict: 'shown' as const,
          message: `${framework.name}: ${framework.because}`,
          place: await placeOf(framework.at),
        },
      ]
    : [];
  const read = claims.flatMap(({ claim, verdict, places }) =>
    claim.reader === undefined || (verdict !== 'shown' && verdict !== 'violated' && verdict !== 'cannot-tell')
      ? []
      : places.map((place) => ({ ...place, verdict })),
  );
  const seen = [...sites, ...read];
  const evidence = await Promise.all(
    seen
      .slice(0, maxPlaces)
      .map(async (site) => ({ verdict: site.verdict, message: site.message, place: await placeOf(site) })),
  );
  return {
    id: item.id,
    title: item.title,
    question: ask,
    state,
    priority: item.priority,
    because: plainReason(because),
    claims: claims.map((claim) => ({
      id: claim.claim.id,
      text: claim.claim.text,
      state: claimStateName(claim),
      because: plainReason(claim.because),
    })),
    wanted: item.evidence,
    guide: item.guide,
    ...(stale === undefined ? {} : { stale }),
    changed: changes,
    ...(answer ? { by: answer.by, date: answer.date } : {}),
    ...(answer?.link === undefined ? {} : { link: answer.link }),
    history: history.map(
      ({ answer: said, reason, by, date }) =>
        `${said === 'none' ? 'withdrawn' : said} (${by}, ${date})${reason === '' ? '' : `: ${reason}`}`,
    ),
    evidence: [...module, ...evidence],
    more: seen.length - evidence.length,
    notes: notes
      .filter(({ note }) => note.item === item.id)
      .map(({ note: { id, kind, state: is, comments } }) => {
        const [first] = comments;
        return { id, kind, state: is, by: first?.by ?? '', text: opening(first?.text ?? '') };
      }),
  };
}

/** Risks that no item asks for, as steps. */
function besideItems(risks: readonly Risk[]): BesideRisk[] {
  return risks.flatMap(({ id, from, title, feel, by, places: [first] }): BesideRisk[] => {
    if (from === 'item') return [];
    if (from === 'note') {
      const because = `${by ?? 'somebody'} noted this risk, and it is open`;
      return [{ id, title: `Agree what to do about “${title}”`, because, note: id }];
    }
    const at = first ? { place: first.place } : {};
    return [{ id, title: `Mend “${title}”`, because: feel.replace(/\.$/, ''), ...at }];
  });
}

async function noteSummary(
  { note, placement }: PlacedNote,
  { review, rules, placeOf }: SummaryInput,
): Promise<NoteSummary> {
  const { id, kind, state, anchor } = note;
  const comments = note.comments.map(({ by, at, text }) => ({ by, date: at.slice(0, 10), text }));
  const item = review.items.find((each) => each.item.id === note.item)?.item.title;
  const about = item ?? rules.find((rule) => rule.id === note.finding?.rule)?.summary;
  const edited = placement?.state === 'placed' && placement.edited === true;
  const base = { id, kind, state, edited, comments, ...(about === undefined ? {} : { about }) };
  if (!anchor) return { ...base, lost: false };
  if (placement?.state === 'placed')
    return { ...base, lost: false, place: await placeOf({ file: anchor.file, span: placement.span }) };
  return { ...base, lost: true, place: { file: anchor.file, line: anchor.line } };
}
