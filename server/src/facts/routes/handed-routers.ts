import type { Route } from '../../model/code-fact.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import { placed } from '../servers/serving-match.ts';

/** What packages are called that mount or wrap handlers for metrics and health. */
const watching =
  /(^|[^a-z])(metrics?|prometheus|telemetry|otel|o11y|obs|observability|monitoring|instrumentation|health|healthz|healthcheck|ops|admin)([^a-z]|$)/i;

/**
 * Routers that Go code hands to a package for metrics and health which no pack knows: `telemetry.Mount(mux)` may answer any path,
 * and so may a handler that such a package makes for a server: `http.ListenAndServe(":9090", telemetry.Handler())`.
 */
export const handedRouters = oncePerFile((code): readonly Route[] => {
  const { outline, resolver, knowledge } = code;
  if (outline.language !== 'go') return [];
  const names = new Map(
    outline.imports.flatMap(({ module, local }) =>
      watching.test(module) && knowledge.forModule('go', module).length === 0 ? [[local, module] as const] : [],
    ),
  );
  if (names.size === 0) return [];
  return outline.calls.flatMap((call, index): Route[] => {
    const handedTo = names.get(call.callee.names[0] ?? '');
    if (call.callee.base !== undefined || call.callee.names.length !== 2 || handedTo === undefined) return [];
    const at = resolver.placeOf(index);
    const router = call.args.flatMap(({ value }) =>
      value.kind === 'path'
        ? resolver
            .evaluate(value, at)
            .flatMap(resolver.identify)
            .flatMap((known) => placed(code, known))
            .filter(({ serving, name }) => serving.routing?.roots.includes(name) === true)
        : [],
    )[0];
    const taker = resolver.argumentOf({ call: index });
    const taken = taker && outline.calls[taker.call]?.callee.names.at(-1);
    const isServed = taken !== undefined && /^(ListenAndServe|Serve)(TLS)?$/.test(taken);
    if (!router && !isServed) return [];
    const library = router?.pack.id ?? 'go-net-http-server';
    return [{ kind: 'route', span: call.nameSpan, path: '/*', prefix: 'unknown', library, handedTo }];
  });
});
