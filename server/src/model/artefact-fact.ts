import type { PageSection } from './people-fact.ts';
import type { Query } from './monitoring-fact.ts';
import type { Resources, Spread } from './cluster-fact.ts';
import type { Presence, Text } from './observation.ts';
import type { Span } from './span.ts';
import type { Insertion } from './insertion.ts';
import type { GivenField } from './rendering.ts';

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
  /** Its pods run to an end: a Job, or a pod that is not started again. */
  readonly ends?: true;
}

/** A Kubernetes object that makes pods. */
export interface Workload extends WorkloadRef {
  readonly kind: 'workload';
  /** The object's name. */
  readonly span: Span;
  /** `spec.replicas`, with its place; absent when not given. */
  readonly replicas?: { readonly count: number; readonly span: Span };
  /** The comment beside the number of pods or the strategy that says why there is one pod. */
  readonly onePodBecause?: Text;
  /** The workload whose pods an Argo Rollout makes in its place. */
  readonly standsFor?: { readonly workload: string; readonly name: string };
  readonly strategy?: RolloutStrategy;
  /** `revisionHistoryLimit`: how many former versions it keeps to go back to; 10 where it is absent. */
  readonly history?: Text;
  /** Of a Job or CronJob. */
  readonly job?: JobBounds;
  /** Claims with an access mode that only one node may use (`ReadWriteOnce`), mounted by it and made in this file. */
  readonly singleWriterVolume: Presence;
  readonly annotations: Readonly<Record<string, string>>;
  /** `spec.selector.matchLabels`: labels that its pods keep; empty where it has none. */
  readonly selector: Readonly<Record<string, string>>;
  /** What keeps its pods apart. */
  readonly spread: readonly Spread[];
  /** `terminationGracePeriodSeconds`. */
  readonly gracePeriod?: Text;
  /** What its pods mount, in words: `the claim data`. */
  readonly volumes?: readonly { readonly name: string; readonly what: string; readonly span: Span }[];
  /** Where a key of the pod can be inserted. */
  readonly podInsertAt?: Insertion;
  /** Where a further object can be inserted; absent in JSON and in a List. */
  readonly insertAfter?: Insertion;
  /** A Kustomize patch or other fragment: not a whole object. */
  readonly partial: boolean;
  /** Templates or overlays make its names and labels, so that they cannot be written beside it as they are. */
  readonly computed?: true;
}

/** What bounds a Job in time and number. */
export interface JobBounds {
  /** `activeDeadlineSeconds` of the Job, or of its pod. */
  readonly deadline?: Text;
  readonly backoffLimit?: Text;
  /** `concurrencyPolicy` of a CronJob: runs overlap unless it says `Forbid` or `Replace`. */
  readonly concurrency?: Text;
  readonly schedule?: Text;
  readonly suspended?: true;
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
  /** What is not in the workspace may replace what is known of it: a patch, values of a release. */
  readonly unsettled?: true;
  /** The words of `command` and then those of `args`. */
  readonly command?: readonly string[];
  /** The words of `command`, which take the place of the image's ENTRYPOINT. */
  readonly program?: readonly Text[];
  /** The words of `args`, which take the place of the image's CMD. */
  readonly programArguments?: readonly Text[];
  readonly resources: Resources;
  /** What is asked for and allowed for the whole pod. */
  readonly podResources?: Resources;
  readonly ports: readonly ContainerPort[];
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly startup?: Probe;
  /** Its `preStop` hook; with the seconds that it sleeps at least, where they are written. */
  readonly preStop?: { readonly span: Span; readonly seconds?: number };
  /** Environment variables; `value` where it is written and can be no secret, `from` where it comes from elsewhere: `Secret db`. */
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly from?: string;
    /** The key of the ConfigMap that it comes from. */
    readonly key?: string;
  }[];
  /** Where a key of the container can be inserted. */
  readonly insertAt: Insertion;
}

export interface ContainerPort {
  readonly name?: string;
  /** 0 where it is no number (`${PORT}`). */
  readonly number: number;
  readonly protocol: string;
  /** It takes a port of the node: two such pods never share a node. */
  readonly onNode?: true;
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
  /** The object's labels, by which monitors select it; absent where it has none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Absent for a service without selector. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly port: number; readonly target?: string; readonly name?: string }[];
  /** It is headless, and its only port is the one that its annotations tell Prometheus to scrape. */
  readonly scrapedOnly?: true;
}

/** A HorizontalPodAutoscaler or a KEDA ScaledObject. */
export interface Autoscaler {
  readonly kind: 'autoscaler';
  readonly span: Span;
  readonly target: { readonly workload: string; readonly name: string };
  readonly min?: number;
  readonly max?: number;
  /** What it scales by: `cpu`, `memory` (shares of what is requested), or the name of a metric or trigger; none where it is not written. */
  readonly metrics: readonly ScaledBy[];
}

/** A metric that an autoscaler follows. */
export interface ScaledBy {
  readonly name: string;
  /** It is a share of the containers' request. */
  readonly ofRequest?: true;
}

/** What Kustomize changes of manifests before they are applied. */
export interface ManifestPatch {
  readonly kind: 'manifest-patch';
  readonly span: Span;
  /** Patterns that the whole kind and name match, as Kustomize reads them; absent where the patch is for whatever names it. */
  readonly target?: { readonly kind?: string; readonly name?: string } | undefined;
  /** Files and folders that the kustomization takes manifests from. */
  readonly resources: readonly string[];
  /** The file that holds the patch, where it is not written in the kustomization. */
  readonly from?: string;
  /** All keys that the patch names: `readinessProbe`, `replicas`. */
  readonly changes: readonly string[];
}

/** What a kustomization takes its manifests from, and what it makes of all of them. */
export interface Kustomization {
  readonly kind: 'kustomization';
  readonly span: Span;
  /** It changes the manifests of the kustomizations that take it in. */
  readonly isComponent?: true;
  /** Files and folders that it takes manifests from, those of components among them. */
  readonly resources: readonly string[];
  /** Files that it names, whatever for: resources, patches, sources of generators. */
  readonly named: readonly string[];
  /** Folders of the components that it takes in. */
  readonly components: readonly string[];
  /** The namespace that it puts its manifests into. */
  readonly namespace?: Text;
  /** Numbers of pods that it gives to workloads by their names. */
  readonly replicas: readonly { readonly name: string; readonly count: number; readonly span: Span }[];
}

/** A resource of Flux or Argo CD that deploys charts or folders. */
export interface Deployer {
  readonly kind: 'deployer';
  /** Its name. */
  readonly span: Span;
  readonly name: string;
  /** `HelmRelease`, `Kustomization`, `Application`, `ApplicationSet`. */
  readonly resource: string;
}

/** A chart that a release installs and that is not in the workspace: only values of its objects are known. */
export interface RemoteChart {
  readonly kind: 'remote-chart';
  /** Where the release names it. */
  readonly span: Span;
  readonly release: string;
  readonly chart: string;
  readonly version?: string;
}

/** A value that a release gives to such a chart, under a key that charts usually have for it. */
export interface ReleaseValue {
  readonly kind: 'release-value';
  readonly span: Span;
  readonly release: string;
  readonly chart: string;
  readonly field: GivenField;
  /** Its path of keys. */
  readonly key: string;
  readonly text: string;
}

/** An alerting rule. */
export interface Alert {
  readonly kind: 'alert';
  /** The alert's name. */
  readonly span: Span;
  readonly name: string;
  readonly expr: Text;
  /** What the expression asks for; absent where it is no PromQL (LogQL). */
  readonly query?: Query;
  readonly for?: Text;
  readonly keepFiringFor?: Text;
  readonly group?: string;
  readonly labels: readonly Entry[];
  readonly annotations: readonly Entry[];
  /** Where an annotation can be inserted; with `block` the `annotations:` key is missing and comes first. */
  readonly insertAnnotation: Insertion & { readonly block: boolean };
  /** The same for a label of its own. */
  readonly insertLabel: Insertion & { readonly block: boolean };
  /** Where `for` can be inserted: behind the expression. */
  readonly insertFor: Insertion;
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
  /** Sections about incidents and rollbacks; absent where it has none. */
  readonly sections?: readonly PageSection[];
}
