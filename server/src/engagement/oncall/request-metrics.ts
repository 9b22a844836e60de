import type { Metric } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { PartInput } from '../part.ts';
import { recordingsOf, servingOf, type Recording } from './recorded-metrics.ts';
import { placeWords } from '../kit/words.ts';

/** A metric of the requests of a service, with what shows that its handlers record it. */
export interface RequestMetric {
  readonly metric: Located<Metric>;
  /** Name under which it is queried. */
  readonly series: string;
  /** What tells its series from those of other services; empty where no other service has them. */
  readonly matchers: readonly string[];
  readonly because: string;
  /** Label with the HTTP status, where one is seen to get it. */
  readonly status?: string;
}

/** What was found, and what has to be asked before more can be made. */
export interface RequestMetrics {
  readonly counter?: RequestMetric;
  readonly histogram?: RequestMetric;
  readonly questions: readonly string[];
}

const statusLabel = /^(code|status|status_?code|http_?status(_?code)?|(http_)?response_(status_)?code)$/i;
/** Names that many services have. */
const general = /^(?:https?|grpc|rpc|requests?|responses?)_/i;

/** The counter and the histogram that the handlers of a service record. */
export async function requestMetricsOf(all: PartInput): Promise<RequestMetrics> {
  const texts = new Map<string, Promise<string | undefined>>();
  const text = (file: string) => {
    const known = texts.get(file) ?? all.text(file);
    texts.set(file, known);
    return known;
  };
  // Each metric is looked for in all files of the service.
  const input = { ...all, text };
  const metrics = input.index.ofService(input.service, 'metric').filter(({ fact }) => fact.exact);
  const questions: string[] = [];
  const counters = await servedOf(
    input,
    metrics.filter(({ fact }) => isRequestCounter(fact)),
    questions,
  );
  const histograms = await servedOf(
    input,
    metrics.filter(({ fact }) => isRequestHistogram(fact)),
    questions,
  );
  const counted: RequestMetric[] = [];
  const asked: string[] = [];
  for (const { metric, recordings, because } of counters) {
    const series =
      metric.fact.series.find((each) => each.endsWith('_total')) ?? metric.fact.series[0] ?? metric.fact.name;
    const status = statusOf(input, metric.fact, { series, recordings });
    const matchers = matchersOf(input, metric.fact, series);
    if (matchers === undefined) asked.push(selectorQuestion(series));
    else if (status.label === undefined) asked.push(status.question);
    else counted.push({ metric, series, matchers, because, status: status.label });
  }
  const timed: RequestMetric[] = [];
  for (const { metric, because } of histograms) {
    const series = metric.fact.series.find((each) => each.endsWith('_bucket'));
    if (series === undefined) continue;
    const matchers = matchersOf(input, metric.fact, series);
    if (matchers === undefined) questions.push(selectorQuestion(series));
    else timed.push({ metric, series, matchers, because });
  }
  const [counter] = counted;
  const [histogram] = timed;
  if (!counter) questions.unshift(...asked);
  return { ...(counter ? { counter } : {}), ...(histogram ? { histogram } : {}), questions };
}

interface Served {
  readonly metric: Located<Metric>;
  readonly recordings: readonly Recording[];
  readonly because: string;
}

/** Those that handlers record; what keeps the others out is asked where no one is left. */
async function servedOf(input: PartInput, metrics: readonly Located<Metric>[], questions: string[]): Promise<Served[]> {
  const found: Served[] = [];
  const doubts: string[] = [];
  for (const metric of metrics) {
    const { name } = metric.fact;
    const recordings = await recordingsOf(input, metric);
    if (recordings === undefined) {
      const place = placeWords(await input.lineOf({ file: metric.file, span: metric.fact.span }));
      doubts.push(
        `Which code records ${name}? It is registered at ${place}, but the code that records it was not found.`,
      );
      continue;
    }
    const [first] = recordings;
    if (!first) {
      doubts.push(`An alert on ${name}: it is registered, but nothing in this service records it.`);
      continue;
    }
    const serving: Recording[] = [];
    let because: string | undefined;
    for (const each of recordings) {
      const words = await servingOf(input, each);
      if (words === undefined) continue;
      serving.push(each);
      because ??= `${words}, ${placeWords(await input.lineOf(each))}`;
    }
    if (because !== undefined) found.push({ metric, recordings: serving, because });
    else
      doubts.push(
        `Is ${name} recorded for each request? ${placeWords(await input.lineOf(first))} records it, but no request was traced to it.`,
      );
  }
  if (found.length === 0) questions.push(...doubts);
  return found;
}

/** Labels of who is asked: what has one measures requests to others. */
const outward = /^(?:destination|target|upstream|peer|backend|remote|dest)(?:_|$)/i;

function isRequestCounter({ type, name, labels = [] }: Metric): boolean {
  return (
    type === 'counter' &&
    !labels.some((each) => outward.test(each)) &&
    /request|http|rpc|response/i.test(name) &&
    !/error|fail|client|outgoing|upstream|backend|bytes|size|cache|retr(y|ies)/i.test(name)
  );
}

function isRequestHistogram({ type, name, labels = [] }: Metric): boolean {
  return (
    type === 'histogram' &&
    !labels.some((each) => outward.test(each)) &&
    /request|http|rpc|handl|response/i.test(name) &&
    /duration|latency|seconds|time/i.test(name) &&
    !/client|outgoing|upstream|backend|cache|retr(y|ies)/i.test(name)
  );
}

/** What selects the series of this service: nothing where only it has them; undefined where no file tells. */
function matchersOf(input: PartInput, { name, labels = [] }: Metric, series: string): readonly string[] | undefined {
  const { index, service } = input;
  const isShared = index
    .inWorkspace('metric')
    .some(
      (each) =>
        each.fact.name === name && index.servicesOf(each.file, each.fact).some((one) => one.name !== service.name),
    );
  if (!isShared && !general.test(series)) return [];
  const selector = selectorOf(input, labels);
  return selector === undefined ? undefined : [selector];
}

function selectorQuestion(series: string): string {
  return `Which label selects this service in ${series}? Other services can export it too, and no rule, dashboard or scrape configuration shows the label.`;
}

/** What selects this service's series, as its rules, dashboards or the static job of Prometheus show: `job="frontend"`. */
export function selectorOf({ service, index }: PartInput, own: readonly string[] = []): string | undefined {
  const names = new Set([service.name, ...service.workloads]);
  for (const { selectors } of queriesOf({ service, index }))
    for (const { matchers } of selectors)
      for (const { label, operator, value } of matchers)
        if (
          operator === '=' &&
          (/^(job|app|service|container|app_kubernetes_io_name)$/.test(label) || own.includes(label)) &&
          names.has(value)
        )
          return `${label}="${value}"`;
  const job = index
    .ofService(service, 'scrape')
    .find(
      ({ file, fact }) =>
        fact.by === 'scrape config' && fact.targets?.length === 1 && index.servicesOf(file, fact).length === 1,
    );
  return job ? `job="${job.fact.name}"` : undefined;
}

function queriesOf({ index, service }: Pick<PartInput, 'index' | 'service'>) {
  return [
    ...index.ofService(service, 'panel').flatMap(({ fact }) => fact.queries.map(({ query }) => query)),
    ...index.ofService(service, 'alert').flatMap(({ fact }) => fact.query ?? []),
    ...index.ofService(service, 'recording-rule').flatMap(({ fact }) => fact.query ?? []),
  ];
}

/** The label that gets the HTTP status, by what is recorded or by how it is queried. */
function statusOf(
  input: PartInput,
  { name, labels }: Metric,
  { series, recordings }: { series: string; recordings: readonly Recording[] },
): { readonly label: string } | { readonly label?: undefined; readonly question: string } {
  if (labels === undefined)
    return { question: `Which labels does ${name} have? They could not be determined from its code.` };
  const label = labels.find((each) => statusLabel.test(each));
  if (label === undefined)
    return {
      question: `Which requests of ${name} failed? ${labels.length === 0 ? 'It has no label' : `Its labels are ${labels.join(', ')}: none`} with the HTTP status.`,
    };
  const isQueried = queriesOf(input)
    .flatMap(({ selectors }) => selectors)
    .some(
      ({ metric, matchers }) =>
        metric === series &&
        matchers.some((each) => each.label === label && /^\(?[1-5](?:\d\d|\.[.*+]|\[|xx)/.test(each.value)),
    );
  const values = recordings.map((each) => valueOf(each, label, labels.indexOf(label)));
  if (isQueried || (values.length > 0 && values.every(isHttpStatus))) return { label };
  const unclear = values.find((each) => !isHttpStatus(each));
  const set = unclear?.value === undefined ? '' : ` It is set from ${unclear.value}.`;
  return { question: `Which values of ${label} mean a server error in ${name}?${set}` };
}

interface Value {
  /** As written; `code` itself where the library sets it. */
  readonly value: string | undefined;
  readonly before: string;
  readonly byLibrary?: true;
}

/** What a recording gives for a label: by its name, or by its place among all. */
function valueOf({ statement, before, byLibrary }: Recording, label: string, place: number): Value {
  if (byLibrary) return { value: undefined, before, byLibrary };
  const named = new RegExp(`["']?\\b${label}\\b["']?\\s*[:=]\\s*([^,})\\n]+(?:\\([^()]*\\))?)`).exec(statement)?.[1];
  const shorthand = new RegExp(`[{,]\\s*(${label})\\s*[,}]`).exec(statement)?.[1];
  if (named !== undefined || shorthand !== undefined) return { value: (named ?? shorthand ?? '').trim(), before };
  const open = statement.indexOf('(');
  const argument = open < 0 ? undefined : argumentsFrom(statement, open)[place];
  return { value: argument === undefined || argument === '' ? undefined : argument, before };
}

/** Arguments of the call that opens at a place; strings with commas or parentheses in them are not told apart. */
function argumentsFrom(text: string, open: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < text.length; at++) {
    const sign = text[at] ?? '';
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    if (depth === 0 || (depth === 1 && sign === ',')) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
    }
    if (depth === 0) break;
  }
  return found;
}

const httpStatus =
  /status_?code\b|\bgetStatus(?:Code)?\(|\.status\b(?!\s*\()|\.Status\(\)|^["'`]?[1-5](?:\d\d|xx)["'`]?$|\bhttp\.Status[A-Z]|HTTPStatus\b|HttpStatus\b/i;
const otherStatus = /\bcodes\.|status\.Code\(|\.Code\(\)|grpc|statusText|StatusText|\.name\b/;

function isHttpStatus({ value, before, byLibrary }: Value): boolean {
  if (byLibrary) return true;
  if (value === undefined || otherStatus.test(value)) return false;
  if (httpStatus.test(value)) return true;
  const name = /([A-Za-z_$][\w$]*)\)*$/.exec(value)?.[1];
  if (name === undefined) return false;
  const from = [
    ...before.matchAll(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b\\s*(?::=|=)(?!=)\\s*([^\\n;]+)`, 'g')),
  ].at(-1)?.[1];
  return from !== undefined && !otherStatus.test(from) && httpStatus.test(from);
}
