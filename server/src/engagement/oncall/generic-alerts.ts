import type { DraftDocument } from '../../model/engagement.ts';
import type { Metric, MetricsExport } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { PartInput } from '../part.ts';
import { counted } from '../../report/summary/input.ts';
import { requestMetricsOf, selectorOf, type RequestMetric } from './request-metrics.ts';
import { placeWords } from '../kit/words.ts';

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

/** Makes rules from metrics that the handlers of a service or its framework record; what is not known is asked. */
export async function genericAlerts(input: PartInput): Promise<GenericAlerts> {
  const { service, index } = input;
  const brought = index.ofService(service, 'metrics-export');
  const metrics = index.ofService(service, 'metric');
  const title = camel(service.name);
  const rules: Rule[] = [];
  const { counter, histogram, questions } = await requestMetricsOf(input);
  const missing = [...questions];
  const place = async ({ file, fact }: Located<Metric | MetricsExport>) =>
    placeWords(await input.lineOf({ file, span: fact.span }));
  const selector = selectorOf(input);

  if (counter?.status !== undefined)
    rules.push(errorsRule(title, counter, `${counter.metric.fact.name}: ${counter.because}`));
  const framework = brought.find(({ fact }) =>
    fact.brings.some((each) => /^http_server_requests(_seconds)?_\*$/.test(each)),
  );
  if (!counter && framework) {
    const series = 'http_server_requests_seconds_count';
    if (selector === undefined) missing.push(labelMissing(series));
    else
      rules.push(
        errorsRule(
          title,
          { series, status: 'status', matchers: [selector] },
          `the framework's own metrics, ${await place(framework)}`,
        ),
      );
  }
  if (!rules.some(({ severity }) => severity === 'page') && questions.length === 0 && !framework)
    missing.push('An alert on errors: no request counter was found in its code or in a known framework.');
  if (histogram) {
    const { series, matchers, because } = histogram;
    const quantile = (offset: string) =>
      `histogram_quantile(0.99, sum by (le) (rate(${series}${braces(matchers)}[30m]${offset})))`;
    rules.push({
      alert: `${title}SlowerThanLastWeek`,
      expr: `${quantile('')}\n  > 2 * ${quantile(' offset 1w')}`,
      wait: '30m',
      severity: 'ticket',
      summary: 'The slowest 1 % of requests take twice as long as a week ago',
      from: `${histogram.metric.fact.name}: ${because}`,
    });
  } else if (
    !metrics.some(({ fact }) => questions.some((each) => fact.type === 'histogram' && each.includes(fact.name)))
  )
    missing.push('An alert on slow requests: no histogram of request durations was found.');
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
          summary: 'Prometheus has no metrics of the service; it is not scraped, or it is down',
          from,
        },
        {
          alert: `${title}Restarts`,
          expr: `changes(process_start_time_seconds{${selector}}[30m]) > 3`,
          wait: '1m',
          severity: 'ticket',
          summary: 'A process restarted more than three times in 30 minutes',
          from,
        },
        {
          alert: `${title}FilesRunOut`,
          expr: `process_open_fds{${selector}} / process_max_fds{${selector}} > 0.9`,
          wait: '10m',
          severity: 'ticket',
          summary: 'The process uses more than 90 % of its file descriptors',
          from,
        },
      );
  } else if (metrics.length > 0)
    missing.push('Alerts on restarts and file descriptors: no library that exports process metrics was found.');
  if (metrics.length === 0 && brought.length === 0)
    missing.push('No metric of this service was found: start with its framework (Guide: metrics).');
  return { rules, missing };
}

/** Server errors of all requests, by the label that has the status. */
function errorsRule(
  title: string,
  { series, status, matchers }: Pick<RequestMetric, 'series' | 'status' | 'matchers'>,
  from: string,
): Rule {
  const errors = braces([...matchers, `${status ?? ''}=~"5.."`]);
  return {
    alert: `${title}ErrorsHigh`,
    expr: `sum(rate(${series}${errors}[5m])) / sum(rate(${series}${braces(matchers)}[5m])) > 0.01`,
    wait: '10m',
    severity: 'page',
    summary: 'More than 1 % of requests end with a server error',
    from,
  };
}

const braces = (matchers: readonly string[]) => (matchers.length === 0 ? '' : `{${matchers.join(',')}}`);

function labelMissing(metric: string): string {
  return `Which label selects this service in ${metric}? Each service exports it, and no rule, dashboard or scrape configuration shows the label.`;
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
    `# Generic alerts for ${service.name}: a start until alerts on its SLOs replace them.`,
    '# Made from the metrics that its handlers or its framework record. Check each limit before you load the file.',
    ...(portrait.alerts > 0 ? [`# It has ${counted(portrait.alerts, 'alert')} already: remove what they cover.`] : []),
    '# Add a runbook_url to each.',
    ...missing.map((each) => `# Not generated: ${each}`),
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
