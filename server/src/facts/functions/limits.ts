import type { LimitLink, Passed } from '../../model/path-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { outwards, writtenName } from '../code/written.ts';
import { millisecondsOf } from './milliseconds.ts';

/**
 * Middleware that gives the context of a request a deadline, so that calls which get this context end:
 * `http.TimeoutHandler` (source of net/http: context.WithTimeout(r.Context(), dt)), chi's `middleware.Timeout`
 * (pkg.go.dev/github.com/go-chi/chi/v5/middleware#Timeout), Echo's `middleware.ContextTimeout` and `Timeout`
 * (echo.labstack.com/docs/middleware/context-timeout), Fiber's `timeout.NewWithContext` (docs.gofiber.io/api/middleware/timeout).
 *
 * What answers the user and leaves the work running is none of it: `http.Server.WriteTimeout` (pkg.go.dev/net/http#Server: it
 * only ends writes), Express' `connect-timeout` (its README: "the request will continue to be processed"), Spring MVC's
 * asynchronous timeout (it does not interrupt the thread), Nest's interceptors with RxJS `timeout` (they unsubscribe).
 */
const giving = /^(?:TimeoutHandler|Timeout|TimeoutWithConfig|ContextTimeout|ContextTimeoutWithConfig|NewWithContext)$/;
/** What makes a context that ends from the one that is given. */
const deriving = /^With(?:Timeout|Deadline)/;
const from: Readonly<Record<string, RegExp>> = {
  http: /^net\/http$/,
  middleware: /go-chi\/chi|labstack\/echo/,
  timeout: /gofiber\/|gin-contrib\/timeout/,
};
/** What goes on to the handler in a middleware that somebody wrote, or to the call in an interceptor of clients. */
const next = /^(?:ServeHTTP|Next|next|handler|h|handle|invoker|streamer)$/;

/** What gives requests a deadline in a Go file. Other languages have no context that a middleware could bound. */
export function limitsOf(code: ResolvedCode): LimitLink[] {
  const { outline, text, resolver } = code;
  if (outline.language !== 'go' || !/Timeout|Deadline/.test(text)) return [];
  const mayGive = (last: string) => giving.test(last) || deriving.test(last);
  return callsNamed(code, mayGive).flatMap(({ call, index }): LimitLink[] => {
    const last = call.callee.names.at(-1) ?? '';
    if (giving.test(last) && isMiddleware({ outline }, call)) {
      const taken = resolver.argumentOf({ call: index });
      const use = taken === undefined ? undefined : outline.calls[taken.call];
      const body = outline.regions[resolver.functionAround(call.region)]?.body;
      // Around the handler of one route it is a matter of that route.
      const path = use?.args[0]?.span;
      if (path && /"$/.test(text.slice(path.start, path.end))) return [];
      const isUsed = use?.callee.names.at(-1) === 'Use' && body !== undefined;
      return [limitOf(call, { outline, text }, isUsed ? { start: use.start, end: body.end } : undefined)];
    }
    if (!deriving.test(last) || call.callee.names[0] !== 'context') return [];
    const around = outline.regions[resolver.functionAround(call.region)]?.body;
    const isGiven = (name: string) =>
      [...outwards(outline, call.region)].some((at) =>
        outline.regions[at]?.parameters?.some((each) => each.name === name && !/Context$/.test(each.type ?? '')),
      );
    const onward =
      around &&
      outline.calls.find(
        ({ callee, start, args }) =>
          start > call.start &&
          start < around.end &&
          args.length > 0 &&
          isGiven(callee.names[0] ?? '') &&
          next.test(callee.names.at(-1) ?? ''),
      );
    if (!onward) return [];
    return [
      { ...limitOf(call, { outline, text }), of: onward.callee.names.at(-1) === 'invoker' ? 'calls' : 'requests' },
    ];
  });
}

/** A call of a middleware that is known to give a deadline. */
export function isMiddleware({ outline }: Pick<ResolvedCode, 'outline'>, { callee }: Call): boolean {
  const [root = ''] = callee.names;
  const module = outline.imports.find(({ local }) => local === root)?.module;
  const own = Object.hasOwn(from, root) ? from[root] : undefined;
  const isGiving = giving.test(callee.names.at(-1) ?? '') && callee.names.length === 2;
  return isGiving && module !== undefined && own?.test(module) === true;
}

/** What a route gets whose handler has such a middleware around it. */
export function passedBy(call: Call, code: Pick<ResolvedCode, 'outline' | 'text'>): Passed {
  const { span, by, ms } = limitOf(call, code);
  return { is: 'timed', by, at: span, ...(ms === undefined ? {} : { ms }) };
}

/** What a call of such a middleware gives. */
function limitOf(call: Call, { outline, text }: Pick<ResolvedCode, 'outline' | 'text'>, covers?: Span): LimitLink {
  const ms = call.args
    .map(({ span }) => millisecondsOf(text.slice(span.start, span.end)))
    .find((each) => each !== undefined);
  return {
    span: call.nameSpan,
    of: 'requests',
    by: writtenName(outline, call),
    ...(ms === undefined ? {} : { ms }),
    ...(covers ? { covers } : {}),
  };
}
