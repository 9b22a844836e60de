import type { Query, RecordingRule, Selector } from '../model/monitoring-fact.ts';

/** How a series is counted: a function over a range in seconds. */
export interface Counted {
  readonly by: string | undefined;
  readonly range: number | undefined;
}

/** Recording rules that record others are followed so far. */
const maxDepth = 3;

/**
 * How a selector counts: by its own range, or through recording rules of the workspace that are sums of rates over one range.
 * Undefined where it is another kind of expression.
 */
export function countedBy(selector: Selector, rules: readonly RecordingRule[], depth = 0): Counted | undefined {
  const { metric, range, within } = selector;
  if (range !== undefined) return { by: within[0], range };
  const own = rules.filter(({ name }) => name === metric);
  // What is recorded must be added up and nothing else, or it is no longer a rate of events.
  if (own.length === 0 || depth >= maxDepth || within.some((each) => each !== 'sum')) return undefined;
  const found = own.flatMap(({ query }) =>
    isSum(query) ? query.selectors.map((each) => countedBy(each, rules, depth + 1)) : [undefined],
  );
  const [first] = found;
  return first && found.every((each) => each?.by === first.by && each?.range === first.range) ? first : undefined;
}

function isSum(query: Query | undefined): query is Query {
  return (
    query !== undefined &&
    query.complete &&
    query.selectors.length > 0 &&
    query.operators.length === 0 &&
    query.comparisons.length === 0 &&
    query.functions.every((each) => ['sum', 'rate', 'increase'].includes(each))
  );
}
