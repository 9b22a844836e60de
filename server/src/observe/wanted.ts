import type { Alert } from '../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { AlertRouting } from '../model/telemetry-fact.ts';
import { productionRoutings } from '../claims/monitoring/observed-routes.ts';
import type { Metric, Query } from '../model/monitoring-fact.ts';
import { wantedObjectives, type WantedObjective } from './objectives.ts';

/** An alerting rule of the workspace. */
export interface WantedAlert {
  readonly name: string;
  readonly expr: string;
  /** Seconds; undefined where it is not a plain duration. */
  readonly for: number | undefined;
}

/** A metric whose scrape interval or labels are asked for. */
export interface WantedMetric {
  readonly name: string;
  /** A range of it is used. */
  readonly isRanged: boolean;
  /** Labels that the workspace aggregates by, or records. */
  readonly labels: readonly string[];
}

/** What the workspace asks of Prometheus, sorted. */
export interface Wanted {
  readonly alerts: readonly WantedAlert[];
  readonly series: readonly string[];
  readonly objectives: readonly WantedObjective[];
  readonly metrics: readonly WantedMetric[];
}

/** What the workspace asks of Alertmanager: its alerts by name, and its own routes. */
export interface WantedRoutes {
  readonly alerts: readonly Alert[];
  readonly routings: readonly Located<AlertRouting>[];
}

interface Facts {
  inWorkspace<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
}

/** Collects alerts, and the routes of production. */
export function wantedRoutes(index: Facts): WantedRoutes {
  const alerts = index.inWorkspace('alert').flatMap(({ fact }) => (fact.name !== '' && isShort(fact) ? [fact] : []));
  return {
    alerts: alerts.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    routings: productionRoutings(index.inWorkspace('alert-routing')),
  };
}

const plainName = /^[a-zA-Z_:][\w:]{0,199}$/;

/** Collects alerts, and the metrics of alerts, recording rules, panels and objectives. */
export function wantedOf(index: Facts): Wanted {
  const alerts = index.inWorkspace('alert').flatMap(({ fact }) => (fact.query ? [fact] : []));
  const rules = index.inWorkspace('recording-rule').map(({ fact }) => fact);
  const objectives = index.inWorkspace('objective').map(({ fact }) => fact);
  const judged: (Query | undefined)[] = [
    ...alerts.map(({ query }) => query),
    ...rules.map(({ query }) => query),
    ...objectives.flatMap(({ indicators }) => indicators.map(({ query }) => query)),
  ];
  const queries = [
    ...judged,
    ...index.inWorkspace('panel').flatMap(({ fact }) => fact.queries.map(({ query }) => query)),
  ];
  const names = queries.flatMap((query) => (query?.complete ? query.selectors : [])).map(({ metric }) => metric ?? '');
  const recorded = new Set(rules.map(({ name }) => name));
  const plain = [...names, ...recorded].filter((each) => plainName.test(each));
  return {
    objectives: wantedObjectives(objectives, rules),
    metrics: wantedMetrics(
      judged,
      index.inWorkspace('metric').map(({ fact }) => fact),
      recorded,
    ),
    alerts: alerts
      .map(({ name, expr, for: waits }) => ({ name, expr: expr.text, for: secondsOf(waits?.text ?? '0s') }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    series: [...new Set(plain)].filter((each) => !/^ALERTS(_FOR_STATE)?$/.test(each)).sort(),
  };
}

/** Metrics that rules use over a range or aggregate, and those that code records with labels. */
function wantedMetrics(
  queries: readonly (Query | undefined)[],
  registered: readonly Metric[],
  recorded: ReadonlySet<string>,
): readonly WantedMetric[] {
  const wanted = new Map<string, { isRanged: boolean; labels: Set<string> }>();
  const add = (name: string, { isRanged, labels }: { isRanged: boolean; labels: readonly string[] }) => {
    const own = wanted.get(name) ?? { isRanged: false, labels: new Set<string>() };
    for (const each of labels) if (/^[a-zA-Z_]\w{0,99}$/.test(each) && each !== 'le') own.labels.add(each);
    wanted.set(name, { isRanged: own.isRanged || isRanged, labels: own.labels });
  };
  for (const { metric = '', range, groupedBy = [] } of queries.flatMap((query) => query?.selectors ?? []))
    if (plainName.test(metric) && !recorded.has(metric))
      add(metric, { isRanged: range !== undefined, labels: groupedBy });
  for (const { exact, series, labels = [] } of registered) {
    // Of a histogram, the series with the fewest members.
    const name = series.find((each) => each.endsWith('_count')) ?? series[0];
    if (exact && name !== undefined && plainName.test(name)) add(name, { isRanged: false, labels });
  }
  return [...wanted]
    .map(([name, { isRanged, labels }]) => ({ name, isRanged, labels: [...labels].sort() }))
    .filter(({ isRanged, labels }) => isRanged || labels.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a record has room for an alert's name and labels. */
function isShort({ name, labels }: Alert): boolean {
  return [name, ...labels.flatMap(({ key, value }) => [key, value])].every((each) => each.length <= 500);
}

const units: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** A duration of Prometheus in seconds; undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
}
