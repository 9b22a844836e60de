import type { Alert } from '../../../model/artefact-fact.ts';
import type { Objective, Query } from '../../../model/monitoring-fact.ts';
import { windowInName } from './alerts.ts';
import type { Scope } from './objectives.ts';
import { say } from '../../../words/say.ts';

/** One burn rate that an alert watches, over one window or several. */
export interface Burn {
  /** In seconds, the longest first. */
  readonly windows: readonly number[];
  /** How much faster than the objective allows; absent where the threshold is no constant. */
  readonly factor?: number;
}

/** What an alert watches of an objective; undefined where it is not about it. */
export interface Watch {
  readonly alert: Alert;
  readonly burns: readonly Burn[];
  /** It is meant as a burn-rate alert, be it right or wrong. */
  readonly meant: boolean;
}

/** SRE Workbook, chapter 5: long window in seconds with the share of the budget that may be gone in it. */
const table: readonly (readonly [long: number, share: number])[] = [
  [3600, 0.02],
  [6 * 3600, 0.05],
  [24 * 3600, 0.1],
  [72 * 3600, 0.1],
];
const day = 86_400;
/** The window of an objective that gives none, in days. */
const usual = 30;

/** What an alert watches of an objective. */
export function watchOf(alert: Alert, objective: Objective, scope: Scope): Watch | undefined {
  const { query } = alert;
  if (!query) return undefined;
  const isNamed = alert.labels.some(({ key, value }) => /slo|objective/i.test(key) && value === objective.name);
  const covered = query.selectors.map((selector) => isNamed || scope.covers(selector));
  if (!covered.some(Boolean)) return undefined;
  const byFactor = new Map<string, { factor?: number; windows: Set<number> }>();
  for (const comparison of query.comparisons) {
    const own = (comparison.of ?? []).filter((at) => covered[at]);
    const windows = own.flatMap((at) => windowOf(query, at, scope) ?? []);
    if (windows.length === 0) continue;
    const factor = factorOf(comparison, query, objective);
    const key = factor === undefined ? '' : factor.toPrecision(3);
    const group = byFactor.get(key) ?? { ...(factor === undefined ? {} : { factor }), windows: new Set<number>() };
    byFactor.set(key, group);
    group.windows.add(Math.max(...windows));
  }
  // What is compared with no constant may belong to any of the others.
  const loose = byFactor.get('')?.windows ?? [];
  const groups = [...byFactor.values()].filter(({ factor }) => factor !== undefined || byFactor.size === 1);
  const burns = groups.map(({ factor, windows }): Burn => ({
    ...(factor === undefined ? {} : { factor }),
    windows: [...new Set([...windows, ...loose])].sort((a, b) => b - a),
  }));
  const meant =
    burns.length > 0 &&
    (/burn|budget/i.test(alert.name) ||
      burns.some((burn) => burn.windows.length > 1 || (isUsual(burn.factor) && (burn.windows[0] ?? 0) >= 1800)));
  return { alert, burns, meant };
}

function windowOf({ selectors }: Query, at: number, scope: Scope): number | undefined {
  const { range, metric = '' } = selectors[at] ?? {};
  return range ?? windowInName(metric) ?? scope.windowOf(metric);
}

function factorOf(
  { operator, value, scale = 1, of = [] }: Query['comparisons'][number],
  { selectors }: Query,
  { target }: Objective,
): number | undefined {
  if (value === undefined || target === undefined || target >= 1) return undefined;
  const isBurn = of.some((at) => /burn/i.test(selectors[at]?.metric ?? ''));
  if (isBurn && value >= 1 && scale === 1) return value;
  const limit = value / scale;
  if (operator.startsWith('>')) return limit / (1 - target);
  // A share of good events that falls below what the objective can bear.
  return operator.startsWith('<') && limit > 0 && limit < 1 ? (1 - limit) / (1 - target) : undefined;
}

function isUsual(factor: number | undefined): boolean {
  if (factor === undefined) return false;
  return [30, 28].some((window) => table.some(([long, share]) => near(factor, expected(long, share, window), 0.02)));
}

function expected(long: number, share: number, window: number): number {
  return (share * window * day) / long;
}

function near(a: number, b: number, by: number): boolean {
  return Math.abs(a - b) <= by * b;
}

/** What is wrong with a burn rate that is watched for an objective, as a clause; undefined where nothing is. */
export function faultOf({ factor, windows }: Burn, objective: Objective): string | undefined {
  const { target, window = usual } = objective;
  const long = windows[0] ?? 0;
  if (factor !== undefined && target !== undefined && factor * (1 - target) >= 1) {
    const limit = round(factor * (1 - target));
    return say('burn-rate.can-never-fire-but-an', { factor: round(factor), budget: round(1 - target), limit });
  }
  if (windows.length < 2) return say('burn-rate.has-no-short-window-beside', { words: words(long) });
  if (factor === undefined) return undefined;
  const own = table.find(([each]) => each === long);
  // A low factor may be meant, unless it is the usual one of another objective.
  if (factor <= 1.5) return own && target !== undefined ? ofOther(factor, own, { target, window }) : undefined;
  if (own && near(factor, expected(long, own[1], window), 0.05)) return undefined;
  const other = table.find(
    ([each, share]) => each !== long && [window, usual].some((days) => near(factor, expected(each, share, days), 0.01)),
  );
  if (own && near(factor, expected(long, own[1], usual), 0.01))
    return say('burn-rate.uses-factor-for-days-for', {
      factor: round(factor),
      usual,
      days: round(window),
      window: words(long),
      right: round(expected(long, own[1], window)),
    });
  if (own && other)
    return say('burn-rate.uses-factor-with-window-but', {
      factor: round(factor),
      window: words(long),
      other: words(other[0]),
    });
  const ratio = own ? factor / expected(long, own[1], window) : 1;
  return own && target !== undefined && (ratio >= 5 || ratio <= 0.2)
    ? forAnother(factor * (1 - target), expected(long, own[1], window), target)
    : undefined;
}

/** Shares of errors that objectives usually bear. */
const budgets = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1];

function ofOther(
  factor: number,
  [long, share]: readonly [long: number, share: number],
  { target, window }: { target: number; window: number },
): string | undefined {
  const limit = factor * (1 - target);
  const right = [window, usual]
    .map((days) => expected(long, share, days))
    .find((each) => budgets.some((budget) => near(limit / each, budget, 0.005) && (1 - target) / budget >= 5));
  return right === undefined ? undefined : forAnother(limit, right, target);
}

function forAnother(limit: number, right: number, target: number): string {
  const meant = round((1 - limit / right) * 100);
  return say('burn-rate.has-threshold-for-an-objective', { limit: round(limit), meant, target: round(target * 100) });
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A window as rules write it: `1h`, `30m`. */
export function words(seconds: number): string {
  if (seconds % day === 0) return `${seconds / day}d`;
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${Math.round(seconds / 60)}m`;
}

/** The pairs of windows that chapter 5 of the SRE Workbook asks for, with their factors for an objective. */
export function pairsFor({
  window = usual,
}: Objective): readonly { factor: string; long: string; short: string; severity: string }[] {
  const rows = [
    [3600, 0.02, '5m', 'page'],
    [6 * 3600, 0.05, '30m', 'page'],
    [72 * 3600, 0.1, '6h', 'ticket'],
  ] as const;
  return rows.map(([long, share, short, severity]) => ({
    factor: String(Number(expected(long, share, window).toFixed(2))),
    long: words(long),
    short,
    severity,
  }));
}
