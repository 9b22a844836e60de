import type { ErrorHandler, HandlerAction } from '../../model/code-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Region } from '../../syntax/code/outline.ts';
import { fallsToNothing, isAtOnce, isLast, triesNext, triesToReturn } from './around-handler.ts';
import { cleansUp } from './clean-up.ts';
import { isReadInDebugAlone } from './debug-output.ts';
import { changesSomething } from './effects.ts';
import { findCallbacks } from './error-callbacks.ts';
import { findDiscards } from './error-discards.ts';
import { findFinallyJumps } from './finally-jumps.ts';
import { findSuppressions } from './error-suppressions.ts';
import { doubtOf } from './error-doubts.ts';
import { choiceOf, isWaivedByName } from './error-types.ts';
import { actionsIn } from './handler-actions.ts';
import { inLoop, interruptIn, restoresInterrupt } from './interrupts.ts';
import { repairHandler } from './handler-repair.ts';
import { strongest, type Stated } from './reason-words.ts';
import { isDevelopment, isSilenced, statedAbove, statedBeside, statedInside, statedOfFunction } from './reasons.ts';
import { asStated } from './stated.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { otherError } from './other-error.ts';
import { tellsItself } from './self-reporting.ts';
import { namelessIn } from './nameless.ts';
import { readBeforeCheck } from './used-early.ts';
import { triedRegion } from './tried.ts';
import { callsIn, inSpan, nameOfCall, writesName, writtenName } from '../code/written.ts';
import { literally } from '../../syntax/code/literally.ts';

/** Every place where an error arrives: handlers, rejections, callbacks, nil checks, discards and jumps in `finally`. */
export function extractErrorHandlers(code: ResolvedCode): ErrorHandler[] {
  const facts = [
    ...findHandlers(code),
    ...findCallbacks(code),
    ...findDiscards(code),
    ...findSuppressions(code),
    ...findFinallyJumps(code),
  ];
  return facts.sort((a, b) => a.span.start - b.span.start);
}

/** What lets somebody hear of an error. */
const heard: ReadonlySet<HandlerAction> = new Set(['logs', 'rethrows', 'uses', 'exits']);

/** What is stated above `try`, or above the variables that it fills. */
function statedAboveTry(code: ResolvedCode, handler: number): Stated | undefined {
  const tried = triedRegion(code, handler);
  const region = tried === undefined ? undefined : code.outline.regions[tried];
  if (region === undefined) return undefined;
  const first = startOfFilled(code, region);
  return strongest(
    statedAbove(code, region.opener.start),
    first < region.opener.start ? statedAbove(code, first) : undefined,
  );
}

/** Where the declarations begin that stand directly above a `try` and whose variables are set in it. */
function startOfFilled({ outline, text }: ResolvedCode, tried: Region): number {
  const set = new Set(
    inSpan(outline.bindings, tried.body, ({ span }) => span.start).flatMap(({ targets }) =>
      targets.map(({ names }) => names.join('.')),
    ),
  );
  let start = tried.opener.start;
  for (const binding of outline.bindings.filter(({ span }) => span.start < tried.opener.start).reverse()) {
    const isFilled = binding.targets.every(({ names }) => set.has(names.join('.')));
    const between = text.slice(binding.span.end, start);
    if (!isFilled || binding.span.end > start || !/^\s*;?\s*(?!\S)$/.test(between)) break;
    start = text.lastIndexOf('\n', binding.span.start - 1) + 1;
  }
  return start;
}

function nameAsWritten({ outline }: ResolvedCode, index: number): string {
  const call = outline.calls[index];
  return call ? writtenName(outline, call) : '';
}

function findHandlers(code: ResolvedCode): ErrorHandler[] {
  return code.outline.regions.flatMap((region, index) => {
    if (region.kind !== 'handler' || !region.caught || isOnItsWay(code, index)) return [];
    const types = [...region.caught.types, ...expectedKinds(code, region)];
    const within = code.resolver.within(index);
    const call = region.caught.call === undefined ? undefined : code.outline.calls[region.caught.call];
    const statement = {
      start: Math.min(call?.start ?? region.opener.start, region.opener.start),
      end: region.opener.end,
    };
    const isRead = region.mentions === true && !isReadInDebugAlone(code, region);
    const isUsed = isRead || isTakenApart(code, region) || isUsedBefore(code, region);
    const calls = callsOf(code, index);
    const isJava = code.outline.language === 'java';
    const does = actionsIn(code, index, isUsed);
    if (isJava && restoresInterrupt(code, index)) does.push('re-interrupts');
    if (does.length === 0 && calls.length > 0 && calls.every((call) => tellsItself(code, call))) does.push('logs');
    const interrupted = interruptIn(code, index);
    // What was tried matters where nobody hears of its failure; elsewhere its name as written will do.
    const nameOf = does.some((action) => heard.has(action)) ? nameAsWritten : nameOfCall;
    const tries = triedNames(code, { handler: index, calls, nameOf });
    const doubt = doubtOf(code, index);
    const falls = region.caught.how === 'catch' && triesToReturn(code, index);
    const fact: ErrorHandler = {
      kind: 'error-handler',
      span: region.opener,
      via: region.caught.how,
      body: region.body,
      ...(region.caught.name === undefined ? {} : { caught: region.caught.name }),
      types,
      ...choiceOf(code, { types, empty: region.empty === true, falls }),
      does: isUsedBehind(code, region, does) ? [...does, 'uses'] : does,
      ...namelessIn(code, index, does),
      ...readBeforeCheck(code, region),
      empty: region.empty === true,
      ...asStated(
        strongest(
          statedInside(code, region),
          isWaivedByName(code, region.caught.name) ? 'waiver' : undefined,
          statedBeside(code, statement, region.body),
          statedAboveTry(code, index),
          statedOfFunction(code, index, does.includes('answers')),
        ),
      ),
      ...(isSilenced(code, { start: region.opener.start, end: region.body.end }) ? { silenced: true as const } : {}),
      tries,
      ...(cleansUp(code, calls) ? { cleansUp: true as const } : {}),
      ...(changesSomething(code, calls) ? { changes: true as const } : {}),
      ...(isAtOnce(code, index, calls) ? { atOnce: true as const } : {}),
      ...(within === undefined ? {} : { within }),
      ...(interrupted && !does.includes('exits') ? { interrupted, ...inLoop(code, index) } : {}),
      ...(isDevelopment(code, index) ? { inDevelopment: true as const } : {}),
      ...givesOther(code, index, does),
      ...(falls ? { falls: true as const } : {}),
      ...(falls && fallsToNothing(code, index) ? { toNothing: true as const } : {}),
      ...(region.caught.how === 'catch' && triesNext(code, index) ? { next: true as const } : {}),
      ...(doubt ? { doubt } : {}),
      ...(isJava && isLast(code, index) ? { last: true as const } : {}),
    };
    const repair = repairHandler(code, fact, index);
    return [repair ? { ...fact, repair } : fact];
  });
}

/** The name of another error that is returned, and nil. */
function givesOther(
  code: ResolvedCode,
  handler: number,
  does: readonly HandlerAction[],
): Pick<ErrorHandler, 'other' | 'keeps' | 'saysNo'> {
  const body = code.outline.regions[handler]?.body;
  if (!body || !does.includes('succeeds')) return {};
  const other = inSpan(code.outline.exits, body, ({ span }) => span.start)
    .map((exit) => otherError(code, exit, handler))
    .find((name) => name !== undefined);
  if (other !== undefined) return { other };
  if (answersNo(code, body)) return { saysNo: true };
  return keepsWhatWas(code, handler, body) ? { keeps: true } : {};
}

/** `return false, nil`, `return nil, false, nil`: beside the nil stands that it is not so, or not there. */
function answersNo({ outline }: ResolvedCode, body: Span): boolean {
  return inSpan(outline.exits, body, ({ span }) => span.start).every(({ kind, values }) => {
    const beside = kind === 'return' ? values?.at(-2) : undefined;
    return beside?.kind === 'boolean' && beside.text === 'false';
  });
}

/** `return order, nil` of an order that another call gave, or the caller. */
function keepsWhatWas({ outline }: ResolvedCode, handler: number, body: Span): boolean {
  const failed = outline.regions[handler]?.caught?.call;
  const made = outline.bindings.find(({ value }) => value?.kind === 'call' && value.call === failed);
  const results = new Set(made?.targets.map(({ names }) => names.join('.')));
  return inSpan(outline.exits, body, ({ span }) => span.start).some(({ kind, values }) => {
    const first = kind === 'return' && values && values.length > 1 ? values[0] : undefined;
    return first?.kind === 'path' && first.path.base === undefined && !results.has(first.path.names.join('.'));
  });
}

/** A deferred function that looks at the error of the function around it: that error goes on to the caller anyway. */
function isOnItsWay({ outline, resolver }: ResolvedCode, handler: number): boolean {
  const region = outline.regions[handler];
  const around = resolver.functionAround(handler);
  const own = outline.regions[around];
  const caught = region?.caught;
  if (caught?.how !== 'nil-check' || own?.kind !== 'function' || own.name !== undefined) return false;
  const isOwn = outline.bindings.some(
    (binding) =>
      binding.how !== 'assign' &&
      binding.targets.some((target) => target.names.join('.') === caught.name) &&
      resolver.functionAround(binding.region) === around,
  );
  const isField = caught.name?.includes('.') === true;
  return !isOwn && !isField && own.parameters?.some(({ name }) => name === caught.name) !== true;
}

/** Whether the error went elsewhere between the call and the check: `started <- err`, or `count(err)` in a check before. */
function isUsedBefore(code: ResolvedCode, { caught, opener, parent }: Region): boolean {
  const { outline, resolver } = code;
  if (caught?.how !== 'nil-check' || caught.name === undefined) return false;
  const call = caught.call === undefined ? undefined : outline.calls[caught.call];
  if (call && call.brackets.end >= opener.start) return false;
  if (call && writesName(code, caught.name, { start: call.brackets.end, end: opener.start })) return true;
  const around = resolver.functionAround(parent);
  const set = outline.bindings.findLast(
    ({ span, region, targets }) =>
      span.start < opener.start &&
      resolver.functionAround(region) === around &&
      targets.some(({ names }) => names.join('.') === caught.name),
  );
  if (call || !set) return false;
  return inSpan(outline.calls, { start: set.span.end, end: opener.start }, ({ start }) => start).some(({ args }) =>
    args.some(({ value }) => value.kind === 'path' && value.path.names.join('.') === caught.name),
  );
}

/** Whether the error is read behind a handler that goes on: `if err != nil { cleanUp() }; return err`. */
function isUsedBehind(
  { outline, text, resolver }: ResolvedCode,
  region: Region,
  does: readonly HandlerAction[],
): boolean {
  const { caught } = region;
  if (caught?.how !== 'nil-check' || caught.name === undefined) return false;
  if (does.some((action) => action === 'returns' || action === 'jumps' || action === 'rethrows')) return false;
  const end = outline.regions[resolver.functionAround(region.parent)]?.body.end ?? text.length;
  const next = new RegExp(`(?<![\\w.])${literally(caught.name)}(?!\\w)([^\\n]*)`).exec(
    text.slice(region.body.end, end),
  );
  return next !== null && !/^\s*(,[^=\n]*)?:?=[^=]/.test(next[1] ?? '');
}

/** `catch ({ message })` has no name, and takes what it uses. */
function isTakenApart({ text }: ResolvedCode, region: Region): boolean {
  return region.caught?.how === 'catch' && /^\s*\(\s*[{[]/.test(text.slice(region.opener.end, region.body.start));
}

/** The calls whose error arrives in a handler: that of its check, or those in its `try`. */
function callsOf(code: ResolvedCode, handler: number): number[] {
  const { outline } = code;
  const caught = outline.regions[handler]?.caught;
  if (caught?.how === 'nil-check') return caught.call === undefined ? [] : [caught.call];
  const body = outline.regions[triedRegion(code, handler) ?? -1]?.body;
  return body ? callsIn(outline, body) : [];
}

/** Their names, and the modules that are loaded in a `try`. */
function triedNames(
  code: ResolvedCode,
  { handler, calls, nameOf }: { handler: number; calls: readonly number[]; nameOf: typeof nameOfCall },
): string[] {
  const names = calls.map((call) => nameOf(code, call));
  const tried = triedRegion(code, handler);
  const body = tried === undefined ? undefined : code.outline.regions[tried]?.body;
  if (!body || code.outline.regions[handler]?.caught?.how === 'nil-check') return names;
  const loaded = code.outline.imports.filter(({ span }) => body.start <= span.start && span.end <= body.end);
  return [...new Set([...loaded.map(({ module }) => `import('${module}')`), ...names])].slice(0, 8);
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
