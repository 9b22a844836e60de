import type { ItemStatus } from '../../model/review.ts';
import { aspectNames, aspects, aspectTitles, type Finding, type Verdict } from '../../model/site.ts';
import { exportedState } from '../../review/exports.ts';
import { claimStateName, countClaims, itemStateName } from '../../review/states.ts';
import type { PlacedNote } from '../../review/notes/note-placements.ts';
import { aboutOf, profileOf } from './about.ts';
import { changesOf } from './changes.ts';
import { engagementSummary } from './engagement.ts';
import type { AspectSummary, ItemSummary, NoteSummary, Summary } from './format.ts';
import { opening, plainReason, type PlaceOf, type SummaryInput } from './input.ts';
import { actionsOf } from './next.ts';
import { decidedImprovements } from './plan.ts';
import { readinessOf } from './readiness.ts';
import { risksOf } from './risks.ts';

export type { Summary } from './format.ts';
export type { SummaryInput } from './input.ts';

/** Places listed under an item; the rest is counted. */
const maxPlaces = 3;

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
    format: 'production-readiness-summary/5',
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
    next: actionsOf(input, risks),
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

/** An answer of no or not applicable is a decision with its reason; a "yes" is evidence. */
function decidedItems(items: readonly ItemStatus[]): Summary['decisions'][number][] {
  return items.flatMap(({ item, answer }) =>
    answer && answer.answer !== 'yes'
      ? [
          {
            text: `“${item.title}”`,
            outcome: answer.answer,
            reason: answer.reason,
            by: answer.by,
            date: answer.date,
            item: item.id,
          },
        ]
      : [],
  );
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

async function itemSummary(status: ItemStatus, { notes, placeOf }: Surroundings): Promise<ItemSummary> {
  const { item, ask, state, because, claims, stale, sites, answer, history, framework, changes } = status;
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
  const counted = (verdict: Verdict) => seen.filter((each) => each.verdict === verdict).length;
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
    stateName: itemStateName(status),
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
        `${said === 'none' ? 'cleared' : said} (${by}, ${date})${reason === '' ? '' : `: ${reason}`}`,
    ),
    locations: {
      passed: counted('shown') + module.length,
      failed: counted('violated'),
      inconclusive: counted('cannot-tell'),
    },
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
