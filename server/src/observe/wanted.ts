import type { Alert } from '../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { AlertRouting } from '../model/telemetry-fact.ts';
import { productionRoutings } from '../claims/monitoring/observed-routes.ts';
import type { Query } from '../model/monitoring-fact.ts';
import { wantedObjectives, type WantedObjective } from './objectives.ts';

/** An alerting rule of the workspace. */
export interface WantedAlert {
  readonly name: string;
  readonly expr: string;
  /** Seconds; undefined where it is not a plain duration. */
  readonly for: number | undefined;
}

/** What the workspace asks of Prometheus, sorted. */
export interface Wanted {
  readonly alerts: readonly WantedAlert[];
  readonly series: readonly string[];
  readonly objectives: readonly WantedObjective[];
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

/** Collects alerts, and the metrics of alerts, recording rules, panels and objectives. */
export function wantedOf(index: Facts): Wanted {
  const alerts = index.inWorkspace('alert').flatMap(({ fact }) => (fact.query ? [fact] : []));
  const rules = index.inWorkspace('recording-rule').map(({ fact }) => fact);
  const queries: (Query | undefined)[] = [
    ...alerts.map(({ query }) => query),
    ...rules.map(({ query }) => query),
    ...index.inWorkspace('panel').flatMap(({ fact }) => fact.queries.map(({ query }) => query)),
    ...index.inWorkspace('objective').flatMap(({ fact }) => fact.indicators.map(({ query }) => query)),
  ];
  const names = queries.flatMap((query) => (query?.complete ? query.selectors : [])).map(({ metric }) => metric ?? '');
  const plain = [...names, ...rules.map(({ name }) => name)].filter((each) => /^[a-zA-Z_:][\w:]{0,199}$/.test(each));
  return {
    objectives: wantedObjectives(index.inWorkspace('objective').map(({ fact }) => fact)),
    alerts: alerts
      .map(({ name, expr, for: waits }) => ({ name, expr: expr.text, for: secondsOf(waits?.text ?? '0s') }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    series: [...new Set(plain)].filter((each) => !/^ALERTS(_FOR_STATE)?$/.test(each)).sort(),
  };
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
