import type { LocationView } from '../protocol.ts';

export type NoteKindView = 'question' | 'risk' | 'decision' | 'advice' | 'praise';

export interface NoteView {
  readonly id: string;
  readonly kind: NoteKindView;
  readonly state: 'open' | 'resolved';
  readonly comments: readonly { readonly by: string; readonly at: string; readonly text: string }[];
  /** Absent for a general note and for one whose place is lost. */
  readonly at?: LocationView;
  /** For a note at a line: where it was put. */
  readonly path?: string;
  /** Why the place is lost, and the line (0-based) where it might be. */
  readonly lost?: { readonly reason: string; readonly near?: LocationView };
}

export interface NoteParams {
  readonly kind: NoteKindView;
  readonly text: string;
  readonly by: string;
  /** Absent for a general note. */
  readonly uri?: string;
  readonly line?: number;
  /** URI of the workspace folder that keeps a general note; the first when absent. */
  readonly folder?: string;
}

export type NoteChange =
  | { readonly id: string; readonly change: 'reply'; readonly text: string; readonly by: string }
  | { readonly id: string; readonly change: 'resolve' | 'reopen' | 'remove' }
  | { readonly id: string; readonly change: 'move'; readonly uri: string; readonly line: number };
