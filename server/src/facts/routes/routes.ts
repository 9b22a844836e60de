import type { Route } from '../../model/code-fact.ts';
import type { Routing } from '../../knowledge/serving.ts';
import type { Argument, Call } from '../../syntax/code/outline.ts';
import { answeredPaths } from './answered-paths.ts';
import { decoratedRoutes } from './route-decorators.ts';
import { handedRouters } from './handed-routers.ts';
import { joinPaths } from './route-paths.ts';
import { createRouters } from './routers.ts';
import type { Router, Routers } from './routers.ts';
import { callsNamed } from '../code/calls-named.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { knownLastNames, placedCall } from '../servers/serving-match.ts';

type RoutePattern = Routing['routes'][number];

/** Paths that the code answers, with the prefixes that this file shows. */
export function extractRoutes(code: ResolvedCode): Route[] {
  const { routes: verbs } = knownLastNames(code);
  const routers = createRouters(code);
  const found = callsNamed(code, verbs).flatMap(({ call, index }) => {
    const last = call.callee.names.at(-1) ?? '';
    const router = routers.of(index);
    const pattern = router?.routing.routes.find((each) => each.calls.includes(last));
    if (!router || !pattern) return [];
    return routesOf(code, { call, index, pattern, router, routers });
  });
  return [
    ...found,
    ...decoratedRoutes(code),
    ...broughtRoutes(code),
    ...answeredPaths(code),
    ...handedRouters(code),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** Paths that a framework may register by itself where it is started. */
function broughtRoutes(code: ResolvedCode): Route[] {
  return callsNamed(code, knownLastNames(code).servers).flatMap(({ call, index }) =>
    placedCall(code, index).flatMap(({ pack, serving, name }) => {
      const brings = serving.servers.find((server) => server.names.includes(name))?.brings ?? [];
      return brings.map((path): Route => ({
        kind: 'route',
        span: call.nameSpan,
        method: 'GET',
        path,
        prefix: 'unknown',
        library: pack.id,
      }));
    }),
  );
}

interface Registering {
  readonly call: Call;
  readonly index: number;
  readonly pattern: RoutePattern;
  readonly router: Router;
  readonly routers: Routers;
}

function routesOf(code: ResolvedCode, registering: Registering): Route[] {
  const { call, index, pattern, router } = registering;
  const given = call.args[pattern.path];
  if (!given) return [];
  // `mux.Handle(orders.NewHandler(store))`: path and handler come from one call, and any path may be it.
  if (code.outline.language === 'go' && call.args.length === 1 && given.value.kind === 'call' && !pattern.chain)
    return [{ kind: 'route', span: given.span, path: '/*', prefix: 'unknown', library: router.library }];
  const entries = pattern.entries;
  const object = entries && given.value.kind === 'object' ? given.value.entries : undefined;
  const objects =
    entries && given.value.kind === 'list'
      ? given.value.items.flatMap((item) => (item.kind === 'object' ? [item.entries] : []))
      : [];
  const all = object ? [object] : objects;
  if (entries && all.length > 0) {
    return all.flatMap((each) => {
      const path = each.find((entry) => entry.name === entries.path);
      const method = each.find((entry) => entry.name === entries.method);
      return path ? methodsIn(method).flatMap((name) => routeFact(code, { given: path, method: name, router })) : [];
    });
  }
  // `app.get('env')` reads a setting: a path begins with a slash, and something answers it.
  const decorates = decoratorsIn(code).has(index);
  if (call.args.length < 2 && !decorates && !pattern.chain && call.callee.names.at(-1) === 'get') return [];
  if (pattern.chain) {
    const chained = chainOf(code, index);
    const methods = chained.length > 0 ? chained : [undefined];
    return methods.flatMap((method) => routeFact(code, { given, method, router }));
  }
  const last = call.callee.names.at(-1) ?? '';
  const named = pattern.method === 'name' ? last.replace(/^add_|Func$/g, '').toUpperCase() : pattern.method;
  const option = call.args.find(({ name }) => name !== undefined && name === pattern.methodOption);
  const methods = option
    ? methodsIn(option)
    : pattern.methodAt === undefined
      ? [named]
      : methodsIn(call.args[pattern.methodAt]);
  const limited = methodsChained(code, index) ?? methods;
  return limited.flatMap((method) =>
    routeFact(code, { given, method, router, pattern: pattern.pattern, bare: pattern.bare, subtree: pattern.subtree }),
  );
}

/** Calls that decorate something, looked for once for all routes. */
const decoratorsIn = oncePerFile(
  ({ outline }) => new Set(outline.regions.flatMap((region) => region.decorators ?? [])),
);

interface Registered {
  readonly given: Argument;
  readonly method: string | undefined;
  readonly router: Router;
  readonly pattern?: boolean;
  readonly bare?: boolean;
  readonly subtree?: boolean;
}

function routeFact(code: ResolvedCode, { given, method, router, pattern, bare, subtree }: Registered): Route[] {
  const texts = given.value.kind === 'list' ? given.value.items : [given.value];
  return texts.flatMap((value): Route[] => {
    const known = value.kind === 'path' ? code.resolver.evaluate(value, code.resolver.placeOf(router.call)) : [];
    const only = known.length === 1 ? known[0] : undefined;
    const literal = only?.kind === 'value' ? only.value : value;
    if (literal.kind !== 'string') {
      // `mux.Handle(telemetry.Path, …)`: the path is a constant of another package, and any path may be it.
      const isElsewhere = known.length > 0 && known.every(({ kind }) => kind === 'module');
      if (code.outline.language !== 'go' || !isElsewhere) return [];
      return [{ kind: 'route', span: value.span, path: '/*', prefix: 'unknown', library: router.library }];
    }
    const match = pattern ? /^(?:([A-Z]+)\s+)?([^/]*)(\/.*)$/.exec(literal.text) : undefined;
    const written = match?.[3] ?? (bare ? `/${literal.text}` : literal.text);
    if (!pattern && written !== '' && !/^[/*:({]/.test(written)) return [];
    const verb = match?.[1] ?? method;
    const own = joinPaths(router.prefix, written.replaceAll('${}', '*'));
    const path = subtree ? `${own.replace(/\/$/, '')}/*` : own;
    return [
      {
        kind: 'route',
        span: value.span,
        ...(verb === undefined || verb === '' ? {} : { method: verb }),
        path,
        prefix: router.resolved ? 'none' : 'unknown',
        library: router.library,
      },
    ];
  });
}

/** Methods given as text or list; undefined stands for all. */
function methodsIn(given: Argument | undefined): (string | undefined)[] {
  if (!given) return [undefined];
  const values = given.value.kind === 'list' ? given.value.items : [given.value];
  const names = values.map((value) => {
    if (value.kind === 'string') return value.text.toUpperCase();
    const constant = value.kind === 'path' ? /^Method([A-Z]\w+)$/.exec(value.path.names.at(-1) ?? '') : undefined;
    return constant?.[1]?.toUpperCase();
  });
  return names.map((name) => (name === '*' || name === 'ALL' ? undefined : name));
}

/** Verbs called on `route('/x')`: `.get(…).post(…)`. */
function chainOf(code: ResolvedCode, index: number): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let at: number | undefined = index; at !== undefined;) {
    const next: number | undefined = code.resolver.chained(at)[0];
    const name: string | undefined = next === undefined ? undefined : code.outline.calls[next]?.callee.names.at(-1);
    if (name !== undefined) found.push(name === 'all' ? undefined : name.toUpperCase());
    at = next;
  }
  return found;
}

/** gorilla/mux limits a route behind it: `.Methods("GET")`. */
function methodsChained(code: ResolvedCode, index: number): (string | undefined)[] | undefined {
  for (
    let at: number | undefined = code.resolver.chained(index)[0];
    at !== undefined;
    at = code.resolver.chained(at)[0]
  ) {
    const call: Call | undefined = code.outline.calls[at];
    if (call?.callee.names.at(-1) === 'Methods') return call.args.flatMap(methodsIn);
  }
  return undefined;
}
