import type { Alert } from '../../model/artefact-fact.ts';

/** An alert that fires always, or that only keeps others quiet: nobody answers it. */
export function isHeartbeat(alert: Alert): boolean {
  return (
    /watch-?dog|dead-?m[ae]n'?s?-?(switch|snitch)|info-?inhibitor|always-?firing|^heart-?beat$/i.test(
      alert.name.replace(/[\s_]+/g, '-'),
    ) ||
    /^\s*\(?\s*(vector\(\s*[\d.]+\s*\)|[\d.]+)(\s*[<>=!]=?\s*(bool\s*)?[\d.]+)?\s*\)?\s*$/.test(alert.expr.text) ||
    (alert.query?.selectors.length !== 0 &&
      alert.query?.selectors.every(({ metric }) => metric === 'ALERTS' || metric === 'ALERTS_FOR_STATE') === true)
  );
}

/** The window that a recorded series has in its name, in seconds: 300 for `job:errors:ratio_rate5m`. */
export function windowInName(metric: string): number | undefined {
  if (/irate\d/.test(metric)) return undefined;
  const found = /(?::[A-Za-z_]*|(?:rate|increase|ratio|avg|sum|max|min|errors?|burn)_?)(\d+)(s|m|h|d|w|y)$/.exec(
    metric,
  );
  return found ? Number(found[1]) * (seconds.get(found[2] ?? '') ?? 0) : undefined;
}

const seconds: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
  ['y', 31_536_000],
]);
