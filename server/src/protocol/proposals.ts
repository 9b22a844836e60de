import type { LocationView } from '../protocol.ts';
import type { NoteKindView } from './notes.ts';

/** What an assistant proposes; it counts only when a person accepts it. */
export interface ProposalView {
  readonly id: string;
  /** URI of the workspace folder that keeps it. */
  readonly folder: string;
  /** URI of its file. */
  readonly file: string;
  /** The assistant. */
  readonly by: string;
  /** ISO time in UTC. */
  readonly at: string;
  readonly service?: string;
  /** The checklist item that it is about, with its title. */
  readonly item?: string;
  readonly itemTitle?: string;
  /** An answer to the item; absent for a note. */
  readonly answer?: 'yes' | 'no' | 'not-applicable';
  /** The kind of a note; absent for an answer. */
  readonly kind?: NoteKindView;
  /** The reason of an answer, or the text of a note. */
  readonly text: string;
  /** The lines that show an answer: `FILE:LINE`. */
  readonly evidence: readonly string[];
  /** Where a note would be; the first line that shows an answer. */
  readonly place?: LocationView;
}

/** A proposal by its id, in its folder. */
export interface ProposalRef {
  readonly id: string;
  readonly folder: string;
}

/** Who accepts a proposal. */
export interface ProposalParams extends ProposalRef {
  readonly by: string;
}
