import type { LocationView } from '../protocol.ts';

export type NoteKindView = 'question' | 'risk' | 'decision' | 'advice' | 'praise';

export interface NoteView {
  readonly id: string;
  /** URI of the workspace folder that keeps it. */
  readonly folder: string;
  readonly kind: NoteKindView;
  readonly state: 'open' | 'resolved';
  /** In the order in which people saw them; never empty. */
  readonly comments: readonly NoteCommentView[];
  /** Who resolved, reopened or moved it. */
  readonly changes: readonly NoteEventView[];
  readonly service?: string;
  /** The checklist item that it is about, with its words. */
  readonly item?: string;
  readonly itemTitle?: string;
  /** The rule whose finding it is about, and the page of the Guide that explains it. */
  readonly rule?: string;
  readonly ruleSummary?: string;
  readonly guide?: string;
  /** Absent for a general note and for one whose place is lost. */
  readonly at?: LocationView;
  /** For a note at a line: where it was put. */
  readonly path?: string;
  /** What the line said when the note was put there, where it says something else now. */
  readonly was?: string;
  /** The file that it was put in, where it was found in another. */
  readonly movedFrom?: string;
  /** Why the place is lost, what the line said, and where it might be. */
  readonly lost?: LostView;
  /** Other places that it is about, by the entry that added each. */
  readonly places?: readonly NotePlaceView[];
  /** Who is to answer or do it. */
  readonly assignee?: string;
}

/** A place that is lost: why, what its line said, and where it might be. */
export interface LostView {
  readonly reason: string;
  readonly text: string;
  readonly near?: LocationView;
}

/** Another place of a note: where it is, or that it is lost. */
export interface NotePlaceView {
  readonly id: string;
  readonly path: string;
  readonly at?: LocationView;
  readonly lost?: LostView;
}

export interface NoteCommentView {
  /** Stable within the note. */
  readonly id: string;
  readonly by: string;
  /** ISO time in UTC, by the clock of its author. */
  readonly at: string;
  /** Markdown. */
  readonly text: string;
  readonly edited?: string;
}

export interface NoteEventView {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly change: 'resolve' | 'reopen' | 'move';
  /** How many comments stand before it. */
  readonly behind: number;
}

export interface NoteParams {
  readonly kind: NoteKindView;
  readonly text: string;
  readonly by: string;
  /** Absent for a general note. */
  readonly uri?: string;
  readonly line?: number;
  /** The last line of a note on several. */
  readonly endLine?: number;
  /** URI of the workspace folder that keeps a general note; the first when absent. */
  readonly folder?: string;
  readonly service?: string;
  /** Id of a checklist item. */
  readonly item?: string;
  readonly rule?: string;
}

/** A note by its id, and its folder where several are open. */
export interface NoteRef {
  readonly id: string;
  readonly folder?: string;
}

export type NoteChange = NoteRef & { readonly by: string } & (
    | { readonly change: 'reply'; readonly text: string }
    | { readonly change: 'edit'; readonly comment: string; readonly text: string }
    | { readonly change: 'resolve' | 'reopen' }
    | { readonly change: 'move' | 'add-place'; readonly uri: string; readonly line: number; readonly endLine?: number }
    | { readonly change: 'remove-place'; readonly place: string }
    /** Nobody where it is empty. */
    | { readonly change: 'assign'; readonly assignee: string }
  );

/** A removed note with the texts of its files, so that it can be brought back. */
export interface RemovedNoteView {
  readonly id: string;
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}
