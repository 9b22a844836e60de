import type { Call, Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { writtenName } from '../code/written.ts';
import { endBehind, type StopFault } from './end-behind.ts';
import { endedContext } from './ended-context.ts';
import { endsProcess } from './stop-calls.ts';
import { say } from '../../words/say.ts';

/** What a graceful stop lacks; `by` are the calls that led to its function, the last one runs it. */
export function faultOfStop(code: ResolvedCode, index: number, by: readonly number[]): StopFault | undefined {
  const call = code.outline.calls[index];
  if (!call) return undefined;
  return (
    withoutTime(code, call) ??
    behindEnd(code, call) ??
    (code.outline.language === 'go'
      ? (endedContext(code, index, by) ?? unwaited(code, call))
      : endBehind(code, index, by))
  );
}

/** `stop(0)`, `stop(None)`, `stop({ timeout: 0 })`. */
function withoutTime(code: ResolvedCode, call: Call): StopFault | undefined {
  const { outline, resolver } = code;
  if (!/^(stop|ShutdownWithTimeout)$/.test(call.callee.names.at(-1) ?? '')) return undefined;
  const given =
    call.args.find(({ name }) => name === 'grace' || name === 'delay') ??
    call.args.find(({ name, spread }) => name === undefined && !spread);
  if (!given) return undefined;
  const at = { region: call.region, offset: given.span.start };
  const timed =
    given.value.kind === 'object' ? given.value.entries.find(({ name }) => name === 'timeout')?.value : given.value;
  if (!timed) return undefined;
  const none = (value: Value) =>
    (value.kind === 'number' && Number(value.text) === 0) || (value.kind === 'null' && outline.language === 'python');
  const origins = resolver.evaluate(timed, at);
  const isNone = origins.length > 0 && origins.every((origin) => origin.kind === 'value' && none(origin.value));
  if (!isNone) return undefined;
  return {
    drains: 'absent',
    because: say('stop-fault.does-not-wait-for-requests', { writtenName: writtenName(outline, call) }),
  };
}

/** The process ends in the same block before the stop. */
function behindEnd(code: ResolvedCode, stop: Call): StopFault | undefined {
  const { outline, text } = code;
  const name = writtenName(outline, stop);
  const isLast = stop.how === 'defer';
  const end = outline.calls.find(
    (call) =>
      call.region === stop.region &&
      call.how === undefined &&
      call.discarded &&
      (isLast ? call.start > stop.start : call.start < stop.start) &&
      endsProcess(code, call) &&
      !/(&&|\|\||\?)\s*$/.test(text.slice(Math.max(0, call.start - 20), call.start)),
  );
  if (!end) return undefined;
  return {
    drains: 'absent',
    because: say('stop-fault.ends-the-process-before-runs', { writtenName: writtenName(outline, end), name }),
  };
}

/** `go srv.Shutdown(ctx)`, where nothing waits for it. */
function unwaited({ outline, resolver, text }: ResolvedCode, stop: Call): StopFault | undefined {
  if (stop.how !== 'go') return undefined;
  const body = outline.regions[resolver.functionAround(stop.region)]?.body;
  const rest = text.slice(stop.brackets.end, body?.end);
  const name = writtenName(outline, stop);
  if (/<-|\bselect\b|\.Wait\(/.test(rest)) return undefined;
  return { drains: 'absent', because: say('stop-fault.nothing-waits-for-which-runs', { name }) };
}
