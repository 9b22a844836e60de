import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

// A small PromQL for tests: what the generic alerts use, by the rules of Prometheus' documentation, and an error for all else.

/** One series: its labels with `__name__`, and its value at a minute, or none. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: (minute: number) => number | undefined;
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
type Value = number | readonly Sample[];

/** Value of an expression at a minute; samples are a minute apart. */
export function evaluate(expr: string, series: readonly Series[], minute: number): Value {
  const tree = parser.parse(expr);
  const text = (node: SyntaxNode) => expr.slice(node.from, node.to);
  const only = (node: SyntaxNode): SyntaxNode => {
    const child = node.firstChild;
    if (!child) throw new Error(`nothing in ${node.name}`);
    return child;
  };

  const minutesOf = (words: string) => {
    const [, n, unit = ''] = /^(\d+)(m|h|d|w)$/.exec(words) ?? [];
    const size = { m: 1, h: 60, d: 1440, w: 10080 }[unit];
    if (n === undefined || size === undefined) throw new Error(`no duration: ${words}`);
    return Number(n) * size;
  };
  const selected = (node: SyntaxNode): Series[] => {
    const name = node.getChild('Identifier');
    const matchers = text(node)
      .slice(name ? text(name).length : 0)
      .matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g);
    const tests = [...matchers].map(([, label = '', operator = '', value = '']) => (labels: Series['labels']) => {
      const own = labels[label] ?? '';
      const isMatch = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
      return operator.startsWith('!') ? !isMatch : isMatch;
    });
    return series.filter(
      ({ labels }) => (!name || labels['__name__'] === text(name)) && tests.every((test) => test(labels)),
    );
  };
  const bare = (labels: Series['labels']) =>
    Object.fromEntries(Object.entries(labels).filter(([label]) => label !== '__name__'));
  const at = (one: Series, when: number): number | undefined => {
    // An instant sees five minutes back.
    for (let back = 0; back < 5; back++) {
      const value = one.at(when - back);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  /** The samples of each series in a range that ends at a minute. */
  const ranged = (node: SyntaxNode, shift = 0): { labels: Series['labels']; values: number[]; minutes: number }[] => {
    if (node.name === 'OffsetExpr') {
      const offset = minutesOf(
        text(node)
          .split(/\boffset\b/)
          .at(-1)
          ?.trim() ?? '',
      );
      return ranged(only(node), shift + offset);
    }
    if (node.name !== 'MatrixSelector') throw new Error(`no range: ${node.name}`);
    const minutes = minutesOf(/\[(\w+)\]$/.exec(text(node))?.[1] ?? '');
    const end = minute - shift;
    return selected(only(node)).map((one) => ({
      labels: bare(one.labels),
      minutes,
      values: Array.from({ length: minutes }, (_, i) => one.at(end - minutes + 1 + i)).filter(
        (each) => each !== undefined,
      ),
    }));
  };
  const rate = (values: readonly number[]) => {
    let sum = 0;
    for (const [i, value] of values.entries()) {
      const before = values[i - 1];
      // A counter that is lower than before has started anew.
      if (before !== undefined) sum += value < before ? value : value - before;
    }
    return sum / ((values.length - 1) * 60);
  };

  const call = (node: SyntaxNode): Value => {
    const name = text(only(node));
    const [, body] = [node.firstChild, node.getChild('FunctionCallBody')];
    if (!body) throw new Error(`${name} without arguments`);
    const args: SyntaxNode[] = [];
    for (let each = body.firstChild; each; each = each.nextSibling) args.push(each);
    const [first, second] = args;
    if (!first) throw new Error(`${name} without arguments`);
    switch (name) {
      case 'rate':
        return ranged(first).flatMap(({ labels, values }) =>
          values.length < 2 ? [] : [{ labels, value: rate(values) }],
        );
      case 'changes':
        return ranged(first).map(({ labels, values }) => ({
          labels,
          value: values.filter((value, i) => i > 0 && value !== values[i - 1]).length,
        }));
      case 'absent':
        return samples(value(first)).length === 0 ? [{ labels: {}, value: 1 }] : [];
      case 'histogram_quantile': {
        if (!second) throw new Error('histogram_quantile without buckets');
        const q = value(first);
        if (typeof q !== 'number') throw new Error('no number');
        return quantile(q, samples(value(second)));
      }
      default:
        throw new Error(`not a function of these tests: ${name}`);
    }
  };
  const quantile = (q: number, buckets: readonly Sample[]): Sample[] => {
    const sorted = buckets
      .map(({ labels, value: count }) => ({ le: labels['le'] === '+Inf' ? Infinity : Number(labels['le']), count }))
      .sort((a, b) => a.le - b.le);
    const total = sorted.at(-1)?.count ?? 0;
    if (sorted.length === 0) return [];
    if (total === 0) return [{ labels: {}, value: NaN }];
    const index = sorted.findIndex(({ count }) => count >= q * total);
    const found = sorted[index];
    const lower = sorted[index - 1] ?? { le: 0, count: 0 };
    if (!found) return [];
    if (found.le === Infinity) return [{ labels: {}, value: lower.le }];
    const share = (q * total - lower.count) / (found.count - lower.count);
    return [{ labels: {}, value: lower.le + (found.le - lower.le) * share }];
  };
  const aggregate = (node: SyntaxNode): Value => {
    if (text(only(node)) !== 'sum') throw new Error(`not an aggregation of these tests: ${text(only(node))}`);
    const by =
      /\bby\s*\(([^)]*)\)/
        .exec(text(node))?.[1]
        ?.split(',')
        .map((each) => each.trim()) ?? [];
    const body = node.getChild('FunctionCallBody');
    if (!body) throw new Error('an aggregation of nothing');
    const groups = new Map<string, { labels: Record<string, string>; value: number }>();
    for (const sample of samples(value(only(body)))) {
      const labels = Object.fromEntries(
        by.flatMap((label) => (sample.labels[label] === undefined ? [] : [[label, sample.labels[label]]])),
      );
      const key = JSON.stringify(labels);
      const known = groups.get(key);
      groups.set(key, { labels, value: (known?.value ?? 0) + sample.value });
    }
    return [...groups.values()];
  };
  const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
    '/': (a, b) => a / b,
    '*': (a, b) => a * b,
  };
  const binary = (node: SyntaxNode): Value => {
    const [left, right] = [node.firstChild, node.lastChild];
    if (!left || !right) throw new Error('half an operation');
    const operator = expr.slice(left.to, right.from).trim();
    const [a, b] = [value(left), value(right)];
    const operation = operations[operator];
    if (operator !== '>' && operator !== '<' && !operation)
      throw new Error(`not an operator of these tests: ${operator}`);
    const apply = (x: number, y: number) =>
      operation ? operation(x, y) : (operator === '>' ? x > y : x < y) ? x : undefined;
    if (typeof a === 'number' && typeof b === 'number') return apply(a, b) ?? NaN;
    const pairs: [Sample, number, number][] =
      typeof b === 'number'
        ? samples(a).map((one) => [one, one.value, b])
        : typeof a === 'number'
          ? samples(b).map((one) => [one, a, one.value])
          : samples(a).flatMap((one): [Sample, number, number][] => {
              const key = JSON.stringify(sorted(one.labels));
              const other = samples(b).find(({ labels }) => JSON.stringify(sorted(labels)) === key);
              return other ? [[one, one.value, other.value]] : [];
            });
    return pairs.flatMap(([{ labels }, x, y]) => {
      const result = apply(x, y);
      return result === undefined ? [] : [{ labels, value: result }];
    });
  };
  const samples = (given: Value): readonly Sample[] => {
    if (typeof given === 'number') throw new Error('a number where series are needed');
    return given;
  };
  const value = (node: SyntaxNode): Value => {
    switch (node.name) {
      case 'PromQL':
      case 'ParenExpr':
        return value(only(node));
      case 'NumberDurationLiteral':
      case 'NumberLiteral':
        return Number(text(node));
      case 'VectorSelector':
        return selected(node).flatMap((one) => {
          const now = at(one, minute);
          return now === undefined ? [] : [{ labels: bare(one.labels), value: now }];
        });
      case 'FunctionCall':
        return call(node);
      case 'AggregateExpr':
        return aggregate(node);
      case 'BinaryExpr':
        return binary(node);
      default:
        throw new Error(`not of these tests: ${node.name} in ${expr}`);
    }
  };
  return value(tree.topNode);
}

/** The first minute at which an alert fires: when its expression has given something for as long as it waits. */
export function firesAt(
  { expr, wait }: { expr: string; wait: string },
  series: readonly Series[],
  { from, to }: { from: number; to: number },
): number | undefined {
  let since: number | undefined;
  const minutes = Number(/^(\d+)m$/.exec(wait)?.[1]);
  for (let minute = from; minute <= to; minute++) {
    const now = evaluate(expr, series, minute);
    if (typeof now === 'number') throw new Error('an alert needs series');
    if (now.length === 0) since = undefined;
    else since ??= minute;
    if (since !== undefined && minute - since >= minutes) return minute;
  }
  return undefined;
}

/** The labels of a series by their names, so that equal ones look alike. */
function sorted(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
