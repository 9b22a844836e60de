import type { Fix } from './site.ts';
import type { Span } from './span.ts';

/** A mistake in data that a user wrote for us: a pack, a checklist, an answer, a note, settings, a suppression. */
export interface Problem {
  readonly file: string;
  readonly span: Span;
  /** One sentence without a full stop. */
  readonly message: string;
  /** Nothing of the file counts until it is fixed; else what is sound counts. */
  readonly unread?: true;
  /** Edits that may end it. */
  readonly fixes?: readonly Fix[];
}
