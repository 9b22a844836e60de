import type { Value } from '../../syntax/code/outline.ts';
import { contextMs, millisecondsAt } from '../limits/timeouts.ts';
import { allOf, firstOf, leftToCallers, missing, unclear, withMs } from './given.ts';
import type { Given } from './given.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

const timedContexts = /^context\.(WithTimeout|WithDeadline)(Cause)?\(\)$/;
const passedContexts =
  /^(context\.(WithCancel|WithCancelCause|WithValue)|os\/signal\.NotifyContext|google\.golang\.org\/grpc\/metadata\.(AppendTo|New)OutgoingContext)\(\)$/;
const freshContexts = /^context\.(Background|TODO|WithoutCancel)\(\)$/;

/** What a Go context says: whether a deadline was put into it on the way here. */
export function contextDeadline(value: Value, at: At, code: ResolvedCode, depth = 0): Given {
  const elsewhere = leftToCallers(say('deadline-sources.its-context-is-passed-in'));
  if (depth > 8) return elsewhere;
  return allOf(
    code.resolver.evaluate(value, at).map((origin): Given => {
      if (origin.kind === 'value') return origin.value.kind === 'null' ? missing : elsewhere;
      const names = code.resolver.canonical(origin);
      if (names.some((name) => timedContexts.test(name)))
        return withMs(
          { state: 'given', because: say('deadline-sources.its-context-has-a-deadline') },
          contextMs(code, origin),
        );
      if (names.some((name) => freshContexts.test(name))) return missing;
      const parent = origin.kind === 'result' ? code.outline.calls[origin.call]?.args[0] : undefined;
      if (origin.kind !== 'result' || !parent || !names.some((name) => passedContexts.test(name))) return elsewhere;
      return contextDeadline(parent.value, code.resolver.placeOf(origin.call), code, depth + 1);
    }),
  );
}

/** What an `AbortSignal` says: whether a timer aborts it. */
export function signalDeadline(value: Value, at: At, code: ResolvedCode, depth = 0): Given {
  if (depth > 8) return leftToCallers(say('deadline-sources.its-signal-is-passed-in'));
  return allOf(code.resolver.evaluate(value, at).map((origin) => signalOrigin(origin, code, depth)));
}

function signalOrigin(origin: Origin, code: ResolvedCode, depth: number): Given {
  const elsewhere = leftToCallers(say('deadline-sources.its-signal-is-passed-in'));
  if (origin.kind === 'value') return origin.value.kind === 'null' ? missing : elsewhere;
  if (origin.kind !== 'result') return elsewhere;
  const { resolver, outline } = code;
  const names = resolver.canonical(origin);
  const call = outline.calls[origin.call];
  const last = call?.callee.names.at(-1) ?? '';
  if (names.includes('AbortSignal.timeout()') || (/time-?out/i.test(last) && origin.names.length === 0)) {
    const written = code.text.slice(call?.brackets.start, call?.brackets.end).replace(/[()]/g, '');
    const number =
      call?.args.length === 1 ? numberBehind(call.args[0]?.value, resolver.placeOf(origin.call), code) : undefined;
    const limit = number === undefined ? `${written} ms` : `${written}, ${number} ms`;
    const given = call?.args.length === 1 ? call.args[0]?.value : undefined;
    const said = given && readDuration(given, resolver.placeOf(origin.call), { code, written });
    if (said && said.state === 'off') return unclear(say('deadline-sources.its-signal-aborts-after', { limit }));
    if (said && said.state === 'unclear' && !said.byCaller) return said;
    const ms = given && millisecondsAt(code, given, { at: resolver.placeOf(origin.call), written });
    return withMs({ state: 'given', because: say('deadline-sources.its-signal-aborts-after', { limit }) }, ms);
  }
  if (names.includes('AbortSignal.any()')) {
    const list = call?.args[0]?.value;
    if (list?.kind !== 'list') return elsewhere;
    const at = resolver.placeOf(origin.call);
    return firstOf(list.items.map((item) => signalDeadline(item, at, code, depth + 1)));
  }
  if (!names.includes('AbortController().signal')) return elsewhere;
  return isAbortedByTimer(origin.call, code)
    ? { state: 'given', because: say('deadline-sources.a-timer-aborts-its-signal') }
    : unclear(say('deadline-sources.its-signal-may-be-aborted'));
}

/** The one number that a name stands for. */
function numberBehind(value: Value | undefined, at: At, code: ResolvedCode): string | undefined {
  if (value?.kind !== 'path') return undefined;
  const [origin, ...others] = code.resolver.evaluate(value, at);
  return others.length === 0 && origin?.kind === 'value' && origin.value.kind === 'number'
    ? origin.value.text
    : undefined;
}

/** Whether a `setTimeout` in the same file leads to `abort` on this controller. */
function isAbortedByTimer(controller: number, code: ResolvedCode): boolean {
  const { resolver, outline } = code;
  const isOfController = (origins: readonly Origin[], member: string) =>
    origins.some((origin) => origin.kind === 'result' && origin.call === controller && origin.names[0] === member);
  return outline.calls.some((timer, index) => {
    if (timer.callee.names.at(-1) !== 'setTimeout') return false;
    const first = timer.args[0]?.value;
    if (!first) return false;
    if (first.kind === 'path') return isOfController(resolver.origins(first.path, resolver.placeOf(index)), 'abort');
    if (first.kind === 'call') return isOfController(resolver.callee(first.call), 'abort');
    if (first.kind !== 'function') return false;
    return outline.calls.some(
      (call, inner) =>
        call.callee.names.at(-1) === 'abort' &&
        resolver.encloses(first.region, call.region) &&
        isOfController(resolver.callee(inner), 'abort'),
    );
  });
}
