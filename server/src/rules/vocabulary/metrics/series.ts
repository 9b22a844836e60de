import type { Metric } from '../../../model/monitoring-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { exporterSeries } from './exporters.ts';
import { baseOf, fits } from '../alerts/objectives.ts';

/** The series that a workspace is known to make. */
export interface KnownSeries {
  /** Metrics of the code by the names of their series. */
  readonly ofCode: ReadonlyMap<string, readonly Metric[]>;
  /** Names that are known in part. */
  readonly patterns: readonly string[];
  readonly recorded: ReadonlySet<string>;
  /** Patterns of what objectives' tools and libraries bring. */
  readonly brought: readonly string[];
  /** Series that exist in Prometheus, with the date on which they were observed. */
  readonly observed: ReadonlyMap<string, string>;
  /** Names that are made while the program runs. */
  readonly isDynamic: boolean;
}

const cache = new WeakMap<readonly unknown[], { keys: readonly unknown[]; known: KnownSeries }>();

/** What the workspace makes, worked out once for the same facts. */
export function knownSeries(context: RuleContext): KnownSeries {
  const metrics = context.inWorkspace('metric');
  const rules = context.inWorkspace('recording-rule');
  const objectives = context.inWorkspace('objective');
  const exports = context.inWorkspace('metrics-export');
  const observed = context.inWorkspace('observed-series');
  const keys = [rules, objectives, exports, observed];
  const before = cache.get(metrics);
  if (before?.keys.every((key, at) => key === keys[at])) return before.known;
  const ofCode = new Map<string, Metric[]>();
  const patterns = new Set<string>();
  let isDynamic = false;
  for (const { fact } of metrics) {
    for (const series of fact.series) {
      // Too little of the name is known to tell anything.
      if (
        series.includes('*') &&
        series.replace(/\*|_(bucket|sum|count|total|created|max)$/g, '').replace(/[_\W]/g, '').length < 3
      )
        isDynamic = true;
      else if (series.includes('*')) patterns.add(series);
      else ofCode.set(series, [...(ofCode.get(series) ?? []), fact]);
    }
  }
  const known: KnownSeries = {
    ofCode,
    patterns: [...patterns],
    observed: new Map(observed.flatMap(({ fact }) => fact.names.map((name) => [name, fact.day] as const))),
    recorded: new Set(rules.map(({ fact }) => fact.name)),
    brought: [
      ...new Set([...objectives.flatMap(({ fact }) => fact.records), ...exports.flatMap(({ fact }) => fact.brings)]),
    ],
    isDynamic,
  };
  cache.set(metrics, { keys, known });
  return known;
}

/** Whether something else than the code of the workspace makes a series. */
export function isBrought(series: string, { brought }: KnownSeries): boolean {
  return [...brought, ...exporterSeries].some((pattern) => fits(series, pattern));
}

/** The series of the code or of a recording rule that a name was most likely meant to be; undefined where none is near. */
export function meantSeries(name: string, { ofCode, recorded }: KnownSeries): string | undefined {
  if (name.includes(':')) {
    const stem = name.replace(/\d+[smhdw]$/, '');
    return (
      closest(name, [...recorded]) ??
      [...recorded].find((each) => stem !== name && each.replace(/\d+[smhdw]$/, '') === stem)
    );
  }
  const all = [...ofCode.keys()];
  const near = closest(name, all);
  if (near !== undefined) return near;
  const base = baseOf(name);
  const same = all.filter((each) => baseOf(each) === base && base !== '');
  if (same.length > 0) return closestOf(name, same);
  const prefix = /^([a-z][a-z0-9]{2,})_/.exec(name)?.[1];
  if (prefix === undefined || common.has(prefix)) return undefined;
  const kin = all.filter((each) => each.startsWith(`${prefix}_`));
  const best = closestOf(name, kin);
  return best !== undefined && likeness(name, best) >= 0.6 ? best : undefined;
}

/** First words of names that say nothing about who makes them. */
const common: ReadonlySet<string> = new Set(
  'http https grpc rpc api app request requests response db sql cache queue client server service job jobs task worker event message error errors total build info user connection memory cpu disk network custom my demo test'.split(
    ' ',
  ),
);

/** The candidate that differs by two letters at most, and by little of its length. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const allowed = name.length >= 12 ? 2 : name.length >= 4 ? 1 : 0;
  if (allowed === 0) return undefined;
  const near = candidates
    .filter((each) => Math.abs(each.length - name.length) <= allowed)
    .map((each) => ({ each, steps: distance(name, each) }))
    .filter(({ steps }) => steps <= allowed && steps > 0)
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.each;
}

function closestOf(name: string, candidates: readonly string[]): string | undefined {
  return [...candidates].sort((a, b) => likeness(name, b) - likeness(name, a) || (a < b ? -1 : 1))[0];
}

/** Steps from one text to the other: letters put in, left out, changed, or swapped with the next. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The share of words of two names that are the same: 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [a.split('_'), b.split('_')];
  const shared = left.filter((word) => right.includes(word)).length;
  return (2 * shared) / (left.length + right.length);
}
