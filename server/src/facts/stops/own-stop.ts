import type { OwnStop, ServerStops } from '../../model/stop-fact.ts';
import type { Span } from '../../model/span.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { writtenName } from '../code/written.ts';
import { reachedBehindWait } from './reached.ts';
import { drainCalls } from './stop-calls.ts';
import { faultOfStop } from './stop-fault.ts';
import { say } from '../../words/say.ts';

/** Which graceful stop of the file is that of a server, or that all of them are of other servers; neither where it is not certain. */
export function stopOfServer(
  code: ResolvedCode,
  server: number,
  servers: readonly number[],
): Pick<ServerStops, 'ownStop' | 'stopsOther'> {
  const stops = drainCalls(code);
  const [first] = stops;
  if (first === undefined || servers.length < 2) return {};
  const own = handlesOf(code, server, true);
  const ownStops = stops.filter((stop) => meet(own, handlesOf(code, stop, false)));
  if (ownStops.length > 0) return code.outline.language === 'go' ? { ownStop: bestOf(code, ownStops) } : {};
  const isOthers = (stop: number) =>
    servers.some((other) => other !== server && meet(handlesOf(code, other, true), handlesOf(code, stop, false)));
  if (own.size === 0 || !stops.every(isOthers)) return {};
  return { stopsOther: writtenOf(code, first) };
}

/** The best of the stops of one server. */
function bestOf(code: ResolvedCode, stops: readonly number[]): OwnStop {
  const looked = stops.map((index): OwnStop => {
    const name = writtenOf(code, index);
    const span = code.outline.calls[index]?.nameSpan ?? { start: 0, end: 0 };
    const reach = reachedBehindWait(code, index);
    if (!reach) return { span, drains: 'unknown', because: say('own-stop.what-calls-could-not-be', { name }) };
    const fault = faultOfStop(code, index, reach.by);
    return { span, ...(fault ?? { drains: 'present', because: say('own-stop.stops-it-gracefully', { name }) }) };
  });
  const best = looked.find(({ drains }) => drains === 'present') ?? looked.find(({ drains }) => drains === 'unknown');
  return best ?? looked[0] ?? { span: { start: 0, end: 0 }, drains: 'unknown', because: '' };
}

const handles = oncePerFile((): Map<string, ReadonlySet<string>> => new Map());

/** By what a call holds the server that it starts or stops: how it was made, and its name where the call stands. */
function handlesOf(code: ResolvedCode, index: number, starts: boolean): ReadonlySet<string> {
  const known = handles(code);
  const key = `${index} ${starts}`;
  const found = known.get(key) ?? readHandles(code, index, starts);
  known.set(key, found);
  return found;
}

function readHandles({ outline, resolver }: ResolvedCode, index: number, starts: boolean): ReadonlySet<string> {
  const names = outline.calls[index]?.callee.names ?? [];
  const receiver = names.at(-2);
  const isPackage = names.length === 2 && outline.imports.some(({ local }) => local === receiver);
  const made = resolver.callee(index).flatMap((origin) => {
    if (origin.kind === 'result') return [`call ${origin.call}`];
    // One literal of a function that makes servers gives many.
    const around = outline.regions[resolver.functionAround(outline.calls[index]?.region ?? 0)]?.body;
    const isHere = origin.kind === 'literal' && around && contains(around, origin.value.span);
    return isHere ? [`literal ${origin.value.span.start}`] : [];
  });
  return new Set([
    ...made,
    // `const server = app.listen()` gives what is stopped.
    ...(starts ? [`call ${index}`] : []),
    ...(receiver === undefined || isPackage ? [] : [`name ${receiver}`]),
  ]);
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((each) => b.has(each));
}

function writtenOf({ outline }: ResolvedCode, index: number): string {
  const call = outline.calls[index];
  return call ? writtenName(outline, call) : '';
}
