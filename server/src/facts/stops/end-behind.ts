import type { Argument, Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writtenName } from '../code/written.ts';
import { endsProcess, servingOfStop } from './stop-calls.ts';
import { say } from '../../words/say.ts';
/** Below this a timer that ends the process is no limit of the drain, but its end. */
const shortest = 1000;

/** What ends the process behind a stop that nothing waits for, in its function or in those that called it. */
export function endBehind(code: ResolvedCode, index: number, by: readonly number[]): StopFault | undefined {
  const { outline, resolver } = code;
  const stop = outline.calls[index];
  if (!stop) return undefined;
  const cut = isScript(code) ? cutBy(code, stop) : undefined;
  if (cut !== undefined) return absent(cut, writtenName(outline, stop));
  const ended = isScript(code) ? connectionsEnded(code) : undefined;
  if (ended !== undefined)
    return {
      drains: 'unknown',
      because: say('end-behind.closes-connections-that-may-have', { ended }),
    };
  if (isWaited(code, index)) return undefined;
  let current = stop;
  let calls = by;
  for (;;) {
    const found = endInFunction(code, current);
    const end = found?.name;
    if (found && end !== undefined) {
      if (found.awaited !== undefined)
        return {
          drains: 'unknown',
          because: say('end-behind.follows-which-may-finish-before', {
            end,
            awaited: found.awaited,
            writtenName: writtenName(outline, stop),
          }),
        };
      if (outline.language === 'python' && end !== 'os._exit')
        return {
          drains: 'unknown',
          because: say('end-behind.follows-and-nothing-waits-for', { end, writtenName: writtenName(outline, stop) }),
        };
      return absent(end, writtenName(outline, stop));
    }
    const callIndex = calls.at(-1);
    const caller = callIndex === undefined ? undefined : outline.calls[callIndex];
    if (callIndex === undefined || !caller) return undefined;
    const runs = resolver.functionAround(current.region);
    const isRun = resolver.callee(callIndex).some((origin) => origin.kind === 'function' && origin.region === runs);
    if (!isRun || resolver.chained(callIndex).length > 0) return undefined;
    current = caller;
    calls = calls.slice(0, -1);
  }
}

function absent(end: string, stop: string): StopFault {
  if (end.endsWith('.closeAllConnections'))
    return { drains: 'absent', because: say('end-behind.closes-connections-before-is-done', { end, stop }) };
  return { drains: 'absent', because: say('end-behind.ends-the-process-before-is', { end, stop }) };
}

function isScript({ outline }: ResolvedCode): boolean {
  return outline.language === 'javascript' || outline.language === 'typescript';
}

/** Whether what a stop gives is kept, awaited or chained, and tells when it is done. */
function isWaited(code: ResolvedCode, index: number): boolean {
  const { outline, resolver } = code;
  const stop = outline.calls[index];
  const serving = servingOfStop(code, index);
  if (!stop) return true;
  if (isScript(code)) {
    if (serving?.stopsByCallback && stop.awaited) return false;
    return stop.awaited === true || (!stop.discarded && stop.how !== 'void') || resolver.chained(index).length > 0;
  }
  if (outline.language !== 'python' || !serving || serving.stopsWaitedBy.length === 0) return true;
  const waits = (name: string | undefined) => serving.stopsWaitedBy.includes(name ?? '');
  return (
    stop.awaited === true ||
    resolver.chained(index).some((next) => waits(outline.calls[next]?.callee.names.at(-1))) ||
    outline.calls.some(
      (call) => call.start > stop.brackets.end && call.region === stop.region && waits(call.callee.names.at(-1)),
    )
  );
}

/** What cuts a stop off whether something waits for it or not: all connections closed in the same block, a timer that is too short. */
function cutBy(code: ResolvedCode, stop: Call): string | undefined {
  const { outline } = code;
  for (const call of outline.calls) {
    if (call.region !== stop.region || call === stop) continue;
    const written = writtenName(outline, call);
    if (call.start > stop.brackets.end && /\.closeAllConnections$/.test(written)) return written;
    if (!/^(setTimeout|setImmediate|process\.nextTick|queueMicrotask)$/.test(written)) continue;
    const [run, delay] = call.args;
    if (run && endsIn(code, run) && isShort(code, call, written === 'setTimeout' ? delay : undefined)) return written;
  }
  return undefined;
}

/** A call that ends a connection which was kept: what is answered on it may be cut off. */
function connectionsEnded({ outline }: ResolvedCode): string | undefined {
  const found = outline.calls.find((call) =>
    /(^|\.)(curr|conn(ection)?|sock(et)?)\.(end|destroy|destroySoon)$/.test(writtenName(outline, call)),
  );
  return found && writtenName(outline, found);
}

function endsIn(code: ResolvedCode, { value }: Argument): boolean {
  const { outline } = code;
  if (value.kind === 'path') return /^process\.(exit|abort)$/.test(value.path.names.join('.'));
  const body = value.kind === 'function' ? outline.regions[value.region]?.body : undefined;
  if (!body || value.kind !== 'function') return false;
  return callsIn(outline, body).some((index) => {
    const call = outline.calls[index];
    return call !== undefined && call.region === value.region && endsProcess(code, call);
  });
}

function isShort({ resolver }: ResolvedCode, call: Call, delay: Argument | undefined): boolean {
  if (!delay) return true;
  const origins = resolver.evaluate(delay.value, { region: call.region, offset: delay.span.start });
  return origins.every(
    (origin) =>
      origin.kind === 'value' &&
      origin.value.kind === 'number' &&
      Number(origin.value.text.replaceAll('_', '')) < shortest,
  );
}

const mayWait = /sleep|delay|wait|timeout|once|drain|finish|promise|close|stop|shutdown|graceful/i;

/** What ends the process behind a call, in its block or one around it, with what is awaited in between. */
function endInFunction(code: ResolvedCode, from: Call): { name: string; awaited?: string } | undefined {
  const { outline, resolver } = code;
  const limit = resolver.functionAround(from.region);
  let after = from.brackets.end;
  for (let region = from.region; ; region = outline.regions[region]?.parent ?? -1) {
    const own = outline.regions[region];
    if (!own) return undefined;
    const behind = outline.calls.filter(
      (call) => call.start > after && call.start < own.body.end && isPlainlyIn(code, call.region, region),
    );
    const end = behind.find((call) => endsProcess(code, call));
    const waits = behind.filter((call) => end && call.awaited && call.start < end.start);
    const [other] = waits.map((call) => writtenName(outline, call));
    if (end && other === undefined) return { name: writtenName(outline, end) };
    // A wait for something else; one for a time, an event or a promise made here may be the wait for the stop.
    if (end && other !== undefined && !waits.some((call) => mayWait.test(writtenName(outline, call))))
      return { name: writtenName(outline, end), awaited: other };
    if (region === limit) return undefined;
    after = own.body.end;
  }
}

/** Whether what stands in `inner` runs whenever `outer` does: `try` and `finally`, but no branch. */
function isPlainlyIn({ outline }: ResolvedCode, inner: number, outer: number): boolean {
  for (let region = inner; region !== outer; region = outline.regions[region]?.parent ?? -1) {
    const kind = outline.regions[region]?.kind;
    if (kind !== 'try' && kind !== 'finally' && kind !== 'block') return false;
  }
  return true;
}

/** Why a graceful stop lets nothing finish, or may not. */
export interface StopFault {
  readonly drains: 'absent' | 'unknown';
  readonly because: string;
}
