import type { FactOf } from '../../model/fact.ts';
import type { Query } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import type { PartInput } from '../part.ts';

/** A way to measure what users get, from metrics that are there. */
export interface Indicator {
  readonly id: 'success' | 'latency' | 'freshness';
  /** Good of valid events. */
  readonly words: string;
  /** Queries for a specification; absent where something is missing. */
  readonly queries?: { readonly good: string; readonly total: string };
  /** What a person must say before it can be specified. */
  readonly missing?: string;
  readonly because: string;
  readonly at: Place;
}

type Measured = Located<FactOf<'metric'>>;

const codes = /^(code|status|status_code|http_status|http_status_code|statuscode|response_code)$/i;
const outcomes = /^(outcome|result|success|grpc_code|state)$/i;
/** What the service asks of others is no indicator of what it gives. */
const outward = /client|upstream|outgoing|outbound|backend|downstream|_db_|sql|cache|retry|retries/i;
const served = /(^|_)(requests?|calls|rpcs?|queries|searches|handled|responses|runs|jobs)(_total|_count)?$/i;
const timed = /(duration|latency|response_time|elapsed|seconds|millis)/i;

/** Indicators that the service's own metrics allow; none where no metric of its requests or runs was seen. */
export function indicatorsOf({ index, service }: PartInput): readonly Indicator[] {
  const metrics = index.ofService(service, 'metric').filter(({ fact }) => fact.exact && !outward.test(fact.name));
  const used = usedLabels(queriesOf({ index, service }));
  const success = first(
    metrics.filter(({ fact }) => fact.type === 'counter' && served.test(fact.name)),
    (each) => successOf(each, used),
  );
  const latency = metrics.find(
    ({ fact }) =>
      fact.type === 'histogram' && timed.test(fact.name) && fact.series.some((series) => series.endsWith('_bucket')),
  );
  const fresh = metrics.find(
    ({ fact }) => fact.type === 'gauge' && /last_success|last_successful|last_completed|last_updated?/i.test(fact.name),
  );
  return [
    ...(success ? [success] : brought({ index, service })),
    ...(latency ? [latencyOf(latency)] : []),
    ...(fresh
      ? [
          {
            id: 'freshness' as const,
            words: `Freshness of its output, by ${fresh.fact.name}`,
            missing: 'the maximum age, and how often to check it',
            because: `${fresh.fact.name} is the time of the last success`,
            at: { file: fresh.file, span: fresh.fact.span },
          },
        ]
      : []),
  ];
}

function successOf({ file, fact }: Measured, used: ReadonlyMap<string, ReadonlySet<string>>): Indicator {
  const series = fact.series.find((each) => each.endsWith('_total')) ?? fact.series[0] ?? fact.name;
  const labels = fact.labels ?? [...(used.get(series) ?? [])];
  const code = labels.find((label) => codes.test(label));
  const outcome = labels.find((label) => outcomes.test(label));
  const at = { file, span: fact.span };
  const route = labels.includes('route') ? ', by route' : '';
  if (code !== undefined)
    return {
      id: 'success',
      words: `Requests without a server error, by ${series}`,
      queries: {
        good: `sum(rate(${series}{${code}!~"5.."}[5m]))`,
        total: `sum(rate(${series}[5m]))`,
      },
      because: `${series} counts them by ${code}${route}`,
      at,
    };
  return {
    id: 'success',
    words: `Successes among everything that ${series} counts`,
    missing:
      outcome === undefined
        ? `a label that separates good from bad: ${fact.labels === undefined ? `the labels of ${series} are not seen` : `${series} has ${labels.length === 0 ? 'no label' : `the labels ${labels.join(', ')}`}`}`
        : `which values of ${outcome} are good`,
    because: `${series} counts them${outcome === undefined ? '' : ` by ${outcome}`}`,
    at,
  };
}

function latencyOf({ file, fact }: Measured): Indicator {
  const bucket = fact.series.find((each) => each.endsWith('_bucket')) ?? `${fact.name}_bucket`;
  const count = fact.series.find((each) => each.endsWith('_count')) ?? `${fact.name}_count`;
  return {
    id: 'latency',
    words: `Fast responses among everything that ${count} counts`,
    missing: `the threshold in seconds, which must be a bucket (le) of ${bucket}`,
    because: `${fact.name} is a histogram of durations`,
    at: { file, span: fact.span },
  };
}

/** Metrics that a library registers by itself, of which the name and the label are known. */
function brought({ index, service }: Pick<PartInput, 'index' | 'service'>): Indicator[] {
  const found = index
    .ofService(service, 'metrics-export')
    .find(({ fact }) => fact.brings.includes('http_server_requests_seconds_*'));
  if (!found) return [];
  const series = 'http_server_requests_seconds_count';
  return [
    {
      id: 'success',
      words: `Requests without a server error, by ${series}`,
      queries: { good: `sum(rate(${series}{status!~"5.."}[5m]))`, total: `sum(rate(${series}[5m]))` },
      because: `${found.fact.api} exports ${series} with the status`,
      at: { file: found.file, span: found.fact.span },
    },
  ];
}

/** The counter that says most: one with what a specification needs, else the first. */
function first(list: readonly Measured[], make: (each: Measured) => Indicator): Indicator | undefined {
  const all = list.map(make);
  return all.find(({ queries }) => queries) ?? all[0];
}

function queriesOf({ index, service }: Pick<PartInput, 'index' | 'service'>): Query[] {
  return [
    ...index.ofService(service, 'alert').flatMap(({ fact }) => fact.query ?? []),
    ...index.ofService(service, 'recording-rule').flatMap(({ fact }) => fact.query ?? []),
    ...index.ofService(service, 'panel').flatMap(({ fact }) => fact.queries.map(({ query }) => query)),
  ];
}

/** Labels by series, as rules and panels use them: where code shows none, this is where they are known from. */
function usedLabels(queries: readonly Query[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { selectors } of queries) {
    for (const { metric, matchers } of selectors) {
      if (metric === undefined) continue;
      const labels = found.get(metric) ?? new Set();
      for (const { label } of matchers) labels.add(label);
      found.set(metric, labels);
    }
  }
  return found;
}

/** A draft of the objectives in OpenSLO; undefined where no metric allows one. */
export function openSlo(
  service: string,
  indicators: readonly Indicator[],
  targets: ReadonlyMap<string, number>,
): string | undefined {
  const sure = indicators.filter(({ queries }) => queries);
  if (sure.length === 0) return undefined;
  const open = indicators.filter(({ missing }) => missing !== undefined);
  const documents = sure.map(({ id, words, queries, because }) => {
    const target = targets.get(words);
    const source = (query: string) => [
      '          metricSource:',
      '            type: Prometheus',
      '            spec:',
      `              query: ${query}`,
    ];
    return [
      'apiVersion: openslo/v1',
      'kind: SLO',
      'metadata:',
      `  name: ${service}-${id}`,
      'spec:',
      `  description: ${JSON.stringify(`${words}.`)}`,
      `  service: ${service}`,
      '  indicator:',
      '    metadata:',
      `      name: ${service}-${id}`,
      '    spec:',
      `      # ${because}; probe routes are included.`,
      '      ratioMetric:',
      // A rate goes up and down: what its query gives is no counter.
      '        counter: false',
      '        good:',
      ...source(queries?.good ?? ''),
      '        total:',
      ...source(queries?.total ?? ''),
      '  timeWindow:',
      '    - duration: 28d',
      '      isRolling: true',
      '  budgetingMethod: Occurrences',
      '  objectives:',
      ...(target === undefined
        ? ['    # Provisional until you know what users need: set it below what the last three months reached.']
        : []),
      '    - displayName: Good',
      `      target: ${target === undefined ? 0.99 : Number((target / 100).toPrecision(10))}`,
    ].join('\n');
  });
  const rest = open.map(({ words, missing }) => `# Not specified yet: ${words}. Set ${missing ?? ''}.`);
  return `${[...rest, ...(rest.length > 0 ? [''] : []), documents.join('\n---\n')].join('\n')}\n`;
}
