import { stateName } from '../review/states.ts';
import type { EngagementView } from '../model/engagement.ts';
import type { Problem } from '../model/problem.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Rule } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import type { ExportedEngagement, RecordedExport } from '../review/exports.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import type { Portrait } from '../review/portrait.ts';
import type { Reading } from '../review/reading.ts';
import type { ServiceReview } from '../review/review.ts';
import type { ItemSummary, Risk, Summary, SummaryPlace } from './summary-format.ts';

/** All that a summary is drawn from; nothing of it is the clock. */
export interface SummaryInput {
  readonly review: ServiceReview;
  readonly profile: ServiceProfile | undefined;
  /** Notes of this service and of none. */
  readonly notes: readonly PlacedNote[];
  readonly rules: readonly Rule[];
  readonly portrait: Portrait;
  readonly reading: Reading;
  readonly problems: readonly Problem[];
  /** The export to compare with. */
  readonly before: RecordedExport | undefined;
  /** What an export keeps of the engagement. */
  readonly decided?: ExportedEngagement;
  /** What was decided on improvements, by id. */
  readonly plan?: ReadonlyMap<string, Planned>;
  /** What improvements are called, by id. */
  readonly titles?: ReadonlyMap<string, string>;
  /** Its engagement; absent where nothing of it is written down. */
  readonly engagement?: EngagementView;
  /** When this very state was recorded, and the tool's version; absent where it was not. */
  readonly recorded?: Summary['recorded'];
  /** Services that were exported once and are no longer there. */
  readonly formerNames: readonly string[];
  placeOf(place: Place): Promise<SummaryPlace>;
  /** The title of a page of the Guide. */
  guideTitle(ref: string): string | undefined;
}

/** What was decided on an improvement, as its file says. */
export interface Planned {
  readonly decision: 'proposed' | 'accepted' | 'deferred' | 'declined' | 'counter';
  readonly by: string;
  readonly date: string;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly proposal?: string | undefined;
  readonly owner?: string | undefined;
  readonly due?: string | undefined;
}

export type PlaceOf = SummaryInput['placeOf'];

const shortest = 160;

/** The first words of a text, on one line; `…` where it goes on. */
export function opening(text: string, length: number = shortest): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 30))} …`;
}

/** `one`, `two` … `twelve`, then digits. */
export function numberWord(count: number): string {
  return words[count] ?? String(count);
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `1 place`, `2 places`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; the rest beyond `most` as a number. */
export function listed(parts: readonly string[], most = 8): string {
  const shown = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : parts;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Text of a person's without what would steer a reader or a terminal: control characters, and marks that turn the direction of writing. */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Bidi_Control}|\u{feff}/gu, '');
}

/** A reason without the tool's own words. */
export function plainReason(because: string): string {
  return because.replace(/\b(its|the) descriptor\b/g, 'its description in .prr/services');
}

/** States of items, in words. */
export const stateWords: Readonly<Record<ItemSummary['state'], string>> = {
  shown: stateName('shown'),
  yes: stateName('yes'),
  violated: stateName('violated'),
  no: stateName('no'),
  'cannot-tell': stateName('cannot-tell'),
  unanswered: stateName('unanswered'),
  'not-applicable': stateName('not-applicable'),
};

/** How a part of the engagement stands, in a word or two. */
export const toneWords = {
  good: 'settled',
  bad: 'wants attention',
  attention: 'wants attention',
  open: 'open',
} as const;

/** What a risk does to users, in two or three words. */
export function harmWords({ harm, by, accepted }: Pick<Risk, 'harm' | 'by' | 'accepted'>): string {
  if (accepted) return /^(declined|deferred)(?=[ :])/.exec(accepted.reason)?.[0] ?? 'accepted';
  switch (harm) {
    case 'outage':
      return 'can be an outage';
    case 'errors':
      return 'failed requests';
    case 'repair':
      return 'longer outages';
    case undefined:
      return by === undefined ? 'not met' : `noted by ${by}`;
  }
}

/** `now known` and the like: which way a change goes. */
export const directionWords: Readonly<Record<Summary['changes']['changes'][number]['direction'], string>> = {
  worse: 'worse',
  known: 'now known',
  better: 'better',
  other: 'other',
};

/** What the states of the picture mean. */
export const legend =
  'Each item consists of checks. Passed: shown by files or answered yes. Failed: refuted by files or answered no. Open: inconclusive, or a person has to answer.';

/** `8 of 48 checks passed, 5 failed, 35 open`: the sums over all aspects. */
export function totals(aspects: Summary['aspects']): string {
  const sum = (of: (claims: Summary['aspects'][number]['claims']) => number) =>
    aspects.reduce((all, { claims }) => all + of(claims), 0);
  const [passed, failed, applicable] = [
    sum((each) => each.passed),
    sum((each) => each.failed),
    sum((each) => each.applicable),
  ];
  return `${passed} of ${applicable} checks passed, ${failed} failed, ${applicable - passed - failed} open`;
}

/** When this very state was recorded, and by which version; empty where it was not. */
export function stateDate({ recorded }: Pick<Summary, 'recorded'>): string {
  if (!recorded) return '';
  const [date = '', time = ''] = recorded.at.split('T');
  return `State of ${date}, ${time.slice(0, 5)} UTC (first recorded); Production Readiness ${recorded.version}`;
}

/** Why the fields of the profile are what they are, where all that are said agree. */
export function commonReason(profile: Summary['profile']): string | undefined {
  const reasons = new Set(profile.filter(({ value }) => value !== undefined).map(({ because }) => because));
  const [reason] = reasons;
  return reasons.size === 1 && profile.length > 1 ? reason : undefined;
}

/** Who doubts what is shown or answered yes, in an open note. */
export function questionedBy({ state, notes }: Pick<ItemSummary, 'state' | 'notes'>): string {
  if (state !== 'shown' && state !== 'yes') return '';
  const doubts = notes.filter((note) => note.state === 'open' && (note.kind === 'risk' || note.kind === 'question'));
  return doubts.length === 0 ? '' : `questioned by ${listed([...new Set(doubts.map(({ by }) => by))])}`;
}

const priorities = ['high', 'medium', 'low'];

/** Items that nobody has answered and no file shows, the most important first. */
export function openItems(aspects: Summary['aspects']): ItemSummary[] {
  return aspects
    .flatMap(({ items }) => items)
    .filter(({ state }) => state === 'unanswered' || state === 'cannot-tell')
    .sort((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority));
}

/** What is not asked, by reason. */
export function notAskedByReason(notAsked: Summary['notAsked']): { because: string; titles: string }[] {
  const reasons = [...new Set(notAsked.map(({ because }) => because))];
  return reasons.map((because) => ({
    because,
    titles: notAsked
      .filter((each) => each.because === because)
      .map(({ title }) => title)
      .join(', '),
  }));
}

/** That somebody has decided to live with a risk. */
export function acceptedWords({ by, date, reason }: NonNullable<Risk['accepted']>): string {
  const set = /^(declined|deferred)(?=[ :])/.exec(reason)?.[0];
  if (set === undefined) return `Accepted by ${by} on ${date}: ${reason}`;
  return `${set === 'declined' ? 'Declined' : 'Deferred'} by ${by} on ${date}${reason.slice(set.length)}`;
}

/** Risks beyond the first page, in words: those that are known, and those that somebody accepted. */
export function moreRisks(rest: readonly Risk[]): string {
  const accepted = rest.filter((each) => each.accepted).length;
  const live = rest.length - accepted;
  return listed([
    ...(live > 0 ? [`${counted(live, 'more risk')} of less weight`] : []),
    ...(accepted > 0 ? [`${live > 0 ? accepted : counted(accepted, 'risk')} accepted with a reason`] : []),
  ]);
}

/** Risks that the first page tells in full. */
export const firstPageRisks = 5;

/** `path:12`. */
export function placeText({ file, line }: SummaryPlace): string {
  return `${file}:${line}`;
}

/** Words for who owns, how critical, which phase. */
export const fieldNames: Readonly<Record<Summary['profile'][number]['field'], string>> = {
  owner: 'Owner',
  tier: 'Tier',
  phase: 'Phase',
  kind: 'Kind',
  contact: 'Contact',
  rotation: 'On call',
};
