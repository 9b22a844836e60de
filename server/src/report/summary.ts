import type { ItemStatus, Note } from '../model/review.ts';
import { harms, type Harm, type Rule } from '../model/rule.ts';
import {
  aspectNames,
  aspects,
  aspectTitles,
  type Aspect,
  type Finding,
  type Severity,
  type Site,
} from '../model/site.ts';
import type { Place } from '../model/span.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import type { ServiceReview } from '../review/review.ts';

/** What a consultation found, for a reader who has ten minutes; plain data, the same for the same state. */
export interface Summary {
  readonly format: 'production-readiness-summary/1';
  readonly service: {
    readonly name: string;
    readonly root?: string;
    readonly because: string;
    readonly workloads: readonly string[];
  };
  /** One sentence: how ready it is. */
  readonly verdict: string;
  readonly aspects: readonly AspectSummary[];
  /** Open findings by rule: by severity, then by what they do to users, then by number. */
  readonly risks: readonly Risk[];
  readonly decisions: readonly Decision[];
  /** Findings that are ignored with a reason. */
  readonly waivers: readonly Waiver[];
  readonly notes: readonly NoteSummary[];
  /** Items that only a person can answer and nobody has. */
  readonly unanswered: readonly { readonly id: string; readonly question: string; readonly wanted: string }[];
}

export interface AspectSummary {
  readonly id: Aspect;
  readonly name: string;
  readonly title: string;
  readonly counts: Readonly<Record<'good' | 'bad' | 'open' | 'none', number>>;
  readonly items: readonly ItemSummary[];
}

export interface ItemSummary {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly state: ItemStatus['state'];
  readonly because: string;
  readonly stale?: string;
  readonly evidence: readonly EvidencePlace[];
  readonly more: number;
}

export interface EvidencePlace {
  readonly verdict: Site['verdict'];
  readonly message: string;
  readonly place: string;
}

export interface Risk {
  readonly rule: string;
  readonly severity: Severity;
  readonly harm: Harm;
  /** The good state that is missed. */
  readonly summary: string;
  readonly why: string;
  readonly remedy: string;
  readonly guide: string;
  readonly places: readonly { readonly message: string; readonly place: string }[];
}

export interface Decision {
  readonly question: string;
  readonly answer: string;
  readonly reason: string;
  readonly by: string;
  readonly date: string;
}

export interface Waiver {
  readonly rule: string;
  readonly message: string;
  readonly place: string;
  readonly reason: string;
}

export interface NoteSummary {
  readonly kind: Note['kind'];
  readonly state: Note['state'];
  readonly place?: string;
  readonly lost: boolean;
  readonly comments: readonly { readonly by: string; readonly date: string; readonly text: string }[];
}

export interface SummaryInput {
  readonly review: ServiceReview;
  readonly notes: readonly PlacedNote[];
  readonly rules: readonly Rule[];
  /** `path:line` of a place. */
  placeOf(place: Place): Promise<string>;
}

/** Places listed under an item or a risk; the rest is counted. */
const maxPlaces = 10;
const good = ['shown', 'yes'];
const bad = ['violated', 'no'];
const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Gathers the summary of one service. */
export async function summarise({ review, notes, rules, placeOf }: SummaryInput): Promise<Summary> {
  const { service, items, findings } = review;
  const { name, root, because, workloads } = service;
  const own = notes.filter(({ note }) => note.service === undefined || note.service === name);
  return {
    format: 'production-readiness-summary/1',
    service: { name, because, workloads: [...workloads].sort(), ...(root === undefined ? {} : { root }) },
    verdict: verdictOf(items, findings),
    aspects: await aspectSummaries(items, placeOf),
    risks: await risksOf(
      findings.filter((finding) => !finding.suppressed),
      rules,
      placeOf,
    ),
    decisions: items.flatMap(({ item, answer }) =>
      answer
        ? [{ question: item.question, answer: answer.answer, reason: answer.reason, by: answer.by, date: answer.date }]
        : [],
    ),
    waivers: await Promise.all(
      findings.flatMap((finding) =>
        finding.suppressed ? [waiverOf(finding, finding.suppressed.reason, placeOf)] : [],
      ),
    ),
    notes: await Promise.all(own.map((note) => noteSummary(note, placeOf))),
    unanswered: items
      .filter(({ state }) => state === 'unanswered')
      .map(({ item }) => ({ id: item.id, question: item.question, wanted: item.evidence })),
  };
}

type PlaceOf = SummaryInput['placeOf'];

function verdictOf(items: readonly ItemStatus[], findings: readonly Finding[]): string {
  const applicable = items.filter(({ state }) => state !== 'not-applicable');
  const count = (states: readonly string[]) => applicable.filter(({ state }) => states.includes(state)).length;
  const open = findings.filter((finding) => !finding.suppressed).length;
  const stale = items.filter((item) => item.stale !== undefined).length;
  return [
    `Of ${applicable.length} items that apply, ${count(good)} are shown or answered yes, ${count(bad)} are not so`,
    `and ${applicable.length - count(good) - count(bad)} are open`,
    `(${open} open ${open === 1 ? 'finding' : 'findings'}${stale > 0 ? `, ${stale} answers want a fresh look` : ''}).`,
  ].join(' ');
}

async function aspectSummaries(items: readonly ItemStatus[], placeOf: PlaceOf): Promise<AspectSummary[]> {
  const summaries: AspectSummary[] = [];
  for (const id of aspects) {
    const own = items.filter(({ item }) => item.aspect === id);
    if (own.length === 0) continue;
    const counts = { good: 0, bad: 0, open: 0, none: 0 };
    for (const { state } of own) {
      counts[
        good.includes(state) ? 'good' : bad.includes(state) ? 'bad' : state === 'not-applicable' ? 'none' : 'open'
      ]++;
    }
    const views = await Promise.all(own.map((status) => itemSummary(status, placeOf)));
    summaries.push({ id, name: aspectNames[id], title: aspectTitles[id], counts, items: views });
  }
  return summaries;
}

async function itemSummary({ item, state, because, stale, sites }: ItemStatus, placeOf: PlaceOf): Promise<ItemSummary> {
  const evidence = await Promise.all(
    sites
      .slice(0, maxPlaces)
      .map(async (site) => ({ verdict: site.verdict, message: site.message, place: await placeOf(site) })),
  );
  return {
    id: item.id,
    title: item.title,
    question: item.question,
    state,
    because,
    evidence,
    more: sites.length - evidence.length,
    ...(stale === undefined ? {} : { stale }),
  };
}

async function risksOf(findings: readonly Finding[], rules: readonly Rule[], placeOf: PlaceOf): Promise<Risk[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const risks: Risk[] = [];
  for (const rule of rules) {
    const own = byRule.get(rule.id);
    if (!own?.[0]) continue;
    const places = await Promise.all(
      own.map(async (finding) => ({ message: finding.message, place: await placeOf(finding) })),
    );
    const { id, summary, harm, docs } = rule;
    risks.push({
      rule: id,
      severity: own[0].severity,
      harm,
      summary,
      why: docs.why,
      remedy: docs.remedy,
      guide: docs.guide,
      places,
    });
  }
  const rank = (risk: Risk) => severityOrder.indexOf(risk.severity) * 10 + harms.indexOf(risk.harm);
  return risks.sort((a, b) => rank(a) - rank(b) || b.places.length - a.places.length || (a.rule < b.rule ? -1 : 1));
}

async function waiverOf(finding: Finding, reason: string, placeOf: PlaceOf): Promise<Waiver> {
  return { rule: finding.rule, message: finding.message, place: await placeOf(finding), reason };
}

async function noteSummary({ note, placement }: PlacedNote, placeOf: PlaceOf): Promise<NoteSummary> {
  const { kind, state, anchor } = note;
  const comments = note.comments.map(({ by, at, text }) => ({ by, date: at.slice(0, 10), text }));
  if (!anchor) return { kind, state, lost: false, comments };
  if (placement?.state === 'placed') {
    return { kind, state, lost: false, comments, place: await placeOf({ file: anchor.file, span: placement.span }) };
  }
  return { kind, state, lost: true, comments, place: `${anchor.file}:${anchor.line}` };
}
