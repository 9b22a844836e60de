import type { Edit, Span } from './span.ts';

/**
 * Facts: the narrow waist. Plain, serialisable observations with spans; rules judge them and see neither trees nor files.
 * `span` is the smallest node that a finding on the fact would mark.
 * A fact observes (sets, present/absent/unknown with a reason); it never judges.
 */
export type Fact =
  | OutgoingCall
  | ClientExport
  | ClientDefault
  | ErrorHandler
  | ServerStart
  | ShutdownHook
  | Route
  | Workload
  | Container
  | NetworkService
  | Autoscaler
  | Alert
  | Page
  | Suppression
  | Trouble;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

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

// ---- code -------------------------------------------------------------------------------------------------------

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
  /** URL, host or path given as a literal. */
  readonly target?: string;
  /** Name of the enclosing function. */
  readonly within?: string;
  /** The file is code for a browser. */
  readonly browser?: true;
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
}

/** A place where an error arrives and may be lost. */
export interface ErrorHandler {
  readonly kind: 'error-handler';
  readonly span: Span;
  /** How the error arrives. `discard`: assigned to nothing (`_ = f()`); `finally`: a jump in `finally` drops it. */
  readonly via: 'catch' | 'nil-check' | 'callback' | 'promise' | 'discard' | 'finally';
  /** The handler's body; for `discard` and `finally` the statement. */
  readonly body: Span;
  /** Name under which the error is caught, if it has one. */
  readonly caught?: string;
  /** Caught types as written; empty for a catch-all. */
  readonly types: readonly string[];
  /** What the handler does, as a set; empty means that nothing of it was seen. */
  readonly does: readonly HandlerAction[];
  /** No statement in the body. */
  readonly empty: boolean;
  /** A comment with words stands in the body, or on the line for a discard. */
  readonly reasoned: boolean;
  /** A comment keeps another tool from reporting the lost error; a reason it gives none. */
  readonly silenced?: true;
  /** Canonical or written names of the calls whose failure arrives here (`os.Remove`, `JSON.parse`), as far as seen. */
  readonly tries: readonly string[];
  /** What was tried returns its result; where it fails, the code behind the handler gives another. */
  readonly falls?: true;
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
export interface ServerStart {
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
  /** The call gives nothing on which a graceful stop could be asked for. */
  readonly unstoppable?: true;
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
}

// ---- Kubernetes -------------------------------------------------------------------------------------------------

/** The pod-making object that a container belongs to. */
export interface WorkloadRef {
  /** `Deployment`, `StatefulSet`, `DaemonSet`, `Job`, `CronJob`, `Pod`, `ReplicaSet`, … */
  readonly workload: string;
  readonly name: string;
  readonly namespace?: string;
  /** Labels of the pods that it makes. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** The port that the pods' annotations tell Prometheus to scrape. */
  readonly scrapePort?: string;
}

/** A Kubernetes object that makes pods. */
export interface Workload extends WorkloadRef {
  readonly kind: 'workload';
  /** The object's name. */
  readonly span: Span;
  /** `spec.replicas`, with its place; absent when not given. */
  readonly replicas?: { readonly count: number; readonly span: Span };
  readonly strategy?: RolloutStrategy;
  /** Claims with an access mode that only one node may use (`ReadWriteOnce`), mounted by it and made in this file. */
  readonly singleWriterVolume: Presence;
  readonly annotations: Readonly<Record<string, string>>;
  /** A Kustomize patch or other fragment: not a whole object. */
  readonly partial: boolean;
}

export interface RolloutStrategy {
  /** `RollingUpdate`, `Recreate`, `OnDelete`. */
  readonly type?: Text;
  readonly maxUnavailable?: Text;
  readonly maxSurge?: Text;
  readonly partition?: Text;
}

export interface Container {
  readonly kind: 'container';
  /** The container's name. */
  readonly span: Span;
  readonly name: string;
  /** `init` runs before the others; `sidecar` is an init container that keeps running. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly owner: WorkloadRef;
  readonly partial: boolean;
  readonly image?: Text;
  readonly command?: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly startup?: Probe;
  /** Where a key of the container can be inserted. */
  readonly insertAt: Insertion;
}

export interface ContainerPort {
  readonly name?: string;
  /** 0 where it is no number (`${PORT}`). */
  readonly number: number;
  readonly protocol: string;
  readonly span: Span;
}

export interface Probe {
  /** The key (`readinessProbe`). */
  readonly span: Span;
  readonly handler: 'http' | 'tcp' | 'exec' | 'grpc' | 'unknown';
  readonly path?: Text;
  readonly port?: Text;
}

/** A Kubernetes `Service`. */
export interface NetworkService {
  readonly kind: 'network-service';
  readonly span: Span;
  readonly name: string;
  readonly namespace?: string;
  /** Absent for a service without selector. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly port: number; readonly target?: string; readonly name?: string }[];
}

/** A HorizontalPodAutoscaler or a KEDA ScaledObject. */
export interface Autoscaler {
  readonly kind: 'autoscaler';
  readonly span: Span;
  readonly target: { readonly workload: string; readonly name: string };
  readonly min?: number;
  readonly max?: number;
}

// ---- monitoring and documents -----------------------------------------------------------------------------------

/** An alerting rule. */
export interface Alert {
  readonly kind: 'alert';
  /** The alert's name. */
  readonly span: Span;
  readonly name: string;
  readonly expr: Text;
  readonly for?: Text;
  readonly group?: string;
  readonly labels: readonly Entry[];
  readonly annotations: readonly Entry[];
  /** Where an annotation can be inserted; with `block` the `annotations:` key is missing and comes first. */
  readonly insertAnnotation: Insertion & { readonly block: boolean };
}

/** A place for a new key: at the end of a line, so that a line break comes before each inserted line. */
export interface Insertion {
  readonly offset: number;
  /** Stands before the key. */
  readonly indent: string;
  /** `flow`: the place is behind an opening brace; `shared`: the text is an alias, so that nothing can be inserted. */
  readonly style?: 'flow' | 'shared';
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A Markdown page. */
export interface Page {
  readonly kind: 'page';
  readonly span: Span;
  readonly title?: string;
  /** Anchors with their heading text: both GitHub's and VS Code's slug where they differ. */
  readonly anchors: readonly {
    readonly slug: string;
    readonly text: string;
    readonly level: number;
    readonly span: Span;
  }[];
  readonly role: 'runbook' | 'postmortem' | 'index' | 'other';
}

// ---- about the file ---------------------------------------------------------------------------------------------

/** A comment that asks for silence: `prr-ignore outbound-call-timeout: the proxy cuts it (until 2027-01-31)`. */
export interface Suppression {
  readonly kind: 'suppression';
  readonly span: Span;
  readonly rules: readonly string[];
  /** Empty when none is given: such a suppression has no effect and is reported. */
  readonly reason: string;
  /** ISO date; without effect after that day. */
  readonly until?: string;
  /** The text in which findings are suppressed: its own line and the next line that is no comment, or the whole file. */
  readonly covers: Span;
}

/** Something about the file that keeps us from reading it as it should be. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly span: Span;
  /** `syntax`: it has an error at this place; `template`: it must be rendered first, left alone; `too-large`, `binary`, `encoding`: left out. */
  readonly trouble: 'syntax' | 'template' | 'too-large' | 'too-deep' | 'binary' | 'encoding' | 'unreadable' | 'crash';
  readonly message: string;
}

/** What was read from one file. */
export interface FileFacts {
  readonly file: string;
  readonly role: FileRole;
  readonly facts: readonly Fact[];
}

/** Why a file counts or does not: by default findings are shown for `source` alone. */
export type FileRole = 'source' | 'test' | 'example' | 'generated' | 'vendored' | 'minified';
