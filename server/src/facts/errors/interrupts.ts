import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Call, Exit } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, inSpan, isInside, lastName, outwards, writtenName } from '../code/written.ts';
import { hasFunctionBetween, leaves } from './handler-actions.ts';
import { ownFunction } from './self-reporting.ts';
import { triedRegion } from './tried.ts';

const interrupt = /(^|\.)(Interrupted|InterruptedIO|ClosedByInterrupt)Exception$/;
const any = /^(java\.lang\.)?(Exception|Throwable)$/;
/** Helpers of libraries that set the flag of the thread again. */
const helper = /^(selfInterrupt|reInterrupt|restoreInterrupt\w*|interrupt(Self|Current)\w*)$/;
/** Functions of the file that are followed, one from the other. */
const maxDepth = 4;

const cancelled = /(^|\.)CancelledError$/;
const anyInPython = /^(builtins\.)?BaseException$/;

/**
 * What becomes of an interrupt (in Python: a cancellation) that arrives in a handler, where it is lost: dropped, replaced by another exception, or
 * caught with everything else in a loop that nothing else ends.
 */
export function interruptIn(code: ResolvedCode, handler: number): ErrorHandler['interrupted'] {
  const types = code.outline.regions[handler]?.caught?.types ?? [];
  if (code.outline.language === 'python') {
    if (isCancelLooped(code, handler)) return 'looped';
    return isCancelDropped(code, handler) ? 'dropped' : undefined;
  }
  if (code.outline.language !== 'java' || restoresInterrupt(code, handler)) return undefined;
  const throws = throwsOf(code, handler);
  if (throws.some((exit) => isHandedOn(code, exit, handler))) return undefined;
  if (types.some((type) => interrupt.test(type)))
    return throws.length > 0 ? 'replaced' : asksFlag(code, handler) ? 'flagged' : 'dropped';
  return types.some((type) => any.test(type)) && isLooped(code, handler) ? 'looped' : undefined;
}

/** A condition that names what tells a loop to end: `while (!stopped)`, `while (running && …)`, `while (!consumer.isStopped())`. */
const flag =
  /!\s*(?:\w+\.){0,3}\w*(?:stop|shut|clos|cancel|finish|terminat|destroy|done)\w*|(?<![!\w])(?:\w+\.){0,3}\w*(?:running|alive|started|keepGoing)\w*/i;

/** Whether a loop around the handler asks a flag of its own, so that it ends without the interrupt. */
function asksFlag(code: ResolvedCode, handler: number): boolean {
  const { outline, text } = code;
  return [...outwards(outline, handler)].some((at) => {
    const region = outline.regions[at];
    if (region?.kind !== 'loop' || hasFunctionBetween(code, handler, at)) return false;
    return flag.test(text.slice(region.opener.start, region.body.start));
  });
}

/** Whether the handler is in a loop of its function. */
export function inLoop(code: ResolvedCode, handler: number): { readonly inLoop?: true } {
  const { outline } = code;
  const loop = [...outwards(outline, handler)].find((at) => outline.regions[at]?.kind === 'loop');
  return loop === undefined || hasFunctionBetween(code, handler, loop) ? {} : { inLoop: true };
}

/** Whether an endless loop takes the cancellation of its own wait, and goes on. */
function isCancelLooped(code: ResolvedCode, handler: number): boolean {
  const { outline, text } = code;
  const types = outline.regions[handler]?.caught?.types ?? [];
  if (types.length > 0 && !types.some((type) => cancelled.test(type) || anyInPython.test(type))) return false;
  const tried = triedRegion(code, handler) ?? -1;
  const body = outline.regions[tried]?.body;
  if (takesInterrupts(code, tried, handler)) return false;
  if (!body || !/\bawait\b/.test(text.slice(body.start, body.end))) return false;
  return goesRound(code, handler) !== undefined;
}

/** A cancellation that is taken, and work that goes on behind it; of a task that was cancelled here nothing else is to come. */
function isCancelDropped(code: ResolvedCode, handler: number): boolean {
  const { outline, resolver } = code;
  const own = outline.regions[handler];
  const around = outline.regions[resolver.functionAround(handler)];
  if (!own?.caught?.types.some((type) => cancelled.test(type)) || around?.kind !== 'function') return false;
  const exits = inSpan(outline.exits, own.body, ({ span }) => span.start);
  const cancels = callsIn(outline, { start: around.body.start, end: own.opener.start }).some((index) =>
    /^(cancel|aclose|stop|close)$/.test(outline.calls[index]?.callee.names.at(-1) ?? ''),
  );
  return exits.length === 0 && !cancels && callsIn(outline, { start: own.body.end, end: around.body.end }).length > 0;
}

/** The endless loop with which a handler goes on. */
function goesRound(code: ResolvedCode, handler: number): number | undefined {
  const { outline } = code;
  const loop = [...outwards(outline, handler)].find((at) => outline.regions[at]?.kind === 'loop');
  const own = outline.regions[handler];
  if (loop === undefined || !own || hasFunctionBetween(code, handler, loop) || !isEndless(code, loop)) return undefined;
  const ends = inSpan(outline.exits, own.body, ({ span }) => span.start).some(
    (exit) => exit.kind !== 'continue' && (exit.kind !== 'break' || leaves(code, exit, loop)),
  );
  return ends ? undefined : loop;
}

/** Whether the flag of the thread is set again in a region, or by a function of the file that it calls at once. */
export function restoresInterrupt(code: ResolvedCode, region: number, depth = 0): boolean {
  const { outline } = code;
  const body = outline.regions[region]?.body;
  if (!body) return false;
  return callsIn(outline, body).some((index) => {
    const call = outline.calls[index];
    // What is only written down here runs later, and perhaps elsewhere.
    if (!call || !isInside(outline, call.region, region) || hasFunctionBetween(code, call.region, region)) return false;
    const last = call.callee.names.at(-1) ?? '';
    if (last === 'interrupt' && call.args.length === 0) return isOwnThread(code, call);
    const own = ownFunction(code, index);
    if (own === undefined) return helper.test(last);
    return depth < maxDepth && restoresInterrupt(code, own, depth + 1);
  });
}

function isOwnThread({ outline, resolver, text }: ResolvedCode, call: Call): boolean {
  const [first, ...rest] = call.callee.names;
  if (call.callee.base !== undefined) return outline.calls[call.callee.base]?.callee.names.at(-1) === 'currentThread';
  if (rest.length === 0 || first === 'this' || first === 'super') return true;
  return outline.bindings.some(
    ({ targets, value, region, span }) =>
      targets.some(({ names }) => names.length === 1 && names[0] === first) &&
      resolver.functionAround(region) === resolver.functionAround(call.region) &&
      value !== undefined &&
      /\bcurrentThread\(\)$/.test(text.slice(span.start, value.span.end)),
  );
}

function throwsOf(code: ResolvedCode, handler: number): readonly Exit[] {
  const { outline } = code;
  const body = outline.regions[handler]?.body ?? { start: 0, end: 0 };
  return inSpan(outline.exits, body, ({ span }) => span.start).filter(
    (exit) => exit.kind === 'throw' && !hasFunctionBetween(code, exit.region, handler),
  );
}

/** `throw e`, or a new exception that says the same. */
function isHandedOn({ outline }: ResolvedCode, { value }: Exit, handler: number): boolean {
  if (value?.kind === 'path') return value.path.names.join('.') === outline.regions[handler]?.caught?.name;
  const made = value?.kind === 'call' ? outline.calls[value.call] : undefined;
  const last = made?.callee.names.at(-1) ?? '';
  return interrupt.test(last) || /^sneakyThrow$/.test(last);
}

/** Whether the handler goes on with a loop that ends by an interrupt or never, and whose waits end here. */
function isLooped(code: ResolvedCode, handler: number): boolean {
  const { outline } = code;
  const tried = triedRegion(code, handler);
  if (tried === undefined || goesRound(code, handler) === undefined || takesInterrupts(code, tried, handler))
    return false;
  const body = outline.regions[tried]?.body ?? { start: 0, end: 0 };
  return callsIn(outline, body).some((index) => isInterruptible(code, index) && arrivesAt(code, index, tried));
}

function isEndless({ outline, text }: ResolvedCode, loop: number): boolean {
  const region = outline.regions[loop];
  if (!region) return false;
  const head = text.slice(region.opener.start, region.body.start);
  const tail = /^do\b/.test(head) ? text.slice(region.body.end, region.body.end + 80) : '';
  if (outline.language === 'python') return /^while\s+(True|1)\b/.test(head);
  return /\(\s*(true|;\s*;)\s*\)|\b(isInterrupted|interrupted)\s*\(\s*\)/.test(
    `${head} ${tail.split(';', 1)[0] ?? ''}`,
  );
}

/** Whether a handler before this one takes interrupts apart. */
function takesInterrupts({ outline }: ResolvedCode, tried: number, before: number): boolean {
  const parent = outline.regions[tried]?.parent;
  return outline.regions.some(
    (region, at) =>
      at > tried &&
      at < before &&
      region.parent === parent &&
      region.kind === 'handler' &&
      region.caught?.types.some((type) => interrupt.test(type) || cancelled.test(type)) === true,
  );
}

/** Whether what a call throws gets out of the inner blocks of a `try`. */
function arrivesAt(code: ResolvedCode, index: number, tried: number): boolean {
  const { outline } = code;
  for (const at of outwards(outline, outline.calls[index]?.region ?? 0)) {
    const region = outline.regions[at];
    if (at === tried) return true;
    if (!region || region.kind === 'function') return false;
    const isTaken = outline.regions.some(
      (each, handler) =>
        region.kind === 'try' &&
        each.kind === 'handler' &&
        each.parent === region.parent &&
        triedRegion(code, handler) === at &&
        each.caught?.types.some((type) => interrupt.test(type) || any.test(type)) === true,
    );
    if (isTaken) return false;
  }
  return false;
}

/** Calls that end with an interrupt, by name and arguments; functions of the file by what they declare. */
function isInterruptible(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call) return false;
  const written = writtenName(code.outline, call);
  const owner = lastName(written.slice(0, Math.max(0, written.lastIndexOf('.'))));
  const count = call.args.length;
  const own = ownFunction(code, index);
  if (own !== undefined) return declaresInterrupt(code, own);
  switch (lastName(written)) {
    case 'sleep':
      return /^(Thread|TimeUnit|(NANO|MICRO|MILLI)?SECONDS|MINUTES|HOURS|DAYS|\w*[uU]nit)$/.test(owner);
    case 'take':
    case 'lockInterruptibly':
    case 'waitFor':
    case 'awaitTermination':
      return true;
    case 'await':
      return owner !== '' && count !== 1;
    case 'acquire':
      return /semaphore|permits?/i.test(owner);
    case 'join':
      return /thread/i.test(owner);
    case 'get':
      return /future/i.test(owner) && count !== 1;
    case 'poll':
      return count === 2;
    case 'wait':
      return owner === '' || owner === 'this' || /lock|monitor/i.test(owner);
    default:
      return false;
  }
}

function declaresInterrupt({ outline, text }: ResolvedCode, region: number): boolean {
  const own = outline.regions[region];
  return (
    own !== undefined && /\bthrows\b[^{;]*\bInterruptedException\b/.test(text.slice(own.opener.end, own.body.start))
  );
}
