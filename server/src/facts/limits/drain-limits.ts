import type { DrainLimit } from '../../model/stop-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Value } from '../../syntax/code/outline.ts';
import { callsNamed, type CallWords, type NamedCall } from '../code/calls-named.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, writtenName } from '../code/written.ts';
import { javaUnit, numberAt } from './numbers.ts';

/** Where a program says how long it lets requests finish at most. */
export function extractDrainLimits(code: ResolvedCode): DrainLimit[] {
  const { words, read } = readers[code.outline.language];
  const found = callsNamed(code, words).flatMap((named) => read(code, named));
  return [...found, ...(code.outline.language === 'python' ? settings(code) : [])];
}

interface Reader {
  readonly words: CallWords;
  readonly read: (code: ResolvedCode, named: NamedCall) => DrainLimit[];
}

function limit(seconds: number | undefined, span: Span, by: string): DrainLimit[] {
  return seconds === undefined || !(seconds > 0) ? [] : [{ kind: 'drain-limit', span, seconds, by }];
}

/** `server.Shutdown(ctx)` with a context that `context.WithTimeout` limits, and Fiber's `ShutdownWithTimeout(d)`. */
function ofGo(code: ResolvedCode, { call, index }: NamedCall): DrainLimit[] {
  const last = call.callee.names.at(-1) ?? '';
  if (call.callee.names.length < 2) return [];
  const at = code.resolver.placeOf(index);
  const first = call.args[0]?.value;
  // What exports traces and metrics is shut down, too.
  if (/provider|tracer|tp|mp|exporter|otel|telemetry|processor/i.test(call.callee.names.at(-2) ?? '')) return [];
  const seconds = last === 'ShutdownWithTimeout' ? numberAt(code, first, at) : first && contextLimit(code, first, at);
  return limit(seconds, call.nameSpan, writtenName(code.outline, call));
}

function contextLimit(code: ResolvedCode, value: Value, at: At): number | undefined {
  const [only, ...more] = code.resolver.evaluate(value, at);
  if (only?.kind !== 'result' || more.length > 0) return undefined;
  if (!code.resolver.canonical(only).some((name) => /^context\.WithTimeout(Cause)?\(\)$/.test(name))) return undefined;
  return numberAt(code, code.outline.calls[only.call]?.args[1]?.value, code.resolver.placeOf(only.call));
}

/** `setTimeout(() => process.exit(1), 20_000)` below a handler of SIGTERM, and options of libraries that drain. */
function ofScript(code: ResolvedCode, { call, index }: NamedCall): DrainLimit[] {
  const { outline, resolver } = code;
  const at = resolver.placeOf(index);
  const last = call.callee.names.at(-1) ?? '';
  if (last === 'setTimeout') {
    const [action, delay] = call.args;
    if (!/['"`]SIGTERM['"`]/.test(code.text) || !action || !delay || !ends(code, action.value)) return [];
    const milliseconds = numberAt(code, delay.value, at);
    return limit(milliseconds === undefined ? undefined : milliseconds / 1000, call.nameSpan, 'setTimeout');
  }
  const option = options.get(last);
  if (option === undefined) return [];
  const isOf = resolver
    .callee(index)
    .some((origin) => resolver.identify(origin).some(({ module }) => module !== undefined && drainers.test(module)));
  const entry = isOf
    ? call.args
        .flatMap(({ value }) => (value.kind === 'object' ? value.entries : []))
        .find(({ name }) => name === option)
    : undefined;
  const milliseconds = numberAt(code, entry?.value, at);
  return entry
    ? limit(milliseconds === undefined ? undefined : milliseconds / 1000, entry.span, `${last} ${option}`)
    : [];

  function ends({ text }: ResolvedCode, value: Value): boolean {
    const body = value.kind === 'function' ? outline.regions[value.region]?.body : value.span;
    if (!body) return false;
    const written = text.slice(body.start, body.end);
    if (/\.close\s*\(/.test(written)) return false;
    return (
      /\bprocess\s*\.\s*exit\b/.test(written) ||
      callsIn(outline, body).some((each) => outline.calls[each]?.callee.names.at(-1) === 'closeAllConnections')
    );
  }
}

const drainers = /^(@godaddy\/terminus|http-terminator|http-graceful-shutdown|close-with-grace|lightship)$/;
const options: ReadonlyMap<string, string> = new Map([
  ['createTerminus', 'timeout'],
  ['createHttpTerminator', 'gracefulTerminationTimeout'],
  ['gracefulShutdown', 'timeout'],
  ['closeWithGrace', 'delay'],
  ['createLightship', 'gracefulShutdownTimeout'],
]);

/** `uvicorn.run(app, timeout_graceful_shutdown=20)`; `server.stop(20)` and `server.stop(grace=20)` of gRPC. */
function ofPython(code: ResolvedCode, { call, index }: NamedCall): DrainLimit[] {
  const at = code.resolver.placeOf(index);
  const option = call.args.find(({ name }) => name === 'timeout_graceful_shutdown');
  if (option && /^(run|Config)$/.test(call.callee.names.at(-1) ?? ''))
    return limit(numberAt(code, option.value, at), option.span, 'timeout_graceful_shutdown');
  if (call.callee.names.at(-1) !== 'stop' || !/\bgrpc\b/.test(code.text)) return [];
  const isServer = code.resolver
    .callee(index)
    .some((origin) => code.resolver.canonical(origin).some((name) => /^grpc(\.aio)?\.server\(\)\.stop$/.test(name)));
  const grace = call.args.find(({ name }) => name === 'grace') ?? call.args.find(({ name }) => name === undefined);
  return isServer ? limit(numberAt(code, grace?.value, at), call.nameSpan, writtenName(code.outline, call)) : [];
}

/** `graceful_timeout = 60` in Gunicorn's configuration, which is Python. */
function settings(code: ResolvedCode): DrainLimit[] {
  if (!code.text.includes('graceful_timeout')) return [];
  return code.outline.bindings.flatMap(({ targets, targetSpans, value, region, span }) => {
    const [target] = targets;
    const [at] = targetSpans;
    if (region !== 0 || target?.names.length !== 1 || target.names[0] !== 'graceful_timeout' || !at) return [];
    return limit(numberAt(code, value, { region, offset: span.start }), at, 'graceful_timeout');
  });
}

/** `server.awaitTermination(20, TimeUnit.SECONDS)` below a shutdown hook, `HttpServer.stop(20)`. */
function ofJava(code: ResolvedCode, { call, index }: NamedCall): DrainLimit[] {
  const last = call.callee.names.at(-1) ?? '';
  const at = code.resolver.placeOf(index);
  const names = () => code.resolver.names(index);
  if (last === 'awaitTermination') {
    const unit = javaUnit(call.args[1]?.value);
    const count = numberAt(code, call.args[0]?.value, at);
    const isServer = /server/i.test(call.callee.names.at(-2) ?? '') && code.text.includes('addShutdownHook');
    return unit === undefined || count === undefined || !isServer
      ? []
      : limit(count * unit, call.nameSpan, writtenName(code.outline, call));
  }
  const isHttp =
    last === 'stop' && names().some((name) => /sun\.net\.httpserver\..*Https?Server\b.*\.stop$/.test(name));
  return isHttp ? limit(numberAt(code, call.args[0]?.value, at), call.nameSpan, writtenName(code.outline, call)) : [];
}

const script: Reader = { words: new Set(['setTimeout', ...options.keys()]), read: ofScript };

const readers: Readonly<Record<ResolvedCode['outline']['language'], Reader>> = {
  go: { words: new Set(['Shutdown', 'ShutdownWithContext', 'ShutdownWithTimeout']), read: ofGo },
  javascript: script,
  typescript: script,
  python: { words: new Set(['run', 'Config', 'stop']), read: ofPython },
  java: { words: new Set(['awaitTermination', 'stop']), read: ofJava },
  // What a host of .NET allows is set in a property and in settings, and not by a call.
  csharp: { words: new Set(), read: () => [] },
};
