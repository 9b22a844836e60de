import type { Objective, Query, RecordingRule, Selector } from '../../../model/monitoring-fact.ts';
import type { Located } from '../../../model/rule.ts';

/** Recording rules may stand on each other; deeper than that nobody builds them. */
const maxSteps = 6;

/** Tells which queries are about an objective: by its indicator's metrics, or by series that are recorded from them. */
export interface Scope {
  /** Whether a selector shows what the objective counts. */
  covers(selector: Selector): boolean;
  /** The shortest range that a series is recorded over, in seconds. */
  windowOf(series: string): number | undefined;
}

const known = new WeakMap<readonly Located<RecordingRule>[], WeakMap<Objective, Scope>>();

/** The scope of an objective among the recording rules of the workspace. */
export function scopeOf(objective: Objective, rules: readonly Located<RecordingRule>[]): Scope {
  const own = known.get(rules) ?? new WeakMap<Objective, Scope>();
  known.set(rules, own);
  const scope = own.get(objective) ?? makeScope(objective, rules);
  own.set(objective, scope);
  return scope;
}

function makeScope(objective: Objective, rules: readonly Located<RecordingRule>[]): Scope {
  const own = objective.indicators.flatMap(({ query }) => query.selectors);
  const byName = new Map<string, RecordingRule[]>();
  for (const { fact: rule } of rules) {
    const same = byName.get(rule.name);
    if (same) same.push(rule);
    else byName.set(rule.name, [rule]);
  }
  const covers = (selector: Selector, steps = 0): boolean => {
    const { metric } = selector;
    if (metric === undefined) return false;
    if (own.some((each) => isSame(each, selector, objective))) return true;
    if (objective.records.some((pattern) => fits(metric, pattern)) && names(selector, objective)) return true;
    if (steps >= maxSteps) return false;
    return (byName.get(metric) ?? []).some((rule) => inner(rule).some((each) => covers(each, steps + 1)));
  };
  return {
    covers: (selector) => covers(selector),
    windowOf(series) {
      const ranges = (byName.get(series) ?? []).flatMap((rule) => inner(rule).flatMap(({ range }) => range ?? []));
      return ranges.length > 0 ? Math.min(...ranges) : undefined;
    },
  };
}

function inner({ query }: RecordingRule): readonly Selector[] {
  return query?.selectors ?? [];
}

/** The name of a metric without what a histogram, summary or counter appends. */
export function baseOf(metric: string): string {
  return metric.replace(/_(bucket|count|sum|total)$/, '');
}

/** Labels that tell good events from bad ones: a query for the one is about the other, too. */
const outcomes =
  /^(le|quantile|code|status|status_code|http_status_code|http_response_status_code|grpc_code|outcome|result|error|exception|success)$/i;

function isSame(indicator: Selector, other: Selector, { indicators }: Objective): boolean {
  const [a, b] = [indicator.metric, other.metric];
  if (a === undefined || b === undefined || baseOf(a) !== baseOf(b)) return false;
  const isLatency = indicators.some(({ query }) => query.selectors.some(({ metric }) => metric?.endsWith('_bucket')));
  const showsLatency = /_(bucket|sum)$/.test(b) || other.matchers.some(({ label }) => label === 'quantile');
  if (isLatency && /_count$/.test(b) && !showsLatency) return false;
  if (!isLatency && /_bucket$/.test(b) && !other.matchers.some(({ label }) => label === 'le')) return false;
  return indicator.matchers.every(({ label, operator, value }) => {
    const same = other.matchers.find((each) => each.label === label);
    if (!same || outcomes.test(label) || operator !== '=' || same.operator !== '=') return true;
    return same.value === value || /\$|\{\{|\[\[/.test(same.value) || /\$|\{\{/.test(value);
  });
}

/** Where a selector names its objective by label, that is this one. */
function names({ matchers }: Selector, { name, service }: Objective): boolean {
  return matchers.every(({ label, operator, value }) => {
    if (operator !== '=' || /\$/.test(value)) return true;
    if (/^(sloth_slo|slo)$/.test(label)) return value === name;
    if (label === 'sloth_service') return value === service;
    return label !== 'sloth_id' || value === `${service}-${name}`;
  });
}

/** Whether a name fits a pattern in which `*` stands for anything. */
export function fits(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  const [first = '', ...rest] = pattern.split('*');
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1 && part !== '') return name.length - part.length >= at && name.endsWith(part);
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a query has a selector whose metric a variable or a pattern gives. */
export function isDynamic({ selectors }: Query): boolean {
  return selectors.some(({ metric }) => metric === undefined);
}
