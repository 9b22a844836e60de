import { stateName } from '../../review/states.ts';
import type { EngagementView } from '../../model/engagement.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceProfile } from '../../model/profile.ts';
import type { Rule } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import type { ExportedEngagement, RecordedExport } from '../../review/exports.ts';
import type { PlacedNote } from '../../review/notes/note-placements.ts';
import type { Portrait } from '../../review/portrait.ts';
import type { Reading } from '../../review/reading.ts';
import type { ServiceReview } from '../../review/review.ts';
import type { Reaches } from '../reach.ts';
import type { ItemSummary, Risk, Summary, SummaryPlace } from './format.ts';

/** All that a summary is drawn from; nothing of it is the clock. */
export interface SummaryInput {
  readonly review: ServiceReview;
  readonly profile: ServiceProfile | undefined;
  /** Notes of this service and of none. */
  readonly notes: readonly PlacedNote[];
  readonly rules: readonly Rule[];
  readonly portrait: Portrait;
  readonly reading: Reading;
  /** How findings reach people. */
  readonly reaches: Reaches;
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

/** `1 file`, `2 files`. */
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
  bad: 'needs attention',
  attention: 'needs attention',
  open: 'open',
} as const;

/** What a risk does to users, in two or three words. */
export function harmWords({ harm, by, accepted }: Pick<Risk, 'harm' | 'by' | 'accepted'>): string {
  if (accepted) return /^(declined|deferred)(?=[ :])/.exec(accepted.reason)?.[0] ?? 'accepted';
  switch (harm) {
    case 'outage':
      return 'can cause an outage';
    case 'errors':
      return 'fails requests';
    case 'repair':
      return 'prolongs outages';
    case undefined:
      return by === undefined ? 'failed check' : `noted by ${by}`;
  }
}

/** `now known` and the like: which way a change goes. */
export const directionWords: Readonly<Record<Summary['changes']['changes'][number]['direction'], string>> = {
  worse: 'worse',
  known: 'now known',
  better: 'better',
  other: 'other',
};

/** When this very state was recorded, and by which version; empty where it was not. */
export function stateDate({ recorded }: Pick<Summary, 'recorded'>): string {
  if (!recorded) return '';
  const [date = '', time = ''] = recorded.at.split('T');
  return `Exported ${date}, ${time.slice(0, 5)} UTC, with Production Readiness ${recorded.version}`;
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
  return doubts.length === 0 ? '' : `doubted by ${listed([...new Set(doubts.map(({ by }) => by))])}`;
}

const priorities = ['high', 'medium', 'low'];

/** Whether an item waits for an answer that neither files nor people have given. */
export function isOpen({ state }: Pick<ItemSummary, 'state'>): boolean {
  return state === 'unanswered' || state === 'cannot-tell';
}

/** Open items, the most important first. */
export function openItems(aspects: Summary['aspects']): ItemSummary[] {
  return aspects
    .flatMap(({ items }) => items)
    .filter(isOpen)
    .sort((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority));
}

/** Locations of an item that are listed; the rest is counted. */
export const mostLocations = 3;

/** Why an item's state is what it is, without the name of the state before it; empty where there is nothing else. */
export function reasonOf({ because, stateName: name }: Pick<ItemSummary, 'because' | 'stateName'>): string {
  return because === name ? '' : because.startsWith(`${name}: `) ? because.slice(name.length + 2) : because;
}

/** `3 locations pass`; for an item that fails, how many do and where they are listed. */
export function locationWords({
  state,
  locations: { passed, failed, inconclusive },
}: Pick<ItemSummary, 'state' | 'locations'>): string {
  const parts = [
    ...(failed > 0 ? [`${counted(failed, 'location')} ${failed === 1 ? 'fails' : 'fail'}`] : []),
    ...(inconclusive > 0 ? [`${counted(inconclusive, 'location')} inconclusive`] : []),
    ...(passed > 0 ? [`${counted(passed, 'location')} ${passed === 1 ? 'passes' : 'pass'}`] : []),
  ];
  if (parts.length === 0) return '';
  return `${parts.join(', ')}${state === 'violated' ? ', listed under risks' : ''}`;
}

/** `1 open question of Ada`: that there are notes on an item; what they say is listed once, among the notes. */
export function noteCounts({ notes }: Pick<ItemSummary, 'notes'>): string[] {
  return notes.map(({ kind, state, by }) => `Note: ${state} ${kind} of ${by}`);
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

/** Who decided not to fix a risk, and why. */
export function acceptedWords({ by, date, reason }: NonNullable<Risk['accepted']>): string {
  const set = /^(declined|deferred)(?=[ :])/.exec(reason)?.[0];
  if (set === undefined) return `Accepted by ${by} on ${date}: ${reason}`;
  return `${set === 'declined' ? 'Declined' : 'Deferred'} by ${by} on ${date}${reason.slice(set.length)}`;
}

/** Risks that the first pages show. */
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
