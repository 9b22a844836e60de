import type { ResponseLimit } from '../../model/code-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { visitObjects } from '../code/names/values.ts';
import { writtenName } from '../code/written.ts';
import { numberAt } from './numbers.ts';
import { say } from '../../words/say.ts';

/**
 * Where a server says how long a handler may take for its answer: `WriteTimeout` of `net/http` (pkg.go.dev/net/http#Server: the
 * answer is lost, the handler runs on), `server.setTimeout` of Node (nodejs.org/api/http.html#serversettimeoutmsecs-callback: a
 * socket without activity is destroyed), `connect-timeout`, and `timeout` of Gunicorn's configuration (docs.gunicorn.org: a
 * worker that is silent for longer is killed), which only holds for workers that take one request at a time.
 */
export function extractResponseLimits(code: ResolvedCode): ResponseLimit[] {
  switch (code.outline.language) {
    case 'go':
      return ofGo(code);
    case 'python':
      return ofGunicorn(code);
    case 'java':
    case 'csharp':
      return [];
    default:
      return ofScript(code);
  }
}

/** Servers beside the one for users. */
const beside = /metric|prom|pprof|profil|debug|health|probe|telemetry|admin/i;

function limit(ms: number | undefined, span: Span, by: string): ResponseLimit[] {
  return ms === undefined || !(ms > 0) ? [] : [{ kind: 'response-limit', span, ms: Number(ms.toPrecision(12)), by }];
}

function ofGo(code: ResolvedCode): ResponseLimit[] {
  const { outline, text } = code;
  if (!text.includes('WriteTimeout')) return [];
  const found = new Map<number, ResponseLimit>();
  const add = (value: Value | undefined, at: At, span: Span) => {
    const seconds = numberAt(code, value, at);
    for (const each of limit(seconds === undefined ? undefined : seconds * 1000, span, 'WriteTimeout'))
      found.set(span.start, each);
  };
  visitObjects(code, (value, at) => {
    if (value.type?.names.join('.') !== 'http.Server') return;
    const given = value.entries.find(({ name }) => name === 'WriteTimeout');
    if (given && !beside.test(text.slice(value.span.start, value.span.end))) add(given.value, at, given.span);
  });
  for (const { value, region, span, targets, targetSpans } of outline.bindings) {
    const [target] = targets;
    const isField = target?.names.at(-1) === 'WriteTimeout' && !beside.test(target.names.join('.'));
    if (isField && targetSpans[0]) add(value, { region, offset: span.end }, targetSpans[0]);
  }
  return [...found.values()];
}

function ofScript(code: ResolvedCode): ResponseLimit[] {
  const { outline, resolver, text } = code;
  if (!/server\s*\??\.\s*(?:setTimeout|timeout)|connect-timeout/i.test(text)) return [];
  const set = outline.bindings.flatMap(({ targets, targetSpans, value, region, span }) => {
    const names = targets[0]?.names.join('.') ?? '';
    const at = targetSpans[0];
    if (!at || !/(^|\.)(\w*[a-z])?server\.timeout$/i.test(names) || beside.test(names)) return [];
    return limit(numberAt(code, value, { region, offset: span.end }), at, names);
  });
  const called = outline.calls.flatMap((call, index) => {
    const name = writtenName(outline, call);
    const first = call.args[0]?.value;
    const at = resolver.placeOf(index);
    if (/(^|\.)(\w*[a-z])?server\.setTimeout$/i.test(name) && !beside.test(name))
      return limit(numberAt(code, first, at), call.nameSpan, name);
    const isMiddleware =
      first !== undefined &&
      outline.imports.some(({ local, module }) => module === 'connect-timeout' && local === name) &&
      outline.calls[resolver.argumentOf({ call: index })?.call ?? -1]?.callee.names.at(-1) === 'use';
    if (!isMiddleware) return [];
    const [, count, unit = 'ms'] = first.kind === 'string' ? (/^(\d+) ?(ms|s|m)?$/.exec(first.text) ?? []) : [];
    const size = unit === 's' ? 1000 : unit === 'm' ? 60_000 : 1;
    return limit(count === undefined ? numberAt(code, first, at) : Number(count) * size, call.nameSpan, name);
  });
  return [...set, ...called];
}

/** A configuration of Gunicorn by its other settings; workers with threads or an event loop are killed for other reasons. */
function ofGunicorn(code: ResolvedCode): ResponseLimit[] {
  const { bindings } = code.outline;
  const set = (name: string) =>
    bindings.find(({ region, targets }) => region === 0 && targets[0]?.names.join('.') === name);
  const own = set('timeout');
  const isConfiguration = ['bind', 'workers', 'wsgi_app'].some((name) => set(name));
  const at = own?.targetSpans[0];
  if (!own || !at || !isConfiguration || set('threads') || set('worker_class')) return [];
  const seconds = numberAt(code, own.value, { region: 0, offset: own.span.end });
  return limit(seconds === undefined ? undefined : seconds * 1000, at, say('waits.the-gunicorn-timeout'));
}
