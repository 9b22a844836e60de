import type { ErrorHandler } from '../../model/fact.ts';
import type { Region } from '../../syntax/code/outline.ts';
import { findCallbacks } from './error-callbacks.ts';
import { findDiscards, findFinallyJumps } from './error-discards.ts';
import { actionsIn, hasFunctionBetween } from './handler-actions.ts';
import { repairHandler } from './handler-repair.ts';
import { isSilenced, reasonBeside } from './reasons.ts';
import type { ResolvedCode } from './resolved.ts';
import { triedRegion } from './tried.ts';
import { callsIn, isInside, nameOfCall } from './written.ts';

/** Every place where an error arrives: handlers, rejections, callbacks, nil checks, discards and jumps in `finally`. */
export function extractErrorHandlers(code: ResolvedCode): ErrorHandler[] {
  const facts = [...findHandlers(code), ...findCallbacks(code), ...findDiscards(code), ...findFinallyJumps(code)];
  return facts.sort((a, b) => a.span.start - b.span.start);
}

function findHandlers(code: ResolvedCode): ErrorHandler[] {
  return code.outline.regions.flatMap((region, index) => {
    if (region.kind !== 'handler' || !region.caught) return [];
    const types = [...region.caught.types, ...expectedKinds(code, region)];
    const tries = region.caught.how === 'nil-check' ? checkedCall(code, region) : triedCalls(code, index);
    const within = code.resolver.within(index);
    const fact: ErrorHandler = {
      kind: 'error-handler',
      span: region.opener,
      via: region.caught.how,
      body: region.body,
      ...(region.caught.name === undefined ? {} : { caught: region.caught.name }),
      types,
      does: actionsIn(code, index, region.mentions === true || isTakenApart(code, region)),
      empty: region.empty === true,
      reasoned: region.commented === true || reasonBeside(code, region.opener, region.body),
      ...(isSilenced(code, { start: region.opener.start, end: region.body.end }) ? { silenced: true as const } : {}),
      tries,
      ...(within === undefined ? {} : { within }),
      ...(region.caught.how === 'catch' && triesToReturn(code, index) ? { falls: true as const } : {}),
    };
    const repair = repairHandler(code, fact, index);
    return [repair ? { ...fact, repair } : fact];
  });
}

/** `catch ({ message })` has no name, and takes what it uses. */
function isTakenApart({ text }: ResolvedCode, region: Region): boolean {
  return region.caught?.how === 'catch' && /^\s*\(\s*[{[]/.test(text.slice(region.opener.end, region.body.start));
}

function checkedCall(code: ResolvedCode, region: Region): string[] {
  const call = region.caught?.call;
  return call === undefined ? [] : [nameOfCall(code, call)];
}

/** Names of the calls in the `try` that a handler belongs to. */
function triedCalls(code: ResolvedCode, handler: number): string[] {
  const tried = triedRegion(code, handler);
  if (tried === undefined) return [];
  const body = code.outline.regions[tried]?.body;
  const names = body ? callsIn(code.outline, body).map((call) => nameOfCall(code, call)) : [];
  return [...new Set(names)].slice(0, 8);
}

/** Whether the `try` gives the result and what follows the handler gives another. */
function triesToReturn(code: ResolvedCode, handler: number): boolean {
  const tried = triedRegion(code, handler);
  if (tried === undefined) return false;
  return code.outline.exits.some(
    (exit) =>
      exit.kind === 'return' &&
      isInside(code.outline, exit.region, tried) &&
      !hasFunctionBetween(code, exit.region, tried),
  );
}

/** Kinds of error that a nil check asks for in its own condition: `os.IsNotExist(err)`, `errors.Is(err, io.EOF)`. */
function expectedKinds(code: ResolvedCode, region: Region): string[] {
  if (region.caught?.how !== 'nil-check') return [];
  const { outline, text } = code;
  const condition = { start: region.opener.end, end: region.body.start };
  return callsIn(outline, condition).flatMap((index) => {
    const call = outline.calls[index];
    const asks = call?.args.some((arg) => text.slice(arg.span.start, arg.span.end) === region.caught?.name);
    if (!call || !asks || text[call.start - 1] === '!') return [];
    const kind = call.args[1];
    return [kind ? text.slice(kind.span.start, kind.span.end) : nameOfCall(code, index)];
  });
}
