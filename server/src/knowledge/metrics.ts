import * as z from 'zod';

/** Names are relative to the pack's module, as in the other sections: `Counter`, `With().NewCounterVec`, `MeterRegistry{}.counter`. */
const name = z.string().regex(/^[A-Za-z_$][\w$]*(\(\)|\{\})?(\.[A-Za-z_$][\w$]*(\(\)|\{\})?)*$/, 'not a name');
const position = z.int().min(0).max(9);

const metric = z.strictObject({
  /** Calls that register a metric. */
  names: z.array(name).default([]),
  /** Last names of such calls on something that cannot be told, where the name stands as a string: `Int64Counter`. */
  methods: z.array(z.string()).default([]),
  type: z.enum(['counter', 'gauge', 'histogram', 'summary', 'timer', 'long-timer', 'info', 'enum', 'unknown']),
  /** Position of the name. */
  name: position.optional(),
  /** The argument or entry that holds the name, where it is given by one. */
  nameOption: z.string().optional(),
  /** Position of an object, struct or dict that holds the entries named here. */
  options: position.optional(),
  /** Entries or arguments that stand before the name, joined by `_`. */
  prefixes: z.array(z.string()).default([]),
  /** The argument or entry with the unit. */
  unitOption: z.string().optional(),
  /** Position of the labels' names, or the argument or entry that holds them. */
  labels: position.optional(),
  labelsOption: z.string().optional(),
  /** An entry with labels of constant value. */
  constLabels: z.string().optional(),
  /** It has no labels but constant ones. */
  plain: z.boolean().default(false),
  /** Labels stand in the name: `requests_total{path="/"}`. */
  inline: z.boolean().default(false),
});

const metricsExport = z.strictObject({
  /** Calls that serve, write or send metrics. */
  names: z.array(name).default([]),
  /** The same by the last two names, where it cannot be told what they are called on: `registry.metrics`. */
  named: z.array(z.string()).default([]),
  /** `unknown` where it measures only once something else gives it a way out. */
  how: z.enum(['endpoint', 'push', 'agent', 'unknown']),
  /** Metrics that come with it, `*` for anything. */
  brings: z.array(z.string()).default([]),
  because: z.string().min(8),
});

const buckets = z.strictObject({
  /** The entry or argument that holds the bounds. */
  option: z.string().optional(),
  /** Steps behind the call that take the bounds, as they are or in one list: `.buckets(0.1, 0.5)`. */
  steps: z.array(z.string()).default([]),
  /** Bounds where none are given; without them they are not known then. */
  default: z.array(z.number()).optional(),
  /** Names of the library that hold its default. */
  defaults: z.array(z.string()).default([]),
  /** Last names of calls and steps that make bounds of a start, a width or factor, and a count. */
  linear: z.array(z.string()).default([]),
  exponential: z.array(z.string()).default([]),
  /** The same of a lowest and a highest bound and a count. */
  range: z.array(z.string()).default([]),
  /** Entries that make the histogram a native one, and calls that are native unless a step says otherwise. */
  native: z.array(z.string()).default([]),
});

/** What a pack knows about metrics: how they are registered, what their names become, and how they leave the process. */
export const metricsSchema = z.strictObject({
  /**
   * What the names become when Prometheus reads them: `plain` as written; `total`: counters end with `_total`, as OpenMetrics has it;
   * `otel`: as OpenTelemetry's exporters translate; `micrometer`: as Micrometer's registry for Prometheus does.
   */
  naming: z.enum(['plain', 'total', 'otel', 'micrometer']).default('plain'),
  metrics: z.array(metric).default([]),
  /** Calls that join their arguments to a name: `BuildFQName`. */
  joins: z.array(name).default([]),
  /** How the buckets of its histograms are given. */
  buckets: buckets.optional(),
  exports: z.array(metricsExport).default([]),
  /** What the import alone tells: the library measures as soon as it is loaded. */
  imported: metricsExport.omit({ names: true, named: true }).optional(),
  /** Loading it alone exports nothing, as of an interface that needs a provider, or of one for traces as well. */
  silent: z.boolean().default(false),
  source: z.string().min(8),
});

export type Metrics = z.infer<typeof metricsSchema>;
export type BucketPattern = NonNullable<Metrics['buckets']>;
export type MetricPattern = Metrics['metrics'][number];
export type ExportPattern = Metrics['exports'][number];
