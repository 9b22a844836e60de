import type { LabelSelector } from './cluster-fact.ts';
import type { Presence, Text } from './observation.ts';
import type { Span } from './span.ts';
import type { Insertion } from './insertion.ts';

/** A metric that code registers. */
export interface Metric {
  readonly kind: 'metric';
  /** The name where it is registered. */
  readonly span: Span;
  /** As written, with the prefixes that were seen (`namespace`, `subsystem`). */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
  /** Id of the pack that knows the call. */
  readonly library: string;
  /**
   * Names under which Prometheus sees it: with `_total`, `_bucket`, `_sum`, `_count`, in the library's form
   * (Micrometer's dots and OpenTelemetry's units among it).
   */
  readonly series: readonly string[];
  /** The name is known to its last letter; where it is not, `*` stands in `name` and `series` for what is not. */
  readonly exact: boolean;
  /** Label names; absent where they cannot be seen. */
  readonly labels?: readonly string[];
  /** Buckets of a histogram; absent where they cannot be seen. */
  readonly buckets?: Buckets;
}

/** Where a histogram counts. */
export interface Buckets {
  /** Upper bounds, without the last one, which is infinite; none for a native histogram, which has a bucket near any value. */
  readonly bounds: readonly number[];
  /** `native`: it needs no bounds; `default`: those of the library. */
  readonly given: 'written' | 'default' | 'native';
  /** Where they are written. */
  readonly span: Span;
  /** The ends of the bounds in the text, where each is a number of its own. */
  readonly ends?: readonly number[];
}

/** A place from which metrics leave the process: an endpoint that is scraped, or an exporter that pushes. */
export interface MetricsExport {
  readonly kind: 'metrics-export';
  readonly span: Span;
  readonly api: string;
  readonly library: string;
  /** `unknown`: by its name it may export metrics. */
  readonly how: 'endpoint' | 'push' | 'agent' | 'unknown';
  /** Metrics that the library registers by itself, as patterns (`http_server_requests_seconds_*`, `process_*`). */
  readonly brings: readonly string[];
  readonly because: string;
  /** The workload that a manifest names for it. */
  readonly workload?: string;
}

/** What a PromQL expression asks for, as far as joins and rules need it. */
export interface Query {
  readonly selectors: readonly Selector[];
  /** Names of the functions and aggregations in it: `rate`, `sum`, `absent`. */
  readonly functions: readonly string[];
  /** Comparisons with a number, outside of label matchers: `> 14.4 * 0.001`. */
  readonly comparisons: readonly {
    readonly operator: string;
    readonly value?: number;
    /** Indexes of the selectors in what is compared. */
    readonly of?: readonly number[];
    /** What a constant factor makes of the compared side: 100 for `100 * x > 5`, 1000 for `x / 0.001 > 14.4`. */
    readonly scale?: number;
  }[];
  /** Indexes of the selectors by each condition that is enough by itself; absent where there is one, of all selectors. */
  readonly alternatives?: readonly (readonly number[])[];
  /** Binary operators between expressions, `and`, `or`, `unless` among them. */
  readonly operators: readonly string[];
  /** False where the parser had to recover: then the rest may be incomplete. */
  readonly complete: boolean;
}

/** A vector selector with what stands around it. */
export interface Selector {
  /** The metric's name in the text, or the whole selector where it has none. */
  readonly span: Span;
  /** Absent where it is chosen by labels alone, or by a variable. */
  readonly metric?: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
  /** Length of its range in seconds; absent for an instant vector and for a range that a variable gives. */
  readonly range?: number;
  /** It stands within `absent()` or `absent_over_time()`. */
  readonly absent?: true;
  /** The functions around it, from the inside out. */
  readonly within: readonly string[];
  /** Labels of its own that the nearest aggregation keeps; absent where something between could add them. */
  readonly groupedBy?: readonly string[];
}

/** A recording rule. */
export interface RecordingRule {
  readonly kind: 'recording-rule';
  /** The name that it records. */
  readonly span: Span;
  readonly name: string;
  readonly expr: Text;
  readonly query?: Query;
  readonly labels: readonly string[];
}

/** Labels that a Prometheus adds to all its alerts: `external_labels`, and targets of `alert_relabel_configs`. */
export interface AlertLabels {
  readonly kind: 'alert-labels';
  readonly span: Span;
  readonly labels: readonly string[];
}

/** A panel of a dashboard with its queries. */
export interface Panel {
  readonly kind: 'panel';
  /** The title, or the panel's first query where it has none. */
  readonly span: Span;
  readonly title: string;
  /** Title of the dashboard. */
  readonly dashboard: string;
  /** PromQL queries; those of other data sources are left out. */
  readonly queries: readonly { readonly expr: Text; readonly query: Query }[];
  /** It has queries in another language, or whose data source is not known. */
  readonly other?: true;
  /** It is kept in the library: what it shows stands elsewhere. */
  readonly library?: true;
  /** Behind the panel, where another could follow after a comma; absent where the dashboard is no JSON file. */
  readonly insertAfter?: Insertion;
}

/** A service level objective. */
export interface Objective {
  readonly kind: 'objective';
  /** Its name. */
  readonly span: Span;
  readonly name: string;
  /** The service that it is for, as the specification names it. */
  readonly service?: string;
  readonly format: 'openslo' | 'sloth' | 'pyrra' | 'prometheus-operator' | 'other';
  /** How it is counted, where that is not the share of good events over a rolling window. */
  readonly counting?: 'by time slices' | 'by calendar' | 'by group';
  /** Share of good events, 0 to 1: 0.999. */
  readonly target?: number;
  /** Window in days: 28, 30. */
  readonly window?: number;
  /** Latency threshold in seconds, where the indicator has one that is known. */
  readonly latency?: number;
  readonly indicators: readonly {
    readonly expr: Text;
    readonly query: Query;
    readonly role: 'good' | 'bad' | 'total' | 'raw';
  }[];
  /** `present`: the specification's own tool makes burn-rate alerts of it; `absent`: it makes none, or they are switched off. */
  readonly generatesAlerts: Presence;
  /** The specification itself switches the alerts off that its tool would make. */
  readonly alertsOff?: true;
  /** Names of the series that the specification's tool records for it (`slo:sli_error:ratio_rate5m`); `*` stands for any end. */
  readonly records: readonly string[];
  /** Where further lines for this objective could be written, at the end of it. */
  readonly end: number;
}

/** That Prometheus, or what reads its resources, is told to collect metrics. */
export interface Scrape {
  readonly kind: 'scrape';
  /** The object's or job's name; the annotation's key. */
  readonly span: Span;
  readonly by: 'ServiceMonitor' | 'PodMonitor' | 'pod annotations' | 'Service annotations' | 'scrape config';
  /** Name of the object that says so, of the job for a configuration. */
  readonly name: string;
  /** Labels of the Services, or of the pods, that are meant; absent where the object itself is. */
  readonly selector?: LabelSelector;
  /** What is asked there; none where the defaults are. */
  readonly endpoints: readonly {
    /** Name or number: of the Service for a ServiceMonitor, otherwise of the container. */
    readonly port?: Text;
    /** The port is one of the container, though Services are selected. */
    readonly isTarget?: true;
    readonly path?: Text;
  }[];
  /** Hosts with ports that a configuration names. */
  readonly targets?: readonly Text[];
  /** It finds targets by itself, in a way that is not compared. */
  readonly discovers?: true;
}
