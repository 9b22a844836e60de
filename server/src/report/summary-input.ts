import type { Problem } from '../model/problem.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Rule } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import type { RecordedExport } from '../review/exports.ts';
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
  /** The state was exported as it is. */
  readonly exported: boolean;
  /** Services that were exported once and are no longer there. */
  readonly formerNames: readonly string[];
  placeOf(place: Place): Promise<SummaryPlace>;
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

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Text of a person's without what would steer a reader or a terminal: control characters, and marks that turn the direction of writing. */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Bidi_Control}|\u{feff}/gu, '');
}

/** States of items, in words. */
export const stateWords: Readonly<Record<ItemSummary['state'], string>> = {
  shown: 'shown',
  yes: 'yes',
  violated: 'not so',
  no: 'no',
  'cannot-tell': 'cannot tell',
  unanswered: 'wants an answer',
  'not-applicable': 'does not apply',
};

/** What a risk does to users, in two or three words. */
export function harmWords({ harm, from }: Pick<Risk, 'harm' | 'from'>): string {
  switch (harm) {
    case 'outage':
      return 'can be an outage';
    case 'errors':
      return 'failed requests';
    case 'repair':
      return 'longer outages';
    case undefined:
      return from === 'note' ? 'seen by a person' : 'not so';
  }
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
