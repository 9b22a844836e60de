import type { Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { javaUnit, numberAt, numbersAt } from './numbers.ts';

/** The milliseconds that a timeout says, by what numbers mean in its language; undefined where they are not written. */
export function millisecondsAt(
  code: ResolvedCode,
  value: Value,
  { at, written }: { at: At; written: string },
): number | undefined {
  const { language } = code.outline;
  // Connecting and reading, in this order: who waits for an answer waits for the last.
  const list = value.kind === 'list' ? numbersAt(code, value, at)?.at(-1) : undefined;
  const number = list ?? numberAt(code, value, at) ?? fromNow(code, value);
  if (number === undefined || !(number > 0)) return undefined;
  switch (language) {
    case 'go':
      return exact(number * 1000);
    case 'python':
      return /(ms|millis(econds)?)\b/i.test(written.split(/[=(,]/)[0] ?? '') ? number : exact(number * 1000);
    case 'java': {
      const isDuration = code.resolver.evaluate(value, at).every(({ kind }) => kind === 'result');
      const unit = /\b(?:TimeUnit|ChronoUnit)\.(\w+)/.exec(written)?.[1] ?? /,\s*([A-Z]{5,})\b/.exec(written)?.[1];
      const size =
        unit === undefined ? undefined : javaUnit({ kind: 'path', path: { names: [unit] }, span: value.span });
      if (unit !== undefined && size === undefined) return undefined;
      return isDuration ? exact(number * 1000) : size === undefined ? number : exact(number * size * 1000);
    }
    case 'csharp':
      // What a plain number means depends on the property.
      return code.resolver.evaluate(value, at).every(({ kind }) => kind === 'result')
        ? exact(number * 1000)
        : undefined;
    default:
      return number;
  }
}

/** `Date.now() + 5000`: the deadline of a call of gRPC. */
function fromNow({ outline, text }: ResolvedCode, value: Value): number | undefined {
  if (outline.language !== 'javascript' && outline.language !== 'typescript') return undefined;
  const found = /^Date\.now\(\)\s*\+\s*([\d_]+)$/.exec(text.slice(value.span.start, value.span.end).trim())?.[1];
  return found === undefined ? undefined : Number(found.replaceAll('_', ''));
}

/** The milliseconds of a context that `context.WithTimeout` gives. */
export function contextMs(code: ResolvedCode, origin: Origin): number | undefined {
  if (origin.kind !== 'result') return undefined;
  const call = code.outline.calls[origin.call];
  if (!/^WithTimeout(Cause)?$/.test(call?.callee.names.at(-1) ?? '')) return undefined;
  const seconds = numberAt(code, call?.args[1]?.value, code.resolver.placeOf(origin.call));
  return seconds === undefined ? undefined : exact(seconds * 1000);
}

/** Without the noise of binary fractions. */
function exact(number: number): number {
  return Number(number.toPrecision(12));
}
