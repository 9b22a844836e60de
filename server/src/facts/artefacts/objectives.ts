import type { Objective, Query } from '../../model/monitoring-fact.ts';
import type { Presence, Text } from '../../model/observation.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, endOfLine, placed, placedText } from './artefact.ts';
import { queryOf } from './expression.ts';

const formats = /\bopenslo(\.com)?\/v\d|\bsloth\.slok\.dev\/v|\bpyrra\.dev\/v|\bprometheus\/v\d/;

/** Whether a text may hold objectives in a format that is known here: OpenSLO, Sloth's, Pyrra's. */
export function isObjectives(text: string): boolean {
  return formats.test(text);
}

/** The objectives in the documents of one file. */
export function extractObjectives(documents: readonly Artefact[]): Objective[] {
  return documents.flatMap((document) => {
    const { root } = document;
    const version = textOf(dig(root, 'apiVersion')) ?? '';
    const kind = textOf(dig(root, 'kind'));
    if (/^openslo(\.com)?\/v/.test(version) && kind === 'SLO') return openSlo(document, documents);
    if (version.startsWith('pyrra.dev/') && kind === 'ServiceLevelObjective') return pyrra(document);
    if (version.startsWith('sloth.slok.dev/') && kind === 'PrometheusServiceLevel')
      return sloth(document, dig(root, 'spec'));
    if ((textOf(dig(root, 'version')) ?? '').startsWith('prometheus/v') && dig(root, 'slos'))
      return sloth(document, root);
    return [];
  });
}

type Indicator = Objective['indicators'][number];

function indicator(artefact: Artefact, role: Indicator['role'], node: YamlNode | undefined): Indicator[] {
  const expr: Text | undefined = placedText(artefact, node);
  const query: Query | undefined = queryOf(artefact, node);
  return expr && query ? [{ expr, query, role }] : [];
}

/** A latency that the indicator's bucket names, in seconds. */
function latencyOf(indicators: readonly Indicator[]): { latency: number } | Record<string, never> {
  const bounds = indicators.flatMap(({ query }) =>
    query.selectors.flatMap(({ matchers }) =>
      matchers.filter(({ label, operator }) => label === 'le' && operator === '='),
    ),
  );
  const latency = Number(bounds[0]?.value);
  return bounds.length > 0 && Number.isFinite(latency) ? { latency } : {};
}

function numberOf(node: YamlNode | undefined): number | undefined {
  const text = textOf(node);
  const value = Number(text?.replace('%', ''));
  return text === undefined || text.trim() === '' || Number.isNaN(value) ? undefined : value;
}

/** A share from a percentage, without the noise of binary fractions: 0.999 for 99.9. */
function share(percent: number | undefined): { target: number } | Record<string, never> {
  return percent === undefined ? {} : { target: Number((percent / 100).toPrecision(12)) };
}

const days: ReadonlyMap<string, number> = new Map([
  ['h', 1 / 24],
  ['d', 1],
  ['w', 7],
  ['M', 30],
  ['Q', 90],
  ['Y', 365],
  ['y', 365],
]);

function windowOf(text: string | undefined): { window: number } | Record<string, never> {
  const [, count, unit] = /^\s*(\d+)\s*([hdwMQYy])\s*$/.exec(text ?? '') ?? [];
  const length = days.get(unit ?? '');
  return count === undefined || length === undefined ? {} : { window: Number(count) * length };
}

function endOf(artefact: Artefact, node: YamlNode | undefined): number {
  return endOfLine(artefact.text, placed(artefact, (node ?? artefact.root).span).end);
}

function openSlo(artefact: Artefact, documents: readonly Artefact[]): Objective[] {
  const { root } = artefact;
  const spec = dig(root, 'spec');
  const name = placedText(artefact, dig(root, 'metadata', 'name')) ?? placedText(artefact, dig(root, 'kind'));
  if (!name) return [];
  const service = textOf(dig(spec, 'service'));
  const [window] = [...itemsOf(dig(spec, 'timeWindow')), ...itemsOf(dig(spec, 'timeWindows'))];
  const counted = `${textOf(dig(window, 'count')) ?? ''}${(textOf(dig(window, 'unit')) ?? '').replace(/^(\w).*$/, (_, first: string) => (/[dwh]/i.test(first) ? first.toLowerCase() : first.toUpperCase()))}`;
  const shared = openSloIndicators(artefact, spec, documents);
  const objectives = itemsOf(dig(spec, 'objectives'));
  return (objectives.length > 0 ? objectives : [undefined]).map((each) => {
    const own = openSloIndicators(artefact, each, documents);
    const indicators = own.length > 0 ? own : shared;
    const target = numberOf(dig(each, 'target'));
    const display = objectives.length > 1 ? placedText(artefact, dig(each, 'displayName')) : undefined;
    return {
      kind: 'objective',
      span: (display ?? name).span,
      name: display ? `${name.text} (${display.text})` : name.text,
      ...(service === undefined ? {} : { service }),
      format: 'openslo',
      ...countingOf(spec, window),
      ...(target === undefined ? share(numberOf(dig(each, 'targetPercent'))) : { target }),
      ...windowOf(textOf(dig(window, 'duration')) ?? counted),
      ...latencyOf(indicators),
      indicators,
      generatesAlerts: itemsOf(dig(spec, 'alertPolicies')).length > 0 ? 'present' : 'absent',
      records: [],
      end: endOf(artefact, root),
    };
  });
}

/** https://github.com/OpenSLO/OpenSLO#slo: `budgetingMethod` and `calendar`. */
function countingOf(spec: YamlNode | undefined, window: YamlNode | undefined): Pick<Objective, 'counting'> {
  if (!/^(?:Occurrences)?$/i.test(textOf(dig(spec, 'budgetingMethod')) ?? '')) return { counting: 'by time slices' };
  const isCalendar = dig(window, 'calendar') !== undefined || textOf(dig(window, 'isRolling')) === 'false';
  return isCalendar ? { counting: 'by calendar' } : {};
}

function openSloIndicators(
  artefact: Artefact,
  holder: YamlNode | undefined,
  documents: readonly Artefact[],
): Indicator[] {
  const reference = textOf(dig(holder, 'indicatorRef'));
  const referred = documents.find(
    ({ root }) =>
      textOf(dig(root, 'kind')) === 'SLI' &&
      reference !== undefined &&
      textOf(dig(root, 'metadata', 'name')) === reference,
  );
  const places: [Artefact, YamlNode | undefined][] = [
    [artefact, dig(holder, 'indicator', 'spec')],
    [artefact, dig(holder, 'indicator')],
    [artefact, holder],
    ...(referred ? [[referred, dig(referred.root, 'spec')] as [Artefact, YamlNode | undefined]] : []),
  ];
  return places.flatMap(([from, node]) => {
    const ratio = dig(node, 'ratioMetric') ?? dig(node, 'ratioMetrics');
    const parts = [
      ['good', dig(ratio, 'good')],
      ['bad', dig(ratio, 'bad')],
      ['total', dig(ratio, 'total')],
      ['raw', dig(ratio, 'raw')],
      ['raw', dig(node, 'thresholdMetric')],
    ] as const;
    return parts.flatMap(([role, part]) => {
      const source = dig(part, 'metricSource') ?? part;
      const type = textOf(dig(source, 'type')) ?? textOf(dig(source, 'queryType')) ?? 'prometheus';
      if (!/prom|thanos|mimir|cortex|victoria/i.test(type)) return [];
      const query = dig(source, 'spec', 'query') ?? dig(source, 'spec', 'promql') ?? dig(source, 'query');
      return indicator(from, role, query);
    });
  });
}

/** https://sloth.dev/introduction/architecture: what Sloth records for each objective. */
const slothSeries = [
  'slo:sli_error:ratio_rate*',
  'slo:objective:ratio',
  'slo:error_budget:ratio',
  'slo:time_period:days',
  'slo:current_burn_rate:ratio',
  'slo:period_burn_rate:ratio',
  'slo:period_error_budget_remaining:ratio',
  'sloth_slo_info',
];

/** Sloth's period unless it is started with another. */
const slothWindow = 30;

function sloth(artefact: Artefact, holder: YamlNode | undefined): Objective[] {
  const service = textOf(dig(holder, 'service'));
  return itemsOf(dig(holder, 'slos')).flatMap((slo): Objective[] => {
    const name = placedText(artefact, dig(slo, 'name'));
    if (!name) return [];
    const sli = dig(slo, 'sli');
    const queries = [
      ['bad', dig(sli, 'events', 'error_query') ?? dig(sli, 'events', 'errorQuery')],
      ['total', dig(sli, 'events', 'total_query') ?? dig(sli, 'events', 'totalQuery')],
      ['raw', dig(sli, 'raw', 'error_ratio_query') ?? dig(sli, 'raw', 'errorRatioQuery')],
    ] as const;
    const indicators = queries.flatMap(([role, query]) => indicator(artefact, role, query));
    const alerting = dig(slo, 'alerting');
    const isOff = [
      ['page_alert', 'pageAlert'],
      ['ticket_alert', 'ticketAlert'],
    ].map((keys) => keys.some((key) => textOf(dig(alerting, key, 'disable')) === 'true'));
    const generatesAlerts: Presence = isOff.every(Boolean) ? 'absent' : 'present';
    return [
      {
        kind: 'objective',
        span: name.span,
        name: name.text,
        ...(service === undefined ? {} : { service }),
        format: 'sloth',
        ...share(numberOf(dig(slo, 'objective'))),
        window: slothWindow,
        ...latencyOf(indicators),
        indicators,
        generatesAlerts,
        ...(generatesAlerts === 'absent' ? { alertsOff: true } : {}),
        records: slothSeries,
        end: endOf(artefact, slo),
      },
    ];
  });
}

function pyrra(artefact: Artefact): Objective[] {
  const { root } = artefact;
  const spec = dig(root, 'spec');
  const name = placedText(artefact, dig(root, 'metadata', 'name'));
  if (!name) return [];
  const paths = [
    ['bad', 'ratio', 'errors'],
    ['total', 'ratio', 'total'],
    ['good', 'latency', 'success'],
    ['total', 'latency', 'total'],
    ['raw', 'latencyNative', 'total'],
    ['raw', 'bool_gauge'],
    ['raw', 'boolGauge'],
  ] as const;
  const indicators = paths.flatMap(([role, ...path]) =>
    indicator(artefact, role, dig(spec, 'indicator', ...path, 'metric')),
  );
  const native = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(textOf(dig(spec, 'indicator', 'latencyNative', 'latency')) ?? '');
  const service = textOf(dig(root, 'metadata', 'labels', 'pyrra.dev/service'));
  const isOff =
    textOf(dig(spec, 'alerting', 'disabled')) === 'true' || textOf(dig(spec, 'alerting', 'burnrates')) === 'false';
  const isGrouped = ['ratio', 'latency'].some((each) => itemsOf(dig(spec, 'indicator', each, 'grouping')).length > 0);
  const bases = indicators.flatMap(({ query }) =>
    query.selectors.flatMap(({ metric }) => metric?.replace(/_(total|count|bucket)$/, '') ?? []),
  );
  return [
    {
      kind: 'objective',
      span: name.span,
      name: name.text,
      ...(service === undefined ? {} : { service }),
      format: 'pyrra',
      ...(isGrouped ? { counting: 'by group' } : {}),
      ...share(numberOf(dig(spec, 'target'))),
      ...windowOf(textOf(dig(spec, 'window'))),
      ...(native ? { latency: Number(native[1]) * (native[2] === 'ms' ? 0.001 : 1) } : latencyOf(indicators)),
      indicators,
      generatesAlerts: isOff ? 'absent' : 'present',
      ...(isOff ? { alertsOff: true } : {}),
      records: [...new Set(bases)].flatMap((base) => [`${base}:burnrate*`, `${base}:increase*`]).concat('pyrra_*'),
      end: endOf(artefact, root),
    },
  ];
}
