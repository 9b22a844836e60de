import type { DraftDocument } from '../model/engagement.ts';
import type { Metric, MetricsExport } from '../model/monitoring-fact.ts';
import type { Located } from '../model/rule.ts';
import type { PartInput } from './part.ts';
import { counted } from '../report/summary-input.ts';
import { isRecorded } from './recorded-metrics.ts';
import { placeWords } from './words.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly wait: string;
  readonly severity: 'page' | 'ticket';
  readonly summary: string;
  /** Why it can be made: which metric, from where. */
  readonly from: string;
}

/** Generic alerts of a service, and what keeps others from being made. */
export interface GenericAlerts {
  readonly rules: readonly Rule[];
  readonly missing: readonly string[];
}

/** Libraries of Prometheus itself, whose process metrics have these names. */
const processLibraries = new Set([
  'node-prom-client',
  'go-promhttp',
  'go-prometheus',
  'python-prometheus-client',
  'java-prometheus-client',
]);

/** Makes rules from metrics that the code or its framework exports, and from no others. */
export async function genericAlerts(input: PartInput): Promise<GenericAlerts> {
  const { service, index } = input;
  const metrics = index.ofService(service, 'metric');
  const brought = index.ofService(service, 'metrics-export');
  const title = camel(service.name);
  const rules: Rule[] = [];
  const missing: string[] = [];
  const place = async ({ file, fact }: Located<Metric | MetricsExport>) =>
    placeWords(await input.lineOf({ file, span: fact.span }));

  const counters = metrics.filter(({ fact }) => isRequestCounter(fact));
  const counter = await firstRecorded(input, counters);
  const [silent] = counter ? [] : counters;
  if (silent) missing.push(notRecorded(silent.fact));
  if (counter) {
    const series = counterSeries(counter.fact);
    const code = counter.fact.labels?.find((label) =>
      /^(code|status|status_?code|http_?status(_?code)?)$/i.test(label),
    );
    const from = `${counter.fact.name}, ${await place(counter)}`;
    if (code !== undefined)
      rules.push({
        alert: `${title}ErrorsHigh`,
        expr: `sum(rate(${series}{${code}=~"5.."}[5m])) / sum(rate(${series}[5m])) > 0.01`,
        wait: '10m',
        severity: 'page',
        summary: 'More than 1 % of requests end with a server error',
        from,
      });
    else missing.push(`An alert on errors: no label with the status is seen on ${counter.fact.name}.`);
  }
  const histograms = metrics.filter(
    ({ fact }) =>
      fact.exact &&
      fact.type === 'histogram' &&
      /request|http|rpc|handl/i.test(fact.name) &&
      /duration|latency|seconds|time/i.test(fact.name),
  );
  const histogram = await firstRecorded(input, histograms);
  const bucket = histogram?.fact.series.find((each) => each.endsWith('_bucket'));
  if (histogram && bucket !== undefined)
    rules.push({
      alert: `${title}SlowerThanLastWeek`,
      expr: `histogram_quantile(0.99, sum by (le) (rate(${bucket}[30m])))\n  > 2 * histogram_quantile(0.99, sum by (le) (rate(${bucket}[30m] offset 1w)))`,
      wait: '30m',
      severity: 'ticket',
      summary: 'One request in a hundred takes twice as long as a week ago',
      from: `${histogram.fact.name}, ${await place(histogram)}`,
    });
  const framework = brought.find(({ fact }) =>
    fact.brings.some((each) => /^http_server_requests(_seconds)?_\*$/.test(each)),
  );
  const selector = selectorOf(input);
  if (!counter && framework) {
    if (selector === undefined) missing.push(labelMissing('http_server_requests_seconds_count'));
    else {
      const series = 'http_server_requests_seconds_count';
      rules.push({
        alert: `${title}ErrorsHigh`,
        expr: `sum(rate(${series}{${selector},status=~"5.."}[5m])) / sum(rate(${series}{${selector}}[5m])) > 0.01`,
        wait: '10m',
        severity: 'page',
        summary: 'More than 1 % of requests end with a server error',
        from: `the framework's own metrics, ${await place(framework)}`,
      });
    }
  }
  if (counters.length === 0 && !framework)
    missing.push(
      'An alert on errors: no counter of requests is seen, neither in its code nor from a framework that we know.',
    );
  const [still] = histogram ? [] : histograms;
  if (still) missing.push(notRecorded(still.fact));
  else if (!histogram) missing.push('An alert on slow answers: no histogram of request durations is seen.');
  const process = brought.find(({ fact }) => processLibraries.has(fact.library) && fact.brings.includes('process_*'));
  if (process) {
    const from = `${process.fact.library}, ${await place(process)}`;
    if (selector === undefined) missing.push(labelMissing('process_start_time_seconds'));
    else
      rules.push(
        {
          alert: `${title}MetricsMissing`,
          expr: `absent(process_start_time_seconds{${selector}})`,
          wait: '10m',
          severity: 'ticket',
          summary: 'Nothing is known of the service; it is not scraped, or does not run',
          from,
        },
        {
          alert: `${title}Restarts`,
          expr: `changes(process_start_time_seconds{${selector}}[30m]) > 3`,
          wait: '1m',
          severity: 'ticket',
          summary: 'A process was started more than three times in half an hour',
          from,
        },
        {
          alert: `${title}FilesRunOut`,
          expr: `process_open_fds{${selector}} / process_max_fds{${selector}} > 0.9`,
          wait: '10m',
          severity: 'ticket',
          summary: 'Nine tenths of the open files that the process may have are taken',
          from,
        },
      );
  } else if (metrics.length > 0)
    missing.push('Alerts on restarts and open files: no library that exports metrics of the process is seen.');
  if (metrics.length === 0 && brought.length === 0)
    missing.push('No metric of this service is seen at all: start with its framework (guide: metrics).');
  return { rules, missing };
}

async function firstRecorded(input: PartInput, all: readonly Located<Metric>[]): Promise<Located<Metric> | undefined> {
  for (const each of all) if (await isRecorded(input, each)) return each;
  return undefined;
}

function notRecorded({ name }: Metric): string {
  return `An alert on ${name}: it is registered, and nothing in this service records it.`;
}

function labelMissing(metric: string): string {
  return `Alerts on ${metric}: each service has it, and the label by which Prometheus tells this one is in none of its rules and dashboards. Ask for the value of job.`;
}

function isRequestCounter({ exact, type, name }: Metric): boolean {
  return (
    exact &&
    type === 'counter' &&
    /request|http|rpc/i.test(name) &&
    !/error|fail|client|outgoing|upstream|bytes|size/i.test(name)
  );
}

function counterSeries({ series, name }: Metric): string {
  return series.find((each) => each.endsWith('_total')) ?? series[0] ?? name;
}

/** What tells this service's series from those of others, as its own rules and dashboards write it: `job="frontend"`. */
function selectorOf({ service, index }: PartInput): string | undefined {
  const queries = [
    ...index.ofService(service, 'panel').flatMap(({ fact }) => fact.queries.map(({ query }) => query)),
    ...index.ofService(service, 'alert').flatMap(({ fact }) => fact.query ?? []),
    ...index.ofService(service, 'recording-rule').flatMap(({ fact }) => fact.query ?? []),
  ];
  const names = new Set([service.name, ...service.workloads]);
  for (const { selectors } of queries)
    for (const { matchers } of selectors)
      for (const { label, operator, value } of matchers)
        if (operator === '=' && /^(job|app|service|container|app_kubernetes_io_name)$/.test(label) && names.has(value))
          return `${label}="${value}"`;
  return undefined;
}

function camel(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((each) => each.slice(0, 1).toUpperCase() + each.slice(1))
    .join('');
}

/** The rule file, to be taken away; where no rule can be made it says why. */
export function genericAlertsDocument(
  { service, portrait }: PartInput,
  { rules, missing }: GenericAlerts,
): DraftDocument {
  const head = [
    `# Generic alerts for ${service.name}: a start, until alerts on its objectives take their place.`,
    '# Made from metrics that its code or framework exports. Read each limit before you load it.',
    ...(portrait.alerts > 0
      ? [`# It has ${counted(portrait.alerts, 'alert')} already: leave out what is watched.`]
      : []),
    '# Each still needs a runbook: add runbook_url.',
    ...missing.map((each) => `# Missing: ${each}`),
  ];
  const body =
    rules.length === 0
      ? 'groups: []'
      : [
          'groups:',
          `  - name: ${service.name}-generic`,
          '    rules:',
          ...rules.flatMap(({ alert, expr, wait, severity, summary, from }) => [
            `      # From ${from}`,
            `      - alert: ${alert}`,
            '        expr: |-',
            ...expr.split('\n').map((line) => `          ${line}`),
            `        for: ${wait}`,
            '        labels:',
            `          severity: ${severity}`,
            '        annotations:',
            `          summary: ${summary.includes(': ') ? `'${summary}'` : summary}`,
          ]),
        ].join('\n');
  return {
    id: 'generic-alerts',
    title: 'Generic alerts',
    fileName: `${service.name}-generic-alerts.yaml`,
    language: 'yaml',
    text: `${head.join('\n')}\n${body}\n`,
  };
}
