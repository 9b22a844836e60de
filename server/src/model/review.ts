import type { Claim } from './claim.ts';
import type { PartId } from './engagement.ts';
import type { ServiceKind, TraitId, Phase } from './profile.ts';
import type { Aspect, Related, Site, Verdict } from './site.ts';
import type { Place, Span } from './span.ts';
/** How much users gain from a "yes"; within a tier. */
export const priorities = ['high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** An item of a checklist, as its YAML says. */
export interface ChecklistItem {
  readonly id: string;
  /** A few words for lists. */
  readonly title: string;
  /** What a "no" means, in a few words: the heading of a risk. */
  readonly risk?: string;
  /** "Yes" is good. */
  readonly question: string;
  /** What users of the service feel when the answer is no. */
  readonly why: string;
  readonly aspect: Aspect;
  readonly phases: readonly Phase[];
  /** Tiers that are asked: 1 critical, 2 standard, 3 experimental. */
  readonly tiers: readonly number[];
  /** Asked where the service has one of these; of every service when empty. */
  readonly when: readonly TraitId[];
  /** One of these is needed as well. */
  readonly whenAlso?: readonly TraitId[] | undefined;
  /** Kinds of service that are asked. */
  readonly kinds: readonly ServiceKind[];
  readonly priority: Priority;
  /** Guide page with an optional `#heading`. */
  readonly guide: string;
  /** What must be true for a "yes": at least one. */
  readonly claims: readonly Claim[];
  /** It is in a list of the organisation: asked whatever the number of other items. */
  readonly own?: true;
  /** What evidence a person would bring. */
  readonly evidence: string;
  /** Months for which an answer is good. */
  readonly months: number;
  /** Where the item comes from, by name. */
  readonly source: string;
  /** What the item asks in a phase, where that differs from the question. */
  readonly asks: Readonly<Partial<Record<Phase, string>>>;
}

/** A question of a former checklist, and where it is asked now. */
export interface MovedItem {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Items that ask it now, or a part of it. */
  readonly items: readonly string[];
  /** The part of the engagement that keeps what was answered. */
  readonly part?: PartId;
  /** The items mean what it meant: its answers count as theirs. */
  readonly same: boolean;
}

/**
 * The state of an item. A claim that failed wins; it is shown when each claim that applies is; `unanswered` when all that
 * apply need a person; anything between is `cannot-tell`.
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
  /** The question as it was asked; absent before format 0.5. */
  readonly asked?: string;
  /** Fingerprint of the evidence at that time: the answer is stale when it differs. */
  readonly evidence?: string;
  /** What was seen at that time, a line a place, so that it can be said what has changed. */
  readonly seen?: readonly string[];
  /** The owner of the service at that time. */
  readonly owner?: string;
  /** What was said before, oldest first. */
  readonly history?: readonly FormerAnswer[];
}

export interface FormerAnswer {
  readonly answer: Answer['answer'] | 'none';
  readonly reason: string;
  readonly by: string;
  readonly date: string;
  readonly link?: string;
  readonly asked?: string;
}

/** What the files say of a claim: `manual` where nothing decides it but a person. */
export type ClaimVerdict = Verdict | 'not-applicable' | 'manual';

/** A claim of an item for one service. */
export interface ClaimStatus {
  readonly claim: Claim;
  readonly verdict: ClaimVerdict;
  /** One sentence without a full stop. */
  readonly because: string;
  /** For `cannot-tell`: what would show it. */
  readonly ask?: string;
  /** A check that would decide it is switched off. */
  readonly off?: true;
  /** What a person answered, where the files do not decide it. */
  readonly answered?: 'yes' | 'no';
  /** What its checks saw, the worst first. */
  readonly sites: readonly Site[];
  /** What its reader saw. */
  readonly places: readonly Related[];
}

/** Claims that apply, by state; one whose check is switched off needs a person. */
export interface ClaimCounts {
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly manual: number;
  readonly applicable: number;
}

/** What was answered to a question that is asked otherwise now. */
export interface FormerQuestion {
  readonly moved: MovedItem;
  readonly answer: FormerAnswer;
  /** It counts as the answer to the item. */
  readonly counts: boolean;
}

/** An item for one service, with all that is known. */
export interface ItemStatus {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** One sentence: why the state is what it is. */
  readonly because: string;
  /** What the item asks in the service's phase. */
  readonly ask: string;
  /** Whether it is on the list of this service, with the reason either way. */
  readonly included: { readonly value: boolean; readonly because: string };
  /** Its claims with what decides each; empty where the item is not asked. */
  readonly claims: readonly ClaimStatus[];
  /** Sites of all claims, the worst first. */
  readonly sites: readonly Site[];
  /** A module of the service that shows it by construction. */
  readonly framework?: { readonly name: string; readonly because: string; readonly at: Place };
  readonly answer?: Answer;
  /** What was said before, oldest first. */
  readonly history: readonly FormerAnswer[];
  /** What was answered to questions that this item took over, oldest first. */
  readonly former: readonly FormerQuestion[];
  /** Why the answer needs a fresh look; absent when it does not. */
  readonly stale?: string;
  /** What of the evidence has changed since the answer, a line each; empty where only time or people have. */
  readonly changes: readonly string[];
}

export const noteKinds = ['question', 'risk', 'decision', 'advice', 'praise'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** A note and its thread: `.prr/notes/<id>.yaml`, and what came after in `.prr/notes/<id>/`, one small file each. */
export interface Note {
  readonly id: string;
  readonly kind: NoteKind;
  readonly state: 'open' | 'resolved';
  readonly service?: string;
  /** Id of the checklist item that it is about. */
  readonly item?: string;
  /** The finding that it is about; its place is the anchor. */
  readonly finding?: { readonly rule: string };
  /** Absent for a general note. */
  readonly anchor?: NoteAnchor;
  /** Where it was found before, newest first: on another branch one of these may still hold. */
  readonly formerAnchors?: readonly NoteAnchor[];
  /** Other places that it is about, in the order in which they were added. */
  readonly places?: readonly NotePlace[];
  /** Who is to answer or do it. */
  readonly assignee?: string;
  /** In the order in which people saw them; never empty. */
  readonly comments: readonly NoteComment[];
  /** Who resolved, reopened or moved it, and when. */
  readonly changes?: readonly NoteEvent[];
}

/** Another place of a note, known by the entry that added it. */
export interface NotePlace {
  readonly id: string;
  readonly anchor: NoteAnchor;
}

export interface NoteComment {
  readonly by: string;
  /** ISO date and time, UTC. */
  readonly at: string;
  /** Markdown. */
  readonly text: string;
  /** Stable name within the note. */
  readonly id?: string;
  /** When it was last edited. */
  readonly edited?: string;
}

/** What was done to a note without words. */
export interface NoteEvent {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly change: 'resolve' | 'reopen' | 'move';
  /** How many of the note's comments stand before it. */
  readonly behind: number;
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
  /** The lines that enclose it by their indentation, innermost first, trimmed. */
  readonly heads?: readonly string[];
  /** Fingerprints of up to 20 speaking lines on each side, four characters a line, in the order of the text. */
  readonly around?: { readonly before: string; readonly after: string };
  /** Which of the equal lines of its file it was, from 1; absent where it was the only one. */
  readonly among?: { readonly nth: number; readonly of: number };
  /** How alike the most similar other line of its file was, from 0 to 1: an edited line must be more like it than that. */
  readonly alike?: number;
  /** For a note on several lines: the last of them, with its text, trimmed. */
  readonly end?: { readonly line: number; readonly text: string };
}

/** Where a note stands in a text now: placed, or lost with the line where it might be. */
export type NotePlacement =
  | {
      readonly state: 'placed';
      readonly line: number;
      /** The last line of a note on several. */
      readonly endLine: number;
      readonly span: Span;
      /** Its line reads otherwise than when it was written. */
      readonly edited?: true;
      /** The file that it was put in, where it was found in another. */
      readonly from?: string;
    }
  | { readonly state: 'lost'; readonly reason: string; readonly near?: number };
