import type { Presence } from './observation.ts';
import type { Span } from './span.ts';

/** Code that takes messages from a broker without an end. */
export interface ConsumerLoop {
  readonly kind: 'consumer-loop';
  readonly span: Span;
  /** `github.com/segmentio/kafka-go.NewReader().ReadMessage`. */
  readonly api: string;
  readonly library: string;
  /** Whether SIGTERM ends it, as far as this file shows. */
  readonly stops: Presence;
  readonly because: string;
  /** The file runs it as a program: from `main`, or when it is loaded. */
  readonly isProgram?: true;
}

/** Why a graceful stop of a server is cut off by what stands around its start. */
export interface StopCut {
  readonly because: string;
  /** Whether that is sure; otherwise what calls it may wait. */
  readonly sure: boolean;
}

/** How long a program lets requests finish at most when it is told to stop. */
export interface DrainLimit {
  readonly kind: 'drain-limit';
  /** The call, option or property that gives it. */
  readonly span: Span;
  readonly seconds: number;
  /** `server.Shutdown`, `spring.lifecycle.timeout-per-shutdown-phase`. */
  readonly by: string;
}
