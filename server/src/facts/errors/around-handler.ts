import type { Span } from '../../model/span.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, inSpan, isInside, outwards } from '../code/written.ts';
import { hasFunctionBetween, leaves } from './handler-actions.ts';
import { triedRegion } from './tried.ts';

/** A `try` of a script that waits for nothing: what it calls fails at once or not at all, and asks no other process but for files. */
export function isAtOnce(code: ResolvedCode, handler: number, calls: readonly number[]): boolean {
  const { outline, text } = code;
  if (outline.language !== 'typescript' && outline.language !== 'javascript') return false;
  const body = outline.regions[triedRegion(code, handler) ?? -1]?.body;
  if (!body || /\bawait\b/.test(text.slice(body.start, body.end))) return false;
  return !calls.some((index) => /Sync$/.test(outline.calls[index]?.callee.names.at(-1) ?? ''));
}

/** Whether the `try` gives or sets the result, and what follows or stood before the handler gives another. */
export function triesToReturn(code: ResolvedCode, handler: number): boolean {
  const { outline } = code;
  const tried = triedRegion(code, handler);
  const body = outline.regions[tried ?? -1]?.body;
  if (tried === undefined || !body) return false;
  const isOwn = (region: number) => isInside(outline, region, tried) && !hasFunctionBetween(code, region, tried);
  return (
    inSpan(outline.exits, body, ({ span }) => span.start).some(
      (exit) => exit.kind === 'return' && isOwn(exit.region),
    ) ||
    inSpan(outline.bindings, body, ({ span }) => span.start).some(
      (binding) => binding.how === 'assign' && isOwn(binding.region),
    )
  );
}

/** Whether the `try` gives the result, and nothing behind the handler does: the caller gets nothing. */
export function fallsToNothing(code: ResolvedCode, handler: number): boolean {
  const { outline, resolver } = code;
  const own = outline.regions[handler];
  const body = outline.regions[triedRegion(code, handler) ?? -1]?.body;
  const around = outline.regions[resolver.functionAround(handler)];
  if (!own || !body || !around) return false;
  const gives = (span: Span) =>
    inSpan(outline.exits, span, (exit) => exit.span.start).some(
      ({ kind, value, values }) => kind === 'return' && (value !== undefined || values !== undefined),
    );
  return gives(body) && !gives({ start: own.body.end, end: around.body.end });
}

/** Whether a handler goes on with the next round of a loop that ends with the first that succeeds. */
export function triesNext(code: ResolvedCode, handler: number): boolean {
  const { outline } = code;
  const loop = [...outwards(outline, handler)].find((at) => outline.regions[at]?.kind === 'loop');
  const body = outline.regions[loop ?? -1]?.body;
  const own = outline.regions[handler]?.body;
  if (loop === undefined || !body || !own || hasFunctionBetween(code, handler, loop)) return false;
  return inSpan(outline.exits, body, ({ span }) => span.start).some(
    (exit) =>
      (exit.kind === 'return' || exit.kind === 'break') &&
      (exit.span.end <= own.start || exit.span.start >= own.end) &&
      ![...outwards(outline, exit.region)].some((at) => at > loop && outline.regions[at]?.kind === 'handler') &&
      !hasFunctionBetween(code, exit.region, loop) &&
      (exit.kind === 'return' ? exit.value?.kind !== 'null' && exit.value !== undefined : leaves(code, exit, loop)),
  );
}

/** Whether the function ends behind a handler, but for its `finally`. */
export function isLast({ outline, resolver }: ResolvedCode, handler: number): boolean {
  const own = outline.regions[handler];
  const around = outline.regions[resolver.functionAround(handler)];
  if (!own || around?.kind !== 'function') return false;
  for (let at = own.parent; outline.regions[at] !== around; at = outline.regions[at]?.parent ?? 0) {
    if (at <= 0 || outline.regions[at]?.kind === 'loop') return false;
  }
  return callsIn(outline, { start: own.body.end, end: around.body.end }).every((call) => {
    const region = outline.calls[call]?.region ?? 0;
    return [...outwards(outline, region)].some((at) => /^(finally|handler)$/.test(outline.regions[at]?.kind ?? ''));
  });
}
