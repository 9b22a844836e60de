import type { Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Seconds of Go's units of time. */
const goUnits: ReadonlyMap<string, number> = new Map([
  ['Nanosecond', 1e-9],
  ['Microsecond', 1e-6],
  ['Millisecond', 1e-3],
  ['Second', 1],
  ['Minute', 60],
  ['Hour', 3600],
]);

/** Seconds of Java's units: `Duration.ofMillis(…)`, `TimeUnit.SECONDS`. */
const javaUnits: ReadonlyMap<string, number> = new Map([
  ['millis', 1e-3],
  ['milliseconds', 1e-3],
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
]);

/** Classes of Java and C# that hold a duration: `Duration.ofSeconds(5)`, `TimeSpan.FromSeconds(5)`. */
const durations: ReadonlySet<string> = new Set(['Duration', 'TimeSpan']);

/** Products with more factors are not read. */
const maxFactors = 5;

/** The one number that a value is; Go's durations in seconds. Undefined where it is not written or may be several. */
export function numberAt(code: ResolvedCode, value: Value | undefined, at: At): number | undefined {
  if (!value) return undefined;
  const found = new Set(code.resolver.evaluate(value, at).map((origin) => numberOf(code, origin)));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** The numbers of a list in their order; undefined where one of them, or the list, is not written. */
export function numbersAt(code: ResolvedCode, value: Value | undefined, at: At): readonly number[] | undefined {
  if (!value) return undefined;
  const [only, ...more] = code.resolver.evaluate(value, at);
  if (!only || more.length > 0) return undefined;
  const items =
    only.kind === 'value' && only.value.kind === 'list'
      ? only.value.items
      : only.kind === 'literal' && only.names.length === 0
        ? only.value.entries.map((entry) => entry.value)
        : undefined;
  const numbers = items?.map((item) => numberAt(code, item, at));
  return numbers?.every((number) => number !== undefined) ? numbers : undefined;
}

function numberOf(code: ResolvedCode, origin: Origin): number | undefined {
  if (origin.kind === 'value')
    return origin.value.kind === 'number' ? productOf(code, origin.value.text, origin.at) : undefined;
  if (origin.kind === 'module' && origin.module === 'time') return goUnits.get(origin.names.at(-1) ?? '');
  if (origin.kind !== 'result') return undefined;
  const call = code.outline.calls[origin.call];
  const unit = /^(?:of|From)(\w+)$/.exec(call?.callee.names.at(-1) ?? '')?.[1];
  const isDuration = durations.has(call?.callee.names.at(-2) ?? '');
  const seconds = isDuration ? javaUnits.get(unit?.toLowerCase() ?? '') : undefined;
  const count =
    seconds === undefined ? undefined : numberAt(code, call?.args[0]?.value, code.resolver.placeOf(origin.call));
  return count === undefined || seconds === undefined ? undefined : count * seconds;
}

/** `30`, `30_000`, `30 * 1000`, `10 * time.Second`. */
function productOf(code: ResolvedCode, text: string, at: At): number | undefined {
  const factors = text.split('*').map((factor) => factor.trim());
  if (factors.length > maxFactors) return undefined;
  let product = 1;
  for (const factor of factors) {
    const number =
      plainNumber(factor) ?? goUnits.get(/^time\.(\w+)$/.exec(factor)?.[1] ?? '') ?? named(code, factor, at);
    if (number === undefined) return undefined;
    product *= number;
  }
  // Without the noise of binary fractions: 0.1 * 3.
  return Number(product.toPrecision(12));
}

function plainNumber(text: string): number | undefined {
  return /^(\d[\d_]*(\.[\d_]*)?|\.\d+)(e[+-]?\d+)?[lLfFdD]?$/i.test(text)
    ? Number(text.replace(/[_lLfFdD]/g, ''))
    : undefined;
}

function named(code: ResolvedCode, name: string, at: At): number | undefined {
  if (!/^[A-Za-z_][\w.]*$/.test(name)) return undefined;
  const [only, ...more] = code.resolver.origins({ names: name.split('.') }, at);
  if (more.length > 0 || only?.kind !== 'value' || only.value.kind !== 'number' || only.value.text.includes(name))
    return undefined;
  return productOf(code, only.value.text, only.at);
}

/** Seconds of one of Java's units, by its name as written: `TimeUnit.SECONDS`. */
export function javaUnit(value: Value | undefined): number | undefined {
  return value?.kind === 'path' ? javaUnits.get(value.path.names.at(-1)?.toLowerCase() ?? '') : undefined;
}
