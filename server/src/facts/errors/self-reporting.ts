import type { Exit } from '../../syntax/code/outline.ts';
import { isReport } from './loggers.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, inSpan, isInside, outwards, writesName } from '../code/written.ts';
import { triedRegion } from './tried.ts';

/** Functions of the file that are followed, one from the other. */
const maxDepth = 3;

/** The function of the file that a call runs, where it runs no other. */
export function ownFunction({ resolver }: ResolvedCode, call: number): number | undefined {
  const origins = resolver.callee(call);
  const only = origins.length === 1 ? origins[0] : undefined;
  return only?.kind === 'function' && only.names.length === 0 ? only.region : undefined;
}

/** Whether something in a function logs, counts or reports, itself or by a function of the file. */
export function reports(code: ResolvedCode, region: number, depth = 0): boolean {
  const { outline } = code;
  const body = outline.regions[region]?.body;
  if (!body || depth > maxDepth) return false;
  return callsIn(outline, body).some((index) => {
    if (!isInside(outline, outline.calls[index]?.region ?? 0, region)) return false;
    if (isReport(code, index)) return true;
    const own = ownFunction(code, index);
    return own !== undefined && own !== region && reports(code, own, depth + 1);
  });
}

/** Whether a call runs a function of the file that reports its failure itself. */
export function tellsItself(code: ResolvedCode, call: number): boolean {
  const own = ownFunction(code, call);
  return own !== undefined && reportsItself(code, own);
}

/** Whether a function tells of its own failure before its caller learns of it. */
export function reportsItself(code: ResolvedCode, region: number): boolean {
  return code.outline.language === 'go' ? reportsInGo(code, region) : reportsInTry(code, region);
}

/** A deferred function reports the named result, or each return of an error stands behind a report. */
function reportsInGo(code: ResolvedCode, region: number): boolean {
  const { outline, resolver } = code;
  const own = outline.regions[region];
  if (!own) return false;
  const named = outline.bindings.flatMap((binding) =>
    binding.region === region && binding.span.start < own.body.start && binding.type === 'error'
      ? binding.targets.map(({ names }) => names.join('.'))
      : [],
  );
  const deferred = callsIn(outline, own.body).some((index) => {
    const call = outline.calls[index];
    const run = call?.how === 'defer' ? (ownFunction(code, index) ?? literalAt(code, call.start)) : undefined;
    if (!call || run === undefined || resolver.functionAround(call.region) !== region) return false;
    const span = { start: call.start, end: call.brackets.end };
    return named.some((name) => writesName(code, name, span)) && reports(code, run);
  });
  if (deferred) return true;
  const returned = inSpan(outline.exits, own.body, ({ span }) => span.start).filter(
    (exit) => exit.kind === 'return' && resolver.functionAround(exit.region) === region && givesError(exit),
  );
  return returned.length > 0 && returned.every((exit) => isReportedBefore(code, exit));
}

/** The function literal that is called where it is written. */
function literalAt({ outline }: ResolvedCode, offset: number): number | undefined {
  const found = outline.regions.findIndex(({ kind, opener }) => kind === 'function' && opener.start === offset);
  return found < 0 ? undefined : found;
}

function givesError({ value, values }: Exit): boolean {
  const last = values?.at(-1) ?? value;
  return last !== undefined && last.kind !== 'null';
}

/** Whether a report stands in the same block, before the error is returned. */
function isReportedBefore(code: ResolvedCode, exit: Exit): boolean {
  const { outline } = code;
  const block = outline.regions[exit.region];
  if (block?.kind !== 'handler') return false;
  return callsIn(outline, { start: block.body.start, end: exit.span.start }).some((index) => isReport(code, index));
}

/** All that a function calls is in a `try`, and what is caught there is reported. */
function reportsInTry(code: ResolvedCode, region: number): boolean {
  const { outline } = code;
  const own = outline.regions[region];
  if (own?.kind !== 'function') return false;
  const handlers = outline.regions.flatMap((each, at) =>
    each.kind === 'handler' && each.parent === region && each.caught?.how === 'catch' ? [at] : [],
  );
  const reporting = handlers.filter((at) => reports(code, at));
  if (handlers.length === 0 || reporting.length < handlers.length) return false;
  return callsIn(outline, own.body).every((index) => {
    const at = outline.calls[index]?.region ?? 0;
    return [...outwards(outline, at)].some(
      (each) => handlers.includes(each) || handlers.some((handler) => triedRegion(code, handler) === each),
    );
  });
}
