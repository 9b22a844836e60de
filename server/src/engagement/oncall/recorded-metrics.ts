import type { FunctionLink } from '../../model/path-fact.ts';
import type { Metric } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import type { PartInput } from '../part.ts';

/** Files that are looked through for what records a metric. */
const mostFiles = 1500;
const code = /\.([cm]?[jt]sx?|go|py|java|kt)$/;
const longestStatement = 300;

/** The name that a metric is given where it is made: `requests = new Counter(`, `Requests: promauto.NewCounterVec(`. */
const given =
  /([A-Za-z_$][\w$]*)\s*(?::\s*[\w.<>*[\]]{1,60}\s*)?(?::=|=|:)\s*(?:new\s+|await\s+)?[\w.$]+(?:<[^<>()]{0,60}>)?\s*\(/g;
const recording =
  /\.\s*(?:inc|increment|add|observe|record|update|time|start_?timer|count_exceptions|track_inprogress|mark)\w*\s*\(/i;
/** Middleware of promhttp, which records for each request that it passes on, with the status in `code`. */
const instruments = /\bInstrumentHandler(?:Counter|Duration|RequestSize|ResponseSize|TimeToWriteHeader)\s*\([^;]*$/;

/** Where code records on a metric. */
export interface Recording extends Place {
  /** From the metric's name to the end of the statement. */
  readonly statement: string;
  /** What is written before it in the file, as far as a value could come from there. */
  readonly before: string;
  /** A middleware of the library does it. */
  readonly byLibrary?: true;
}

/**
 * Where the code of a service records a metric; none where nothing does: an alert on such a metric is silent. Undefined where the
 * name of the metric in the code is not seen.
 */
export async function recordingsOf(
  { service, index, text }: Pick<PartInput, 'service' | 'index' | 'text'>,
  { file, fact }: Located<Metric>,
): Promise<readonly Recording[] | undefined> {
  const own = (await text(file)) ?? '';
  const behind = statementAt(own, fact.span.end);
  // `registry.counter("orders").increment()`: it is made and recorded at once.
  if (recording.test(behind)) return [recordingAt(file, own, { at: fact.span.start, length: 0 })];
  const before = own.slice(Math.max(0, fact.span.start - 300), fact.span.start);
  const name = [...before.matchAll(given)].at(-1)?.[1];
  if (name === undefined) return undefined;
  const files = [...index.paths()].filter(
    (path) => path !== file && code.test(path) && index.ownersOf(path).includes(service.name),
  );
  const found = recordingsIn(file, own, name);
  if (files.length > mostFiles) return found.length > 0 ? found : undefined;
  for (const path of files) found.push(...recordingsIn(path, (await text(path)) ?? '', name));
  return found;
}

/** Calls that record on something of this name, perhaps behind its labels. */
function recordingsIn(file: string, text: string, name: string): Recording[] {
  const found: Recording[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/[\w$]/.test(text[at - 1] ?? '')) continue;
    const rest = statementAt(text, at + name.length);
    const isOwn = /^\s*[!?]?\./.test(rest) && recording.test(rest);
    const byLibrary = !/^[\w$]/.test(rest) && instruments.test(text.slice(Math.max(0, at - 200), at));
    if (isOwn || byLibrary)
      found.push({ ...recordingAt(file, text, { at, length: name.length }), ...(byLibrary ? { byLibrary } : {}) });
  }
  return found;
}

function recordingAt(file: string, text: string, { at, length }: { at: number; length: number }): Recording {
  return {
    file,
    span: { start: at, end: at + length },
    statement: statementAt(text, at),
    before: text.slice(Math.max(0, at - 3000), at),
  };
}

function statementAt(text: string, at: number): string {
  return text.slice(at, at + longestStatement).split(/;|\n\s*\n/)[0] ?? '';
}

/** How a recording comes to be made: in what takes requests, or on the way of one that somebody waits for. */
export async function servingOf(
  { index, text }: Pick<PartInput, 'index' | 'text'>,
  { file, span, byLibrary }: Recording,
): Promise<string | undefined> {
  if (byLibrary) return 'the middleware of its library records it for each request';
  const source = (await text(file)) ?? '';
  // A decorator is outside of the function that it wraps.
  const isDecorator = /(^|\n)[ \t]*@[\w.]*$/.test(source.slice(0, span.start));
  const functions = index.inWorkspace('functions').find((each) => each.file === file)?.fact.functions ?? [];
  const next = isDecorator ? functions.find((each) => each.span.start > span.start) : undefined;
  const start = next?.span.start ?? span.start;
  const place = { start, end: start };
  const way = index.onPath(file, place);
  const around = functions.filter((each) => each.span.start <= start && start <= each.span.end);
  if (around.some((each) => takesRequests(each, source))) return 'its request handlers record it';
  const inner = around.reduce<FunctionLink | undefined>(
    (found, each) => (found && found.span.start > each.span.start ? found : each),
    undefined,
  );
  // What a function that calls others records may be of these calls.
  const calls = index
    .inWorkspace('outgoing-call')
    .some((each) => each.file === file && inner && within(each.fact.span, inner.span));
  return way?.waits === 'user' && !calls
    ? `${way.steps[0]?.words ?? 'a request'} reaches the code that records it`
    : undefined;
}

const within = (a: Place['span'], b: Place['span']) => b.start <= a.start && a.end <= b.end;

/** Parameters of handlers and of middleware, by the frameworks that call them. */
const requestParameters =
  /\(\s*(?:(?:self|this)\b[^,)]*,\s*)?(?:_?req(?:uest)?\b[^,)]*,\s*_?(?:res(?:ponse)?|reply|call_next|next)\b|_?ctx\b[^,)]*,\s*next\b)|\b(?:HttpServletRequest|ServletRequest|ServerWebExchange|UnaryServerInfo|StreamServerInfo)\b/;

function takesRequests({ handles, span }: FunctionLink, source: string): boolean {
  if (handles) return true;
  const around = source.slice(span.start, Math.min(span.end, span.start + 300));
  const decorated = source.slice(Math.max(0, span.start - 120), span.start);
  return (
    requestParameters.test(around.split(/\{|=>|:\s*\n/)[0] ?? '') ||
    /@[\w.]+\.(?:after_request|before_request|teardown_request|middleware)\b[^\n]*\n[^\n]*$/.test(decorated)
  );
}
