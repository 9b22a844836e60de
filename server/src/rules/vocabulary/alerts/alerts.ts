import { secondsOf } from '../../../model/duration.ts';
import type { Alert } from '../../../model/artefact-fact.ts';

/** An alert that fires always, or that only keeps others quiet: nobody answers it. */
export function isHeartbeat(alert: Alert): boolean {
  return (
    /watch-?dog|dead-?m[ae]n'?s?-?(switch|snitch)|info-?inhibitor|always-?firing|^heart-?beat$/i.test(
      alert.name.replace(/[\s_]+/g, '-'),
    ) ||
    isConstant(alert.expr.text.trim()) ||
    (alert.query?.selectors.length !== 0 &&
      alert.query?.selectors.every(({ metric }) => metric === 'ALERTS' || metric === 'ALERTS_FOR_STATE') === true)
  );
}

/** `vector(1)` or `1 == 1`; what is longer says more. */
function isConstant(expression: string): boolean {
  return (
    expression.length <= 200 &&
    /^\(?\s*(vector\(\s*[\d.]+\s*\)|[\d.]+)(\s*[<>=!]=?\s*(bool\s*)?[\d.]+)?\s*\)?$/.test(expression)
  );
}

/** The window that a recorded series has in its name, in seconds: 300 for `job:errors:ratio_rate5m`. */
export function windowInName(metric: string): number | undefined {
  if (/irate\d/.test(metric)) return undefined;
  const found = /(?::[A-Za-z_]*|(?:rate|increase|ratio|avg|sum|max|min|errors?|burn)_?)(\d+[smhdwy])$/.exec(metric);
  return found?.[1] === undefined ? undefined : secondsOf(found[1]);
}
