import type {
  Alert,
  Autoscaler,
  Container,
  Deployer,
  Kustomization,
  ManifestPatch,
  NetworkService,
  Page,
  ReleaseValue,
  RemoteChart,
  Workload,
} from './artefact-fact.ts';
import type {
  BudgetMaker,
  DisruptionBudget,
  ResourceDefaults,
  ResourceTuner,
  Entrance,
  TrafficPolicy,
} from './cluster-fact.ts';
import type {
  ClientDefault,
  ClientExport,
  ClientUse,
  ConnectionPool,
  ErrorHandler,
  OutgoingCall,
  ResponseLimit,
  RetryLayer,
  Route,
  ServerLimit,
  ServerStart,
  ShutdownHook,
} from './code-fact.ts';
import type { CodeOwners, DependencyUpdates, LoadTest } from './people-fact.ts';
import type { AlertmanagerUse, AlertRouting, TelemetrySetup } from './telemetry-fact.ts';
import type { AlertLabels, Metric, MetricsExport, Objective, Panel, RecordingRule, Scrape } from './monitoring-fact.ts';
import type {
  BackupSchedule,
  Certificate,
  DatabaseCluster,
  HealthHandler,
  LiteralSecret,
  ManagedSecret,
  OutsideProbe,
  PublicEndpoint,
  Quota,
  RateLimit,
  RateLimiter,
  StagedRollout,
  TerraformResource,
} from './infrastructure-fact.ts';
import type { Component, DeclaredDependencies, Library } from './component-fact.ts';
import type { ContextUse } from './context-fact.ts';
import type {
  ActionUse,
  ComposeService,
  BinaryBuild,
  ImageBuild,
  ImageRewrite,
  ImageStart,
  ImageUse,
  PackageScripts,
  ProcessStart,
  StartScript,
} from './image-fact.ts';
import type {
  Addressed,
  ConfigValues,
  EnvRead,
  GoDeclarations,
  HostMentions,
  ModuleLinks,
  ModuleMap,
  RpcEnd,
  TopicEnd,
  NetworkPolicy,
} from './link-fact.ts';
import type { FileFunctions } from './path-fact.ts';
import type {
  ObservedAlert,
  ObservedMetric,
  ObservedObjective,
  ObservedRoute,
  ObservedSeries,
  ObservedSilence,
} from './observed-fact.ts';
import type { Span } from './span.ts';
import type { RetryPolicy } from './retry-fact.ts';
import type { ConsumerLoop, DrainLimit, ThreadStart } from './stop-fact.ts';

/**
 * Facts: the narrow waist. Plain, serialisable observations with spans; rules judge them and see neither trees nor files.
 * `span` is the smallest node that a finding on the fact would mark.
 * A fact observes (sets, present/absent/unknown with a reason); it never judges.
 */
export type Fact =
  | OutgoingCall
  | ClientExport
  | ClientUse
  | ClientDefault
  | ErrorHandler
  | ContextUse
  | ServerStart
  | ServerLimit
  | ShutdownHook
  | ConsumerLoop
  | DrainLimit
  | ThreadStart
  | ResponseLimit
  | RetryLayer
  | RetryPolicy
  | ConnectionPool
  | Route
  | Workload
  | Container
  | NetworkService
  | Autoscaler
  | DisruptionBudget
  | BudgetMaker
  | ResourceDefaults
  | ResourceTuner
  | ImageUse
  | ActionUse
  | ImageRewrite
  | ImageStart
  | BinaryBuild
  | ImageBuild
  | ProcessStart
  | ComposeService
  | StartScript
  | PackageScripts
  | ManifestPatch
  | Kustomization
  | Deployer
  | RemoteChart
  | ReleaseValue
  | Entrance
  | TrafficPolicy
  | Alert
  | RecordingRule
  | AlertLabels
  | Panel
  | Objective
  | Metric
  | MetricsExport
  | Scrape
  | ObservedAlert
  | ObservedObjective
  | ObservedSeries
  | ObservedMetric
  | ObservedRoute
  | ObservedSilence
  | Page
  | CodeOwners
  | DependencyUpdates
  | LoadTest
  | TelemetrySetup
  | AlertRouting
  | AlertmanagerUse
  | ModuleLinks
  | ModuleMap
  | NetworkPolicy
  | EnvRead
  | Addressed
  | RpcEnd
  | TopicEnd
  | HostMentions
  | GoDeclarations
  | FileFunctions
  | ConfigValues
  | Library
  | Component
  | DeclaredDependencies
  | LiteralSecret
  | ManagedSecret
  | Certificate
  | PublicEndpoint
  | DatabaseCluster
  | BackupSchedule
  | Quota
  | RateLimit
  | RateLimiter
  | StagedRollout
  | OutsideProbe
  | HealthHandler
  | TerraformResource
  | Suppression
  | Trouble;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** A comment that asks for silence: `prr-ignore outbound-call-timeout: the proxy cuts it (until 2027-01-31)`. */
export interface Suppression {
  readonly kind: 'suppression';
  readonly span: Span;
  readonly rules: readonly string[];
  /** Empty when none is given: such a suppression has no effect and is reported. */
  readonly reason: string;
  /** ISO date, as written; without effect after that day, and where it is no date. */
  readonly until?: string;
  /** The text in which findings are suppressed: its own line and the next line that is no comment, or the whole file. */
  readonly covers: Span;
  /** It was written for another tool: that it hides nothing here is no mistake. */
  readonly by?: 'kube-linter';
}

/** Something about the file that keeps us from reading it as it should be. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly span: Span;
  /** `syntax`: it has an error at this place; `template`: it must be rendered first, left alone; `missing`: it needs something that is not in the workspace, such as a chart; `pattern`: a part of it is over the limits and ignored; `too-large`, `binary`, `encoding`: left out. */
  readonly trouble:
    | 'syntax'
    | 'template'
    | 'missing'
    | 'pattern'
    | 'too-large'
    | 'too-deep'
    | 'too-complex'
    | 'binary'
    | 'encoding'
    | 'unreadable'
    | 'crash';
  readonly message: string;
}

/** What was read from one file. */
export interface FileFacts {
  readonly file: string;
  readonly role: FileRole;
  readonly facts: readonly Fact[];
}

/** Why a file counts or does not: by default findings are shown for `source` alone. */
export type FileRole = 'source' | 'test' | 'tooling' | 'example' | 'generated' | 'vendored' | 'minified' | 'archived';
