import type { Presence, Repair } from './observation.ts';
import type { Span } from './span.ts';
import type { ServerStops } from './stop-fact.ts';

/** A call that leaves the process, or the making of a client for such calls. */
export interface OutgoingCall {
  readonly kind: 'outgoing-call';
  readonly span: Span;
  /** Canonical name from the pack: `axios.get`, `net/http.Get`. */
  readonly api: string;
  /** Id of the pack that knows it. */
  readonly library: string;
  readonly protocol: 'http' | 'rpc' | 'datastore';
  /** Where a deadline could be given: at this call, or on the client that is made here. */
  readonly role: 'call' | 'client';
  readonly deadline: Presence;
  /** One clause, ready to stand after a colon: `axios has no timeout by default`. */
  readonly because: string;
  /** How long it waits at most, in milliseconds, where that is written. */
  readonly limitMs?: number;
  /** Where it is unknown: nothing but what the callers pass on decides. */
  readonly byCaller?: true;
  /** URL, host or path given as a literal. */
  readonly target?: string;
  /** The URL, where it does not stand in the call: of a request that was built before, from a constant, of its client. */
  readonly resolvedTarget?: string;
  /** Name of the enclosing function. */
  readonly within?: string;
  /** The file is code for a browser. */
  readonly browser?: true;
  /** It is made by a builder that was handed in: what hands it in may have bounded it. */
  readonly built?: true;
  /** Its client comes from elsewhere, by its type alone: handed in, injected. */
  readonly injected?: true;
  readonly repair?: Repair;
}

/** A server's bound on how long it waits for a request, or the place where there should be one. */
export interface ServerLimit {
  readonly kind: 'server-limit';
  /** What makes the server, or starts one that takes no bound. */
  readonly span: Span;
  readonly api: string;
  readonly library: string;
  readonly bound: Presence;
  /** By what it is given it is reached from the same machine only. */
  readonly local?: true;
  /** By what it is given it serves metrics, profiles or health, beside the server for users. */
  readonly auxiliary?: true;
  /** It has this limit from the runtime: older versions of the image have none. */
  readonly runtime?: { readonly image: string; readonly from: number };
  /** One clause, ready to stand after a colon. */
  readonly because: string;
  readonly within?: string;
  readonly repair?: Repair;
}

/** A client for outgoing calls that other files may import under `name`. */
export interface ClientExport {
  readonly kind: 'client-export';
  readonly span: Span;
  readonly name: string;
  readonly library: string;
  readonly deadline: Presence;
  readonly because: string;
  /** How long its calls wait at most, in milliseconds, where that is written. */
  readonly limitMs?: number;
  /** A client of this kind holds its deadline; where it has none, that is reported where it is made. */
  readonly carries: boolean;
  /** A function that stands for a call of the library, and is no client. */
  readonly wrapper?: true;
}

/** A call on something of another file, which may be a client that is made there. */
export interface ClientUse {
  readonly kind: 'client-use';
  readonly span: Span;
  /** Module as written in the import; `.` for the package of the file. */
  readonly module: string;
  /** Name by which the module exports it. */
  readonly name: string;
  /** The call as written: `api.get`. */
  readonly api: string;
  /** Whether the call brings a deadline of its own. */
  readonly own: Presence;
  readonly within?: string;
}

/** A deadline set for all calls of a library in the process (`axios.defaults.timeout = 5000`). */
export interface ClientDefault {
  readonly kind: 'client-default';
  readonly span: Span;
  readonly library: string;
  /** `calls` where clients that are made apart do not take it over. */
  readonly reaches: 'calls' | 'all';
  readonly deadline: Presence;
  readonly because: string;
  /** It holds for the builders that a framework hands out, and for no others. */
  readonly by?: 'framework';
}

/** A place where an error arrives and may be lost. */
export interface ErrorHandler {
  readonly kind: 'error-handler';
  readonly span: Span;
  /**
   * How the error arrives. `discard`: assigned to nothing (`_ = f()`); `finally`: a jump in `finally` drops it;
   * `suppress`: dropped for a whole block.
   */
  readonly via: 'catch' | 'nil-check' | 'callback' | 'promise' | 'discard' | 'finally' | 'suppress';
  /** The handler's body; for `discard` and `finally` the statement. */
  readonly body: Span;
  /** Name under which the error is caught, if it has one. */
  readonly caught?: string;
  /** Caught types as written; empty for a catch-all. */
  readonly types: readonly string[];
  /** Each of the types is one that somebody chose, not one that holds whatever may go wrong. */
  readonly chosen?: true;
  /** The language may demand a handler for these types: that there is one does not say that they are expected. */
  readonly demanded?: true;
  /** What the handler does, as a set; empty means that nothing of it was seen. */
  readonly does: readonly HandlerAction[];
  /** All that it does is to write a text without the error. */
  readonly nameless?: 'printed' | 'logged';
  /** What is read of the result before the error is checked; `sure`: that fails whenever there is an error. */
  readonly early?: { readonly read: string; readonly sure?: true };
  /** No statement in the body. */
  readonly empty: boolean;
  /** A comment says why the error may be lost. */
  readonly reasoned: boolean;
  /** A comment, or the name of what is caught, says that the error may be lost, and not why. */
  readonly waived?: true;
  /** A comment keeps another tool from reporting the lost error; a reason it gives none. */
  readonly silenced?: true;
  /** Canonical or written names of the calls whose failure arrives here (`os.Remove`, `JSON.parse`), as far as seen. */
  readonly tries: readonly string[];
  /** What was tried only ends what the program itself holds: a connection, a timer, a temporary file. */
  readonly cleansUp?: true;
  /** One of the calls that were tried changes what outlives it, by its name and what it is given: a record, a message, money. */
  readonly changes?: true;
  /** What was tried ends before anything else runs: nothing in it waits for another process. */
  readonly atOnce?: true;
  /** The call stands alone: nothing says that its error is meant to be lost. */
  readonly unlooked?: true;
  /** The call is started beside its caller (`go f()`), who cannot learn of it. */
  readonly beside?: true;
  /**
   * It takes the wish that its thread stops, and does not pass it on: it drops it, throws something else, or goes on with a loop
   * that nothing else ends. `flagged`: it drops it in a loop that a flag ends as well.
   */
  readonly interrupted?: 'dropped' | 'replaced' | 'looped' | 'flagged';
  /** A condition around it holds on developers' machines alone (`if settings.DEBUG`). */
  readonly inDevelopment?: true;
  /** A loop of its function brings such a handler back. */
  readonly inLoop?: true;
  /** Nothing of the function runs behind the handler, and no loop brings it back (looked at in Java alone). */
  readonly last?: true;
  /** What was tried returns its result; where it fails, the code behind the handler gives another. */
  readonly falls?: true;
  /** Beside the nil it returns `false`: the question is answered with no. */
  readonly saysNo?: true;
  /** What is returned beside the nil was there before the call that failed. */
  readonly keeps?: true;
  /** The error that is given to the caller in its place, and is nil here. */
  readonly other?: string;
  /** That is nothing: the function ends without a value. */
  readonly toNothing?: true;
  /** It stands in a loop that ends with the first round that succeeds. */
  readonly next?: true;
  /**
   * What speaks for the loss. `kept`: it is a field of what was given, and stays there; `waits`: a wait for a context that ended;
   * `asserts`: nothing but an assertion was tried; `reports`: nothing but a log line was.
   */
  readonly doubt?: 'kept' | 'waits' | 'asserts' | 'reports';
  readonly within?: string;
  readonly repair?: Repair;
}

export type HandlerAction =
  /** Calls something that logs, traces or reports. */
  | 'logs'
  /** Raises the error, or another, again. */
  | 'rethrows'
  /** The caught name is used otherwise (passed on, inspected, stored, returned). */
  | 'uses'
  /** Leaves the function or gives a value. */
  | 'returns'
  /** Gives a value in place of the result: `return null`, `.catch(() => [])`. */
  | 'answers'
  /** Tells the caller that all went well: `return nil` from a Go function that returns an error. */
  | 'succeeds'
  /** Ends the process. */
  | 'exits'
  /** `break` or `continue` of a loop. */
  | 'jumps'
  /** Calls something else. */
  | 'calls'
  /** Sets a variable. */
  | 'assigns'
  /** Answers a request (`res.status(…)`, `next(err)`, `http.Error`). */
  | 'responds'
  /** Passes an interrupt on (`Thread.currentThread().interrupt()`). */
  | 're-interrupts';

/** A place where a server or worker starts to serve. */
export interface ServerStart extends ServerStops {
  readonly kind: 'server';
  readonly span: Span;
  /** `node:http.createServer().listen`, `net/http.ListenAndServe`. */
  readonly api: string;
  readonly library: string;
  /** Whether the library itself stops gracefully on SIGTERM (`unknown` where it depends on an option that we cannot see). */
  readonly stopsItself: Presence;
  readonly because: string;
  /** Port given as a literal or as the default of an environment variable. */
  readonly port?: number;
  /** It is reached from the same machine only. */
  readonly local?: true;
  /** By its names it serves metrics, profiles or health, beside the server for users. */
  readonly auxiliary?: true;
  /** The part of its function that runs when the server has ended. */
  readonly holdsUp?: Span;
  readonly within?: string;
  readonly repair?: Repair;
}

/** Something that reacts to SIGTERM. */
export interface ShutdownHook {
  readonly kind: 'shutdown-hook';
  readonly span: Span;
  /** `process.on('SIGTERM')`, `signal.NotifyContext`. */
  readonly api: string;
  /** Signals that it names; empty where the library fixes them. */
  readonly signals: readonly string[];
  /** Whether what runs on the signal stops a server gracefully (`close`, `Shutdown`, `GracefulStop`, …). */
  readonly drains: Presence;
  readonly because: string;
  /** A setting of the framework itself: it says how the framework's server stops. */
  readonly decides?: true;
  /** It says so for the modules in the folders below it. */
  readonly inherited?: true;
  /** It stops a server when it is called; what calls it on a signal is not seen here. */
  readonly needsCall?: true;
}

/** A path that the code answers. */
export interface Route {
  readonly kind: 'route';
  readonly span: Span;
  /** Upper case; absent for all methods. */
  readonly method?: string;
  /** As written: `/users/:id`, `/healthz`; `*` or a trailing `/*` for catch-alls. */
  readonly path: string;
  /** Whether a router's prefix may stand before it that we did not resolve. */
  readonly prefix: 'none' | 'unknown';
  readonly library: string;
  readonly handedTo?: string; // the Go package that gets the router: it may register any path, unless its code is seen
}

/** A pool of connections to a database, in each process that makes it. */
export interface ConnectionPool {
  readonly kind: 'connection-pool';
  /** The number where it is written, otherwise the call that makes the pool. */
  readonly span: Span;
  /** Connections at most; absent where it is not written, or has no limit. */
  readonly size?: number;
  /** `default`: that of the library. */
  readonly given: 'written' | 'default' | 'unlimited' | 'unknown';
  /** `pg.Pool`, `SetMaxOpenConns`. */
  readonly by: string;
  /** The only product that its driver speaks to. */
  readonly product?: 'PostgreSQL' | 'MySQL';
}

/** How long a server gives its handlers for an answer, beside what their context says. */
export interface ResponseLimit {
  readonly kind: 'response-limit';
  /** The option, property or call that gives it. */
  readonly span: Span;
  readonly ms: number;
  /** `WriteTimeout`, `server.setTimeout`. */
  readonly by: string;
}

/** Code that tries a call again when it fails. */
export interface RetryLayer {
  readonly kind: 'retry';
  /** The call or decorator that says so. */
  readonly span: Span;
  /** `axios-retry`, `tenacity`. */
  readonly by: string;
  /** Attempts at most, the first among them; 2 or more. */
  readonly attempts: number;
  /** The text in which calls are tried again, or the names of such calls. */
  readonly covers: readonly Span[];
  /** The timeout of the call holds for all attempts together. */
  readonly shares?: true;
  /** It tries only what may be sent twice: GET, PUT, DELETE and their kin. */
  readonly safeOnly?: true;
}
