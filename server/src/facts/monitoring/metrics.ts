import type { Metric, MetricsExport } from '../../model/monitoring-fact.ts';
import type { ExportPattern, MetricPattern, Metrics } from '../../knowledge/metrics.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import { bucketsOf } from '../limits/metric-buckets.ts';
import { entriesAt, nameText, stringsAt } from './metric-names.ts';
import { seriesOf } from './metric-series.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { Known } from '../code/names/origin.ts';
import { oncePerLanguage } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, nameOfCall, writtenName } from '../code/written.ts';
import { say } from '../../words/say.ts';

/** Metrics that code registers, and the places from which they leave the process. */
export function extractMetrics(code: ResolvedCode): (Metric | MetricsExport)[] {
  const own = packsFor(code);
  const found = callsNamed(code, knownNames(code)).flatMap((named) => ofCall(code, { ...named, own }));
  return [...found, ...imported(code, found.length > 0), ...written(code), ...suspected(code)];
}

interface Knowing {
  readonly pack: Pack;
  readonly metrics: Metrics;
}

const packsFor = oncePerLanguage(({ packs }, language): readonly Knowing[] =>
  packs.flatMap((pack) => (pack.language === language && pack.metrics ? [{ pack, metrics: pack.metrics }] : [])),
);

/** Last names of all calls that packs about metrics know. */
const knownNames = oncePerLanguage(({ packs }, language): ReadonlySet<string> => {
  const own = packs.filter((pack) => pack.language === language);
  return new Set(own.flatMap(({ metrics }) => (metrics ? lastNamesOf(metrics) : [])));
});

function lastNamesOf({ metrics, exports }: Metrics): string[] {
  return [
    ...metrics.flatMap((each) => [...each.names, ...each.methods]),
    ...exports.flatMap((each) => [...each.names, ...each.named]),
  ].map(lastName);
}

interface Site {
  readonly call: Call;
  readonly index: number;
  readonly own: readonly Knowing[];
}

const lastNames = new WeakMap<Pack, ReadonlySet<string>>();

function knows({ pack, metrics }: Knowing, last: string): boolean {
  let names = lastNames.get(pack);
  if (!names) {
    names = new Set(lastNamesOf(metrics));
    lastNames.set(pack, names);
  }
  return names.has(last);
}

function ofCall(code: ResolvedCode, { call, index, own }: Site): (Metric | MetricsExport)[] {
  const last = call.callee.names.at(-1) ?? '';
  const mayBe = own.filter((each) => knows(each, last));
  const names = code.resolver.callee(index).flatMap((origin) => code.resolver.identify(origin));
  for (const { pack, metrics } of mayBe) {
    const relative = names.filter((name) => isOf(code, name, pack)).map(({ name }) => name);
    const pattern = metrics.metrics.find((each) => each.names.some((name) => relative.includes(name)));
    if (pattern) return metricFact(code, call, { index, pattern, metrics, pack });
    const out = metrics.exports.find((each) => each.names.some((name) => relative.includes(name)));
    if (out) return [exportFact(code, index, { out, pack })];
  }
  // What it is called on came from elsewhere.
  if (
    names.some(
      ({ module }) => module !== undefined && code.knowledge.forModule(code.outline.language, module).length > 0,
    )
  )
    return [];
  const written = writtenName(code.outline, call).split('.').slice(-2).join('.');
  for (const { pack, metrics } of mayBe) {
    const pattern = metrics.metrics.find(({ methods }) => methods.includes(last) && call.callee.names.length > 1);
    if (pattern && call.args[pattern.name ?? 0]?.value.kind === 'string')
      return metricFact(code, call, { index, pattern, metrics, pack });
    const out = metrics.exports.find(({ named }) => named.includes(written));
    if (out) return [exportFact(code, index, { out, pack })];
  }
  return [];
}

function isOf({ knowledge, outline }: ResolvedCode, { module }: Known, pack: Pack): boolean {
  return module !== undefined && knowledge.forModule(outline.language, module).includes(pack);
}

interface Match {
  readonly index: number;
  readonly pattern: MetricPattern;
  readonly metrics: Metrics;
  readonly pack: Pack;
}

function metricFact(code: ResolvedCode, call: Call, { index, pattern, metrics, pack }: Match): Metric[] {
  const at = { region: call.region, offset: call.start };
  const optionsValue = pattern.options === undefined ? undefined : call.args[pattern.options]?.value;
  const options = entriesAt(code, optionsValue, at);
  const named = (option: string | undefined): Value | undefined =>
    option === undefined ? undefined : [...(options ?? []), ...call.args].find((entry) => entry.name === option)?.value;
  const isPositional = (argument: Argument | undefined) =>
    argument?.name === undefined && argument?.spread === undefined;
  const placed = pattern.name === undefined ? undefined : call.args[pattern.name];
  const nameValue = named(pattern.nameOption) ?? (placed && isPositional(placed) ? placed.value : undefined);
  const text = (value: Value) => nameText(code, value, { at, joins: metrics.joins });
  // `Counter.build()` gets its name later, by a call of its own.
  if (!nameValue && !optionsValue && !call.args.some(({ spread }) => spread)) return [];
  const written = nameValue ? text(nameValue) : '*';
  const prefixes = pattern.prefixes.flatMap((prefix) => {
    const value = named(prefix);
    const found = value ? text(value) : '';
    return found === '' ? [] : [found];
  });
  const inline = pattern.inline ? /^([^{]*)(?:\{(.*)\})?$/s.exec(written) : undefined;
  const name = [...prefixes, inline ? (inline[1] ?? '') : written].join('_').replace(/\*+/g, '*');
  if (name === '') return [];
  const unitValue = named(pattern.unitOption) ?? unitIn(code, call, pattern);
  const unit = unitValue ? text(unitValue) : undefined;
  const type =
    pattern.type === 'timer' || pattern.type === 'long-timer'
      ? 'summary'
      : pattern.type === 'info' || pattern.type === 'enum'
        ? 'gauge'
        : pattern.type;
  const labels = inline ? inlineLabels(inline[2]) : labelsOf(code, call, { pattern, named });
  return [
    {
      kind: 'metric',
      span: nameValue?.kind === 'string' ? nameValue.span : call.nameSpan,
      name,
      type,
      library: pack.id,
      series: seriesOf(metrics.naming, { name, type: pattern.type, ...(unit === undefined ? {} : { unit }) }),
      exact: !name.includes('*'),
      ...(labels ? { labels } : {}),
      ...(pattern.type === 'histogram' && metrics.buckets
        ? bucketsOf(code, index, { pattern: metrics.buckets, options: optionsValue ? options : call.args })
        : {}),
    },
  ];
}

/** Options that are calls: `metric.WithUnit("s")`, or follow in a chain. */
function unitIn({ outline }: ResolvedCode, call: Call, { unitOption }: MetricPattern): Value | undefined {
  for (const { value } of call.args) {
    const inner = value.kind === 'call' ? outline.calls[value.call] : undefined;
    if (unitOption !== undefined && inner?.callee.names.at(-1) === unitOption) return inner.args[0]?.value;
  }
  // A builder: `Summary.builder("x").baseUnit("bytes")`.
  const chained = outline.calls.find(
    ({ callee, start, brackets }) =>
      start === call.start && brackets.start > call.brackets.end && callee.names.at(-1) === unitOption,
  );
  return chained?.args[0]?.value;
}

function inlineLabels(text: string | undefined): string[] | undefined {
  if (text?.includes('*')) return undefined;
  return [...(text ?? '').matchAll(/([A-Za-z_]\w*)\s*=/g)].flatMap(([, label]) => label ?? []);
}

function labelsOf(
  code: ResolvedCode,
  call: Call,
  { pattern, named }: { pattern: MetricPattern; named: (option: string | undefined) => Value | undefined },
): string[] | undefined {
  const at = { region: call.region, offset: call.start };
  if (call.args.some(({ spread }) => spread)) return undefined;
  const constant = named(pattern.constLabels);
  const keys = constant ? entriesAt(code, constant, at)?.flatMap(({ name }) => name ?? []) : [];
  if (!keys) return undefined;
  const placed = pattern.labels === undefined ? undefined : call.args[pattern.labels];
  const given = named(pattern.labelsOption) ?? (placed?.name === undefined ? placed?.value : undefined);
  if (!given) {
    const isKnown = pattern.plain || pattern.labelsOption !== undefined;
    const seesAll =
      pattern.options === undefined ||
      entriesAt(code, call.args[pattern.options]?.value, at)?.every(({ spread }) => !spread);
    return isKnown && seesAll ? keys : undefined;
  }
  const strings = stringsAt(code, given, at);
  return strings && [...strings, ...keys];
}

function exportFact(
  code: ResolvedCode,
  index: number,
  { out, pack }: { out: ExportPattern; pack: Pack },
): MetricsExport {
  const span = code.outline.calls[index]?.nameSpan ?? { start: 0, end: 0 };
  return {
    kind: 'metrics-export',
    span,
    api: nameOfCall(code, index),
    library: pack.id,
    how: out.how,
    brings: out.brings,
    because: out.because,
  };
}

/** Libraries that measure as soon as they are loaded, and those of which more than the import was not understood. */
function imported({ outline, knowledge }: ResolvedCode, isUsed: boolean): MetricsExport[] {
  const seen = new Set<Pack>();
  return outline.imports.flatMap(({ module, member, span, typeOnly }): MetricsExport[] => {
    if (typeOnly) return [];
    const packs = [module, ...(member === undefined ? [] : [`${module}.${member}`])].flatMap((each) =>
      knowledge.forModule(outline.language, each),
    );
    return packs.flatMap((pack): MetricsExport[] => {
      const known = pack.metrics?.imported;
      if (!pack.metrics || seen.has(pack) || (!known && (isUsed || pack.metrics.silent))) return [];
      seen.add(pack);
      const because = known?.because ?? say('metrics.it-uses', { name: pack.name });
      return [
        {
          kind: 'metrics-export',
          span,
          api: module,
          library: pack.id,
          how: known?.how ?? 'endpoint',
          brings: known?.brings ?? [],
          because,
        },
      ];
    });
  });
}

const telling =
  /(^|[^a-z])(metrics?|prometheus|prom|telemetry|otel|statsd|opencensus|instrumentation|observability|o11y|obs|monitoring|datadog|newrelic|apm)([^a-z]|$)/i;

/** Parts of OpenTelemetry that carry traces, logs, or what all signals share: no metric leaves through them. */
const ofTraces =
  /^(go\.opentelemetry\.io|@opentelemetry\/|opentelemetry\b|io\.opentelemetry).*([./-](o?t?l?p?trac(e|es|ing)|(sdk-|exporter-|node-)?trace|attribute|codes|baggage|propagation|propagators?|semconv|resources?|context|core|logs?|_?logs)\b|tracehttp|tracegrpc|trace_exporter|_log_exporter|semantic[-_]conventions|trace-)/;

/** Modules that by their name may export metrics, those of the workspace too. */
function suspected({ outline, knowledge }: ResolvedCode): MetricsExport[] {
  const found = outline.imports.find(
    ({ module, member, typeOnly }) =>
      !typeOnly &&
      !ofTraces.test(member === undefined ? module : `${module}.${member}`) &&
      telling.test(outline.language === 'python' ? `${module}.${member ?? ''}` : module) &&
      knowledge.forModule(outline.language, module).length === 0,
  );
  if (!found) return [];
  const because = say('metrics.it-uses-which-may-export', { module: found.module });
  return [
    { kind: 'metrics-export', span: found.span, api: found.module, library: '', how: 'unknown', brings: [], because },
  ];
}

/** Metrics in Prometheus' text format that the code writes by itself. */
function written({ text }: ResolvedCode): (Metric | MetricsExport)[] {
  if (!text.includes('# TYPE ')) return [];
  const found = [...text.matchAll(/# TYPE ([A-Za-z_:][\w:]*) (counter|gauge|histogram|summary|untyped)\b/g)];
  const facts = found.map((match): Metric => {
    const [, name = '', kind] = match;
    const start = match.index + '# TYPE '.length;
    const type = kind === 'untyped' ? 'unknown' : (kind as Metric['type']);
    const series = seriesOf('plain', { name, type });
    return {
      kind: 'metric',
      span: { start, end: start + name.length },
      name,
      type,
      library: 'text-format',
      series,
      exact: true,
    };
  });
  const [first] = facts;
  if (!first) return [];
  const because = say('metrics.it-writes-metrics-in-prometheus');
  return [
    ...facts,
    {
      kind: 'metrics-export',
      span: first.span,
      api: '# TYPE',
      library: 'text-format',
      how: 'endpoint',
      brings: [],
      because,
    },
  ];
}
