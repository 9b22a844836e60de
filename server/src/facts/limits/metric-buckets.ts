import type { BucketPattern } from '../../knowledge/metrics.ts';
import type { Metric } from '../../model/monitoring-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { numberAt, numbersAt } from './numbers.ts';

/** More bounds are no buckets that somebody wrote. */
const maxBounds = 200;

interface Given {
  readonly pattern: BucketPattern;
  /** Options or arguments of the call; undefined where they cannot be seen. */
  readonly options: readonly Argument[] | undefined;
}

/** The buckets of a histogram that a call registers; nothing where they cannot be seen. */
export function bucketsOf(code: ResolvedCode, index: number, { pattern, options }: Given): Pick<Metric, 'buckets'> {
  const call = code.outline.calls[index];
  if (!call || !options || options.some(({ spread }) => spread)) return {};
  if (options.some(({ name }) => name !== undefined && pattern.native.includes(name)))
    return { buckets: { bounds: [], given: 'native', span: call.nameSpan } };
  const steps = stepsOf(code, index);
  const native = pattern.native.some((name) => writtenFrom(code, call).includes(name));
  if (native && !steps.some((each) => code.outline.calls[each]?.callee.names.at(-1) === 'classicOnly'))
    return { buckets: { bounds: [], given: 'native', span: call.nameSpan } };
  for (const step of steps) {
    const found = ofStep(code, step, pattern);
    if (found !== 'none') return found;
  }
  const entry = pattern.option === undefined ? undefined : options.find(({ name }) => name === pattern.option);
  if (entry) return written(code, entry.value, { at: code.resolver.placeOf(index), pattern, span: entry.span });
  return pattern.default ? { buckets: { bounds: pattern.default, given: 'default', span: call.nameSpan } } : {};
}

function ofStep(code: ResolvedCode, step: number, pattern: BucketPattern): Pick<Metric, 'buckets'> | 'none' {
  const call = code.outline.calls[step];
  const name = call?.callee.names.at(-1) ?? '';
  if (!call) return 'none';
  const at = code.resolver.placeOf(step);
  if (pattern.linear.includes(name) || pattern.exponential.includes(name))
    return bounded(made(code, call, pattern), call.nameSpan);
  if (!pattern.steps.includes(name)) return 'none';
  const numbers = call.args.map(({ value }) => numberAt(code, value, at));
  if (numbers.every((number) => number !== undefined))
    return bounded(numbers, call.nameSpan, endsOf(call.args.map(({ value }) => value)));
  return bounded(call.args.length === 1 ? numbersAt(code, call.args[0]?.value, at) : undefined, call.nameSpan);
}

interface Place {
  readonly at: At;
  readonly pattern: BucketPattern;
  readonly span: Span;
}

function written(code: ResolvedCode, value: Value, { at, pattern, span }: Place): Pick<Metric, 'buckets'> {
  const [origin, ...more] = code.resolver.evaluate(value, at);
  if (!origin || more.length > 0) return {};
  if (origin.kind === 'module' && pattern.defaults.includes(origin.names.at(-1) ?? ''))
    return { buckets: { bounds: pattern.default ?? [], given: 'default', span } };
  if (origin.kind === 'result') {
    const call = code.outline.calls[origin.call];
    return call && origin.names.length === 0 ? bounded(made(code, call, pattern), span) : {};
  }
  const all =
    origin.kind === 'value' && origin.value.kind === 'list'
      ? origin.value.items
      : origin.kind === 'literal'
        ? origin.value.entries.map((entry) => entry.value)
        : [];
  // The last one may be infinite, as it is without being written.
  const last = all.at(-1);
  const items = last && /\binf/i.test(code.text.slice(last.span.start, last.span.end)) ? all.slice(0, -1) : all;
  const inner = origin.kind === 'value' || origin.kind === 'literal' ? origin.at : at;
  const numbers = items.map((item) => numberAt(code, item, inner));
  return numbers.every((number) => number !== undefined) ? bounded(numbers, span, endsOf(items)) : {};
}

function bounded(bounds: readonly number[] | undefined, span: Span, ends?: readonly number[]): Pick<Metric, 'buckets'> {
  if (!bounds || bounds.length === 0 || bounds.length > maxBounds) return {};
  return { buckets: { bounds, given: 'written', span, ...(ends ? { ends } : {}) } };
}

function endsOf(items: readonly Value[]): readonly number[] | undefined {
  return items.length > 0 && items.every(({ kind }) => kind === 'number')
    ? items.map(({ span }) => span.end)
    : undefined;
}

/** `LinearBuckets(start, width, count)`, `ExponentialBuckets(start, factor, count)`, `ExponentialBucketsRange(min, max, count)`. */
function made(
  code: ResolvedCode,
  call: Call,
  { linear, exponential, range }: BucketPattern,
): readonly number[] | undefined {
  const name = call.callee.names.at(-1) ?? '';
  const at = { region: call.region, offset: call.start };
  const [first, second, count, ...more] = call.args.map(({ value }) => numberAt(code, value, at));
  if (first === undefined || second === undefined || count === undefined || more.length > 0) return undefined;
  if (!Number.isInteger(count) || count < 1 || count > maxBounds) return undefined;
  const bounds = (make: (index: number) => number) =>
    // Without the noise of binary fractions: 0.1 + 2 * 0.1.
    Array.from({ length: count }, (_, index) => Number(make(index).toPrecision(12)));
  if (linear.includes(name)) return bounds((index) => first + index * second);
  if (exponential.includes(name)) return bounds((index) => first * second ** index);
  if (range.includes(name) && first > 0)
    return bounds((index) => first * (second / first) ** (index / Math.max(1, count - 1)));
  return undefined;
}

/** The calls of a chain behind a call, in their order. */
function stepsOf(code: ResolvedCode, index: number): readonly number[] {
  const steps: number[] = [];
  for (
    let [next] = code.resolver.chained(index);
    next !== undefined && steps.length < 20;
    [next] = code.resolver.chained(next)
  )
    steps.push(next);
  return steps;
}

/** What a chain begins with, as written: `Histogram.builder` of `Histogram.builder().name`. */
function writtenFrom(code: ResolvedCode, call: Call): string {
  const { base, names } = call.callee;
  const from = base === undefined ? undefined : code.outline.calls[base];
  return `${from ? `${from.callee.names.join('.')}().` : ''}${names.join('.')}`;
}
