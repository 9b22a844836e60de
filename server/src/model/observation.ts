import type { Edit, Span } from './span.ts';

/** Whether something is there; `unknown` means that it cannot be told from what we read. */
export type Presence = 'present' | 'absent' | 'unknown';

/** A piece of text with its place. */
export interface Text {
  readonly text: string;
  readonly span: Span;
}

/** A repair that the extractor could prepare, because it knows the text and the library. */
export interface Repair {
  /** Imperative, names the value: `Add timeout: 5000`. */
  readonly title: string;
  readonly edits: readonly Edit[];
}
