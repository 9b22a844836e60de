import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writtenName } from '../code/written.ts';

/** How a graceful stop is run when a channel or context has told of the signal: the calls that lead to it, the last one runs it. */
export interface Reach {
  readonly by: readonly number[];
}

const waits = /<-|\.Wait\(|\bselect\s*\{|\brange\s+\w*(ch|chan|sig|signals?|quit|stop|done|term)\w*\s*\{/i;
const registersRoute = /(^|\.)(Handle\w*|GET|POST|PUT|DELETE|Get|Post|Put|Delete|Any|Route|Methods|Once|Do)$/;

/** How a call of a Go file runs behind a wait; undefined where nothing in the file leads from a wait to it. */
export function reachedBehindWait(code: ResolvedCode, index: number): Reach | undefined {
  const call = code.outline.calls[index];
  if (!call) return undefined;
  const { outline, resolver } = code;
  const own = outline.regions[resolver.functionAround(call.region)];
  return climb(code, {
    region: call.region,
    offset: call.how === 'defer' ? (own?.body.end ?? call.start) : call.start,
    by: [],
    depth: 0,
  });
}

interface Step {
  readonly region: number;
  readonly offset: number;
  readonly by: readonly number[];
  readonly depth: number;
}

function climb(code: ResolvedCode, { region, offset, by, depth }: Step): Reach | undefined {
  const { outline, resolver, text } = code;
  const around = resolver.functionAround(region);
  const own = outline.regions[around];
  if (!own || depth > 6) return undefined;
  if (waits.test(text.slice(own.body.start, offset)) || waitsInside(code, around, offset)) return { by };
  if (own.kind !== 'function') return undefined;
  const handed = resolver.argumentOf({ region: around });
  const holder = handed ? outline.calls[handed.call] : undefined;
  if (holder) {
    if (registersRoute.test(writtenName(outline, holder))) return undefined;
    // A group runs it at once: what stands before it in the function around must wait.
    if (/(^|\.)Go$/.test(writtenName(outline, holder)))
      return climb(code, { region: holder.region, offset: holder.start, by, depth: depth + 1 });
    // Life cycles, actors and `context.AfterFunc` run what they are given when it is time.
    return { by };
  }
  for (const [index, call] of outline.calls.entries()) {
    const isRun = resolver.callee(index).some((origin) => origin.kind === 'function' && origin.region === around);
    if (isRun) {
      const end = outline.regions[resolver.functionAround(call.region)]?.body.end ?? call.start;
      const found = climb(code, {
        region: call.region,
        offset: call.how === 'defer' ? end : call.start,
        by: [index, ...by],
        depth: depth + 1,
      });
      if (found) return found;
    }
    if (isHandedOn(code, index, around) && !registersRoute.test(writtenName(outline, call))) return { by };
  }
  if (own.expression) {
    // A literal that is kept, or run where it stands: what stands around it runs first.
    const parent = own.parent;
    return parent < 0 ? undefined : climb(code, { region: parent, offset: own.body.start, by, depth: depth + 1 });
  }
  return undefined;
}

function isHandedOn({ outline, resolver }: ResolvedCode, index: number, region: number): boolean {
  const call = outline.calls[index];
  const name = outline.regions[region]?.name;
  return (
    call?.args.some(
      ({ value }) =>
        value.kind === 'path' &&
        value.path.names.at(-1) === name &&
        resolver
          .evaluate(value, { region: call.region, offset: value.span.start })
          .some((origin) => origin.kind === 'function' && origin.region === region),
    ) === true
  );
}

/** Whether a function of this file that runs before waits. */
function waitsInside({ outline, resolver, text }: ResolvedCode, around: number, offset: number): boolean {
  const body = outline.regions[around]?.body;
  if (!body) return false;
  return callsIn(outline, { start: body.start, end: offset }).some((index) =>
    resolver.callee(index).some((origin) => {
      const inner = origin.kind === 'function' ? outline.regions[origin.region]?.body : undefined;
      return (
        inner !== undefined && outline.calls[index]?.how === undefined && waits.test(text.slice(inner.start, inner.end))
      );
    }),
  );
}
