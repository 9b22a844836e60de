import type { Call, Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { writtenName } from '../code/written.ts';
import type { StopFault } from './end-behind.ts';
import { say } from '../../words/say.ts';

/** A context given to a graceful stop that has ended when the stop begins, so that it waits for nothing. */
export function endedContext(code: ResolvedCode, index: number, by: readonly number[]): StopFault | undefined {
  const { outline } = code;
  const stop = outline.calls[index];
  const given = stop?.args[0]?.value;
  if (!stop || given?.kind !== 'path') return undefined;
  const ended = endedAt(code, given, { call: stop, by, depth: 0 });
  if (ended === undefined) return undefined;
  return {
    drains: 'absent',
    because: say('ended-context.has-already-ended-so-does', { ended, writtenName: writtenName(outline, stop) }),
  };
}

/** Whether a context ends on a signal: one of `signal.NotifyContext`, or derived from it; undefined where that is not seen. */
export function endsOnSignal(code: ResolvedCode, value: Value, call: Call, depth = 0): boolean | undefined {
  const { outline, resolver } = code;
  const at: At = { region: call.region, offset: value.span.start };
  const calls = resolver
    .evaluate(value, at)
    .map((origin) => (origin.kind === 'result' && origin.names.length === 0 ? origin.call : undefined));
  const told = calls.map((made): boolean | undefined => {
    const from = made === undefined ? undefined : outline.calls[made];
    if (made === undefined || !from || depth > 5) return undefined;
    const names = resolver.names(made);
    if (names.includes('os/signal.NotifyContext')) return true;
    if (names.some((each) => /^context\.(Background|TODO|WithoutCancel)/.test(each))) return false;
    const parent = from.args[0]?.value;
    // What is derived may be ended by its own cancel function.
    const above = parent ? endsOnSignal(code, parent, from, depth + 1) : undefined;
    return above === true || names.some((each) => /^context\.With(Value|Timeout|Deadline)/.test(each))
      ? above
      : undefined;
  });
  if (told.length === 0) return undefined;
  if (told.every((each) => each === true)) return true;
  return told.every((each) => each === false) ? false : undefined;
}

interface Use {
  readonly call: Call;
  readonly by: readonly number[];
  readonly depth: number;
}

function endedAt(code: ResolvedCode, value: Value, { call, by, depth }: Use): string | undefined {
  const { outline, resolver } = code;
  if (value.kind !== 'path' || depth > 5) return undefined;
  const name = value.path.names.join('.');
  if (isWaited(code, name, call)) return name;
  const at: At = { region: call.region, offset: value.span.start };
  const results = resolver.evaluate(value, at);
  const known = results.flatMap((origin) =>
    origin.kind === 'result' && origin.names.length === 0 ? [origin.call] : [],
  );
  for (const made of known) {
    const names = resolver.names(made);
    if (names.includes('os/signal.NotifyContext')) return name;
    const from = outline.calls[made];
    const parent = from?.args[0]?.value;
    if (!from || !parent || !names.some((each) => /^context\.With(Timeout|Deadline|Cancel|Value)/.test(each))) continue;
    const ended = endedAt(code, parent, { call: from, by, depth: depth + 1 });
    if (ended !== undefined) return ended;
  }
  return givenFrom(code, value.path.names, { call, by, depth });
}

/** What the caller gave, where it is a parameter of the function. */
function givenFrom(code: ResolvedCode, names: readonly string[], { call, by, depth }: Use): string | undefined {
  const { outline, resolver } = code;
  const caller = outline.calls[by.at(-1) ?? -1];
  const own = outline.regions[resolver.functionAround(call.region)];
  const position = own?.parameters?.findIndex((parameter) => parameter.name === names[0]) ?? -1;
  const given = caller?.args[position]?.value;
  if (!caller || position < 0 || names.length > 1 || !given) return undefined;
  return endedAt(code, given, { call: caller, by: by.slice(0, -1), depth: depth + 1 });
}

/** Whether `<-name.Done()` stands before, with nothing in between that gives the name another context. */
function isWaited({ outline, resolver, text }: ResolvedCode, name: string, use: Call): boolean {
  const around = (region: number) => resolver.encloses(resolver.functionAround(region), use.region);
  const given = outline.bindings.findLast(
    ({ targets, region, span }) =>
      span.end <= use.start && around(region) && targets.some(({ names }) => names.join('.') === name),
  );
  const from = given?.span.end ?? 0;
  return outline.calls.some(
    (call) =>
      call.start >= from &&
      call.brackets.end <= use.start &&
      call.callee.base === undefined &&
      call.callee.names.join('.') === `${name}.Done` &&
      // Given to another call, it waits for nothing here.
      /<-\s*$/.test(text.slice(Math.max(0, call.start - 8), call.start)) &&
      around(call.region),
  );
}
