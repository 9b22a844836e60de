import type { Presence } from './observation.ts';
import type { Span } from './span.ts';

/** How a library or a decorator tries a call again: how often, and how long it waits between attempts. */
export interface RetryPolicy {
  readonly kind: 'retry-policy';
  /** The call or decorator that says so. */
  readonly span: Span;
  /** `axios-retry`, `tenacity`. */
  readonly by: string;
  /** Attempts at most, the first among them; `unlimited` where nothing ends them, absent where the number is not written. */
  readonly attempts?: number | 'unlimited';
  /** It gives up after a time, however many attempts there were. */
  readonly timed?: true;
  /** Whether it waits between attempts. */
  readonly delay: Presence;
}
