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

/** What stops a server, as far as its file shows. */
export interface ServerStops {
  /** What ends the program as soon as a graceful stop begins. */
  readonly cut?: StopCut;
  /** The graceful stop of this very server, where its file has several servers. */
  readonly ownStop?: OwnStop;
  /** A graceful stop in its file, where each of them is that of another server. */
  readonly stopsOther?: string;
  /** The call gives nothing on which a graceful stop could be asked for. */
  readonly unstoppable?: true;
}

/** A call that stops one server gracefully, and what it lacks. */
export interface OwnStop {
  readonly span: Span;
  readonly drains: Presence;
  readonly because: string;
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

/** Code that runs in a thread beside the main one. */
export interface ThreadStart {
  readonly kind: 'thread-start';
  readonly span: Span;
  /** The function that runs, as written: `serve`, `self.serve`. */
  readonly target?: string;
  /** The function that stands there. */
  readonly runs?: Span;
}

/** The setting by which a program of Spring Boot has no server for the web, as a shutdown hook names it. */
export const withoutWebApi = 'spring.main.web-application-type';
