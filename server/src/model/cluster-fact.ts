import type { Text } from './observation.ts';
import type { Span } from './span.ts';
import type { Insertion } from './insertion.ts';

/** What a container or a pod asks for and may take at most. */
export interface Resources {
  /** The key `resources`; absent where it is not written. */
  readonly span?: Span;
  /** What is written under the key; only where values decide it. */
  readonly value?: Span;
  readonly requests: Quantities;
  readonly limits: Quantities;
  /** Where `requests` or `limits` can be inserted; absent where the key `resources` itself is missing. */
  readonly insertAt?: Insertion;
}

export interface Quantities {
  /** The key `requests` or `limits`; absent where it is not written. */
  readonly span?: Span;
  readonly cpu?: Text;
  readonly memory?: Text;
  readonly insertAt?: Insertion;
}

/** How the pods of a workload are kept apart. */
export interface Spread {
  readonly span: Span;
  readonly by: 'podAntiAffinity' | 'topologySpreadConstraints';
  /** No two pods ever share a node: one more than there are nodes stays pending. */
  readonly oneEach?: true;
}

/** A LimitRange with defaults for containers. */
export interface ResourceDefaults {
  readonly kind: 'resource-defaults';
  readonly span: Span;
  readonly namespace?: string;
  /** Resources (`cpu`, `memory`) that a container gets as request, or as limit, where it names none. */
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}

/** A VerticalPodAutoscaler that may set the requests of a workload. */
export interface ResourceTuner {
  readonly kind: 'resource-tuner';
  readonly span: Span;
  readonly target: { readonly workload: string; readonly name: string };
}

/** A PodDisruptionBudget. */
export interface DisruptionBudget {
  readonly kind: 'disruption-budget';
  /** The object's name. */
  readonly span: Span;
  readonly name: string;
  readonly namespace?: string;
  readonly selector: LabelSelector;
  readonly minAvailable?: KeyedText;
  readonly maxUnavailable?: KeyedText;
}

/** What makes PodDisruptionBudgets while the cluster runs: the role of a controller that reads workloads, or a policy. */
export interface BudgetMaker {
  readonly kind: 'budget-maker';
  /** The object's name. */
  readonly span: Span;
  readonly name: string;
  /** The one namespace that it works in. */
  readonly namespace?: string;
}

/** A value with the place of its key. */
export interface KeyedText extends Text {
  readonly keySpan: Span;
}

/** A label selector; without labels and expressions it is for all pods, or (`none`) for no pod at all. */
export interface LabelSelector {
  readonly labels: Readonly<Record<string, string>>;
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
  readonly none?: true;
}

/** What lets requests from outside of the cluster in: an Ingress, a route of a gateway, a load balancer. */
export interface Entrance {
  readonly kind: 'entrance';
  /** The object's name. */
  readonly span: Span;
  /** `Ingress`, `HTTPRoute`, `Route`, `Service` of type LoadBalancer. */
  readonly by: string;
  /** Names of the Services that it leads to. */
  readonly services: readonly string[];
}

/** What an Ingress, a route of a gateway or the mesh does with each request for a service, where it is written. */
export interface TrafficPolicy {
  readonly kind: 'traffic-policy';
  /** The value. */
  readonly span: Span;
  /** `proxy-read-timeout`, `VirtualService timeout`. */
  readonly by: string;
  /** Names of the Services that the requests are for. */
  readonly services: readonly string[];
  /** How long it waits for an answer at most, in milliseconds. */
  readonly timeoutMs?: number;
  /** How the time is written: a number of seconds, or `10s`. */
  readonly unit?: 's' | 'duration';
  /** How often it sends a request at most, the first time among them. */
  readonly attempts?: number;
}
