import type { Objective, RecordingRule } from '../model/monitoring-fact.ts';
import { countedBy } from './recorded.ts';

/** An objective of the workspace, with the expressions that measure it or the reason why there are none. */
export interface WantedObjective {
  readonly name: string;
  readonly service?: string;
  /** Share of good events, 0 to 1. */
  readonly target?: number;
  /** Window in days. */
  readonly window?: number;
  readonly measure: Measure | { readonly inconclusive: string };
}

/** PromQL over the whole window, each with one number as its result. */
export interface Measure {
  /** What `share` counts: good events, bad events, or the share of bad events itself. */
  readonly counts: 'good' | 'bad' | 'bad share';
  readonly share: string;
  /** All events; absent for a share. */
  readonly total?: string;
  /** An expression that has a result wherever there is data. */
  readonly probe: string;
}

/** The objectives in the order of their names; those that share a name but nothing else are inconclusive. */
export function wantedObjectives(
  facts: readonly Objective[],
  rules: readonly RecordingRule[] = [],
): readonly WantedObjective[] {
  const wanted = new Map<string, WantedObjective>();
  for (const fact of facts) {
    const { name, service, target, window } = fact;
    const one: WantedObjective = {
      name,
      ...(service === undefined ? {} : { service }),
      ...(target === undefined ? {} : { target }),
      ...(window === undefined ? {} : { window }),
      measure: measureOf(fact, rules),
    };
    const key = JSON.stringify([name, service]);
    const before = wanted.get(key);
    const isSame = before === undefined || JSON.stringify(before) === JSON.stringify(one);
    const several = { inconclusive: 'several objectives have this name' };
    wanted.set(key, isSame ? one : { name, ...(service === undefined ? {} : { service }), measure: several });
  }
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

class Unclear extends Error {}

function measureOf(objective: Objective, rules: readonly RecordingRule[]): WantedObjective['measure'] {
  const { format, window, counting } = objective;
  try {
    if (counting !== undefined) throw new Unclear(`it is counted ${counting}`);
    if (window === undefined || window <= 0) throw new Unclear('its window is not known');
    const range = `${Math.round(window * 86_400)}s`;
    if (format === 'sloth') return ofSloth(objective, range);
    if (format === 'pyrra') return ofCounters(objective, range);
    return isCounters(objective, rules) ? ofCounters(objective, range) : ofRates(objective, { range, rules });
  } catch (error) {
    if (error instanceof Unclear) return { inconclusive: error.message };
    throw error;
  }
}

/** The only expression with one of these roles. */
function one({ indicators }: Objective, ...roles: Objective['indicators'][number]['role'][]) {
  const found = indicators.filter(({ role }) => roles.includes(role));
  const [first] = found;
  if (!first || found.length > 1) throw new Unclear(`it has no single expression for ${roles.join(' or ')} events`);
  return first;
}

function sides(objective: Objective) {
  const event = one(objective, 'good', 'bad');
  const counts: 'good' | 'bad' = event.role === 'good' ? 'good' : 'bad';
  return { counts, event, total: one(objective, 'total') };
}

const placeholder = /\{\{-?\s*\.window\s*-?\}\}/g;

/** Sloth writes the window for `{{.window}}` (https://sloth.dev/usage/slo-spec). */
function ofSloth(objective: Objective, range: string): Measure {
  const filled = (text: string, length: string) => {
    const result = text.replace(placeholder, length);
    if (result === text) throw new Unclear('an expression has no {{.window}}');
    return plain(result);
  };
  if (objective.indicators.some(({ role }) => role === 'raw')) {
    const { text } = one(objective, 'raw').expr;
    return { counts: 'bad share', share: filled(text, range), probe: filled(text, '5m') };
  }
  const { counts, event, total } = sides(objective);
  return {
    counts,
    share: filled(event.expr.text, range),
    total: filled(total.expr.text, range),
    probe: filled(total.expr.text, '5m'),
  };
}

const selector = /^[a-zA-Z_:][\w:]*\s*(?:\{[^]*\})?$/;

/** `requests_total{code="500"}`, which may stand in `sum()`. */
function counterIn(text: string): string | undefined {
  const inner = (/^\s*sum\s*\(([^()]*)\)\s*$/.exec(text)?.[1] ?? text).trim();
  return selector.test(inner) ? inner : undefined;
}

/** Whether both sides are counters as they are, by the names that counters have. */
function isCounters(objective: Objective, rules: readonly RecordingRule[]): boolean {
  const { event, total } = sides(objective);
  return [event, total].every(
    ({ expr, query }) =>
      counterIn(expr.text) !== undefined &&
      query.selectors.every(
        ({ metric, range }) =>
          range === undefined &&
          /_(?:total|count|bucket)$/.test(metric ?? '') &&
          !rules.some(({ name }) => name === metric),
      ),
  );
}

/** Pyrra's indicators are counters, and so are some of OpenSLO's: what was added within the window. */
function ofCounters(objective: Objective, range: string): Measure {
  const { counts, event, total } = sides(objective);
  const added = ({ expr, query }: typeof event) => {
    const counter = counterIn(expr.text);
    if (counter === undefined || !query.complete || query.selectors.length !== 1 || query.operators.length > 0)
      throw new Unclear('an expression is not a plain counter');
    return `sum(increase(${plain(counter)}[${range}]))`;
  };
  return {
    counts,
    share: added(event),
    total: added(total),
    probe: plain(counterIn(total.expr.text) ?? ''),
  };
}

/** Rates with a range of their own, or recorded ones: their sum over the window, one sample for each range. */
function ofRates(objective: Objective, { range, rules }: { range: string; rules: readonly RecordingRule[] }): Measure {
  const { counts, event, total } = sides(objective);
  const ranges = new Set<number | undefined>();
  const functions = new Set<string | undefined>();
  for (const { query } of [event, total]) {
    if (!query.complete || query.selectors.length === 0) throw new Unclear('an expression could not be read');
    if (query.comparisons.length > 0) throw new Unclear('an expression compares values');
    for (const each of query.selectors) {
      const is = countedBy(each, rules);
      ranges.add(is?.range);
      functions.add(is?.by);
    }
  }
  const [step] = ranges;
  const [counted] = functions;
  const isRate = functions.size === 1 && (counted === 'rate' || counted === 'increase');
  if (!isRate || ranges.size > 1 || step === undefined || step <= 0)
    throw new Unclear('its expressions are not rates over one range');
  const summed = (text: string) => `sum_over_time((${plain(text)})[${range}:${step}s])`;
  return { counts, share: summed(event.expr.text), total: summed(total.expr.text), probe: plain(total.expr.text) };
}

/** An expression without variables of a template or a dashboard. */
function plain(text: string): string {
  if (/\{\{|\[\[|\$\{|\$__?\w|\$[a-z]\w+/i.test(text)) throw new Unclear('an expression contains a variable');
  return text.trim();
}
