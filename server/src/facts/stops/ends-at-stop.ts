import type { ServerPattern } from '../../knowledge/serving.ts';
import type { StopCut } from '../../model/stop-fact.ts';
import type { Call, Region } from '../../syntax/code/outline.ts';
import { isReport } from '../errors/loggers.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writtenName } from '../code/written.ts';
import { endsProcess } from './stop-calls.ts';
import { say } from '../../words/say.ts';

const waits = /<-|\bselect\s*\{|\.Wait\(|\btime\.Sleep\(/;

/** What ends the program when the start of its server returns, which it does as soon as a graceful stop begins. */
export function endsAtStop(code: ResolvedCode, index: number, pattern: ServerPattern): StopCut | undefined {
  const { outline } = code;
  const start = outline.calls[index];
  if (!start || pattern.returnsAtStop === undefined) return undefined;
  const name = writtenName(outline, start);
  const fatal =
    fatalAround(code, index, start) ??
    (pattern.returnsAtStop === 'error' ? fatalOnError(code, index, start) : undefined);
  if (fatal !== undefined) {
    const because = say('ends-at-stop.returns-when-shutdown-begins-and', { name, fatal });
    return { because, sure: true };
  }
  return returning(code, start, { name, depth: 0 });
}

/** `log.Fatal(srv.ListenAndServe())`. */
function fatalAround(code: ResolvedCode, index: number, start: Call): string | undefined {
  const { outline } = code;
  const around = outline.calls.find(
    (call) =>
      call.region === start.region &&
      endsProcess(code, call) &&
      call.args.some(({ value }) => value.kind === 'call' && value.call === index),
  );
  return around ? writtenName(outline, around) : undefined;
}

/** `if err := srv.ListenAndServe(); err != nil { log.Fatal(err) }`, which takes the end that was asked for as an error. */
function fatalOnError(code: ResolvedCode, index: number, start: Call): string | undefined {
  const { outline, resolver, text } = code;
  const fatal = outline.calls.find(
    (call) =>
      call.start > start.brackets.end &&
      endsProcess(code, call) &&
      handlers(code, call.region).some((region) => region.caught?.call === index) &&
      resolver.functionAround(call.region) === resolver.functionAround(start.region) &&
      !/ErrServerClosed|Server closed/i.test(text.slice(start.brackets.end, call.start)),
  );
  return fatal ? writtenName(outline, fatal) : undefined;
}

function handlers({ outline }: ResolvedCode, from: number): Region[] {
  const found: Region[] = [];
  for (let region = outline.regions[from]; region; region = outline.regions[region.parent]) {
    if (region.kind === 'handler') found.push(region);
  }
  return found;
}

/** The function that starts the server returns, and with it `main`. */
function returning(
  code: ResolvedCode,
  start: Call,
  { name, depth }: { name: string; depth: number },
): StopCut | undefined {
  const { outline, resolver, text } = code;
  const region = resolver.functionAround(start.region);
  const own = outline.regions[region];
  if (start.how !== undefined || own?.kind !== 'function') return undefined;
  const inside = callsIn(outline, own.body).flatMap((each) => (outline.calls[each] ? [outline.calls[each]] : []));
  const deferred = inside.filter((call) => call.how === 'defer' && resolver.functionAround(call.region) === region);
  const rest = text.slice(start.brackets.end, own.body.end);
  const later = [rest, ...deferred.map((call) => text.slice(call.start, call.brackets.end))];
  if (later.some((part) => waits.test(part))) return undefined;
  // What is in a goroutine, or handed to a group, does not hold up what stands around it.
  if (own.expression || own.name === undefined) return undefined;
  if (own.name === 'main') {
    const other = callsIn(outline, { start: start.brackets.end, end: own.body.end }).find((each) =>
      mayWait(code, each),
    );
    const call = other === undefined ? undefined : outline.calls[other];
    if (!call && deferred.every(isHarmless))
      return { because: say('ends-at-stop.returns-when-shutdown-begins-and-main', { name }), sure: true };
    return { because: say('ends-at-stop.returns-when-shutdown-begins-and-main-may', { name }), sure: false };
  }
  const callers = outline.calls.filter((_, each) =>
    resolver.callee(each).some((origin) => origin.kind === 'function' && origin.region === region),
  );
  const [only] = callers;
  if (only && callers.length === 1 && depth < 3) return returning(code, only, { name, depth: depth + 1 });
  return {
    because: say('ends-at-stop.returns-when-shutdown-begins-and-whether', {
      name,
      waiting: own.name ?? say('ends-at-stop.what-calls-it'),
    }),
    sure: false,
  };
}

function isHarmless({ callee }: Call): boolean {
  return /^(cancel\w*|stop|Close|Sync|Flush|Stop)$/.test(callee.names.at(-1) ?? '');
}

function mayWait(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call || isReport(code, index) || endsProcess(code, call) || isHarmless(call)) return false;
  return !/^(errors|fmt|log)\./.test(writtenName(code.outline, call));
}
