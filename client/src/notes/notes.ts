import type * as vscode from 'vscode';
import type { NoteChange, NoteParams, NoteRef, NoteView } from '../../../server/src/protocol/notes.ts';

/** All that the sidebar and the comment threads do with notes: one store, two views. */
export interface Notes {
  readonly all: readonly NoteView[];
  /** The notes have been read once. */
  readonly loaded: boolean;
  /** Why the notes could not be read, the last time. */
  readonly failure: string | undefined;
  /** This person's name, once it was asked for. */
  readonly me: string | undefined;
  readonly onChanged: vscode.Event<void>;
  /** What this person has just done, and to which note; by then `all` holds it. */
  readonly onDone: vscode.Event<{ readonly words: string; readonly id: string; readonly written?: true }>;
  /** Comments of others that this person has not seen. */
  unread(note: NoteView): number;
  see(notes: readonly NoteView[]): Promise<void>;
  reload(): Promise<void>;
  /** Tells whether it was written: a person may leave the question for their name. */
  add(note: Omit<NoteParams, 'by'>): Promise<boolean>;
  change(change: WithoutBy<NoteChange>): Promise<boolean>;
  /** Removes a note with its thread, and offers to bring it back. */
  remove(note: NoteRef): Promise<void>;
}

type WithoutBy<C> = C extends { by: string } ? Omit<C, 'by'> : C;
