import type { Aspect, Site } from './site.ts';
import type { Span } from './span.ts';

/** Where a service is in its life; the same item asks a different thing in each. */
export const phases = ['design', 'build', 'launch', 'operate'] as const;
export type Phase = (typeof phases)[number];

/** An item of a checklist, as its YAML says. */
export interface ChecklistItem {
  readonly id: string;
  /** A few words for lists. */
  readonly title: string;
  /** "Yes" is good. */
  readonly question: string;
  /** What users of the service feel when the answer is no. */
  readonly why: string;
  readonly aspect: Aspect;
  readonly phases: readonly Phase[];
  /** Tiers that are asked: 1 critical, 2 standard, 3 experimental. */
  readonly tiers: readonly number[];
  /** Guide page with an optional `#heading`. */
  readonly guide: string;
  /** Rules whose sites are its evidence. */
  readonly checks: readonly string[];
  /** A person must answer: the checks, if any, show a part only. */
  readonly answer: boolean;
  /** What evidence a person would bring. */
  readonly evidence: string;
  /** Where the item comes from, by name. */
  readonly source: string;
  /** What the item asks in a phase, where that differs from the question. */
  readonly asks: Readonly<Partial<Record<Phase, string>>>;
}

/**
 * The state of an item. From the checks: violated wins, then cannot tell, then shown; no site means not applicable.
 * `unanswered`: only a person can say, and nobody has.
 */
export type ItemState = 'shown' | 'violated' | 'cannot-tell' | 'not-applicable' | 'unanswered' | 'yes' | 'no';

/** What a person said of an item; one YAML file, `.prr/answers/<service>/<item>.yaml`. */
export interface Answer {
  readonly item: string;
  readonly service: string;
  readonly answer: 'yes' | 'no' | 'not-applicable';
  readonly reason: string;
  readonly by: string;
  /** ISO date. */
  readonly date: string;
  readonly link?: string;
  /** Fingerprint of the evidence at that time: the answer is stale when it differs. */
  readonly evidence?: string;
}

/** An item for one service, with all that is known. */
export interface ItemStatus {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** One sentence: why the state is what it is. */
  readonly because: string;
  readonly sites: readonly Site[];
  readonly answer?: Answer;
  /** Why the answer needs a fresh look; absent when it does not. */
  readonly stale?: string;
}

export const noteKinds = ['question', 'risk', 'decision', 'advice', 'praise'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** A note and its thread; one YAML file, `.prr/notes/<id>.yaml`. */
export interface Note {
  readonly id: string;
  readonly kind: NoteKind;
  readonly state: 'open' | 'resolved';
  readonly service?: string;
  /** Absent for a general note. */
  readonly anchor?: NoteAnchor;
  readonly comments: readonly NoteComment[];
}

export interface NoteComment {
  readonly by: string;
  /** ISO date and time, UTC. */
  readonly at: string;
  /** Markdown. */
  readonly text: string;
}

/** Where a note was put, so that it can be found again after edits. */
export interface NoteAnchor {
  readonly file: string;
  /** 1-based, as it was when the note was written or last placed. */
  readonly line: number;
  /** The line's text, trimmed. */
  readonly text: string;
  /** Up to three trimmed lines before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Where a note stands in a text now: placed, or lost with the line where it might be. */
export type NotePlacement =
  | { readonly state: 'placed'; readonly line: number; readonly span: Span }
  | { readonly state: 'lost'; readonly reason: string; readonly near?: number };
