import type { Routing } from '../../knowledge/serving.ts';
import type { Call, CodeLanguage, Value } from '../../syntax/code/outline.ts';
import type { Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { joinPaths } from './route-paths.ts';
import { isOpaque, placed, servingPacks } from '../servers/serving-match.ts';

/** What paths are registered on. */
export interface Router {
  readonly library: string;
  readonly routing: Routing;
  readonly prefix: string;
  /** Whether no other prefix may stand before. */
  readonly resolved: boolean;
  readonly call: number;
}

export interface Routers {
  /** The router that a call is made on; undefined where it is made on none. */
  of(call: number): Router | undefined;
}

/** Names under which frameworks hand their router to plug-ins, where no type says so. */
const handed = /^(app|router|server|fastify|mux)$/;
const maxDepth = 12;
/** Languages in which options are arguments with a name. */
const keyworded: ReadonlySet<CodeLanguage> = new Set(['python']);

/** Finds the routers of a file with the prefixes under which it mounts them. */
export function createRouters(code: ResolvedCode): Routers {
  const { outline, resolver } = code;
  let depth = 0;
  const known = new Map<number, Router | undefined>();

  const of = (call: number): Router | undefined => {
    if (known.has(call)) return known.get(call);
    // Stands while the search runs: a circle leads to no router.
    known.set(call, undefined);
    const router = search(call);
    known.set(call, router);
    return router;
  };

  const search = (call: number): Router | undefined => {
    const made = outline.calls[call];
    const last = made?.callee.names.at(-1) ?? '';
    const owner = made?.callee.base === undefined && made?.callee.names.length === 2 ? made.callee.names[0] : undefined;
    const within = made && owner !== undefined ? grouping(made, owner) : undefined;
    if (within) return { ...within, call };
    for (const origin of resolver.callee(call)) {
      const router = ofOrigin(origin, { last, call });
      if (router) return router;
    }
    return isOpaque(code, call) ? byName(call) : undefined;
  };

  /** `origin` is a member of the router: its last name is what is called. */
  const ofOrigin = (origin: Origin, { last, call }: { last: string; call: number }): Router | undefined => {
    if (origin.kind === 'result' && origin.names.length <= 1) {
      const grouped = ofGroup(origin.call, call);
      if (grouped) return grouped;
    }
    for (const known of resolver.identify(origin)) {
      for (const { pack, serving, name } of placed(code, known)) {
        const { routing } = serving;
        const owner = name === last ? '' : name.endsWith(`.${last}`) ? name.slice(0, -last.length - 1) : undefined;
        if (!routing || owner === undefined) continue;
        const isRoot = routing.roots.includes(owner === '' ? 'default' : owner);
        const isInner = routing.routers.includes(owner === '' ? 'default' : owner);
        if (!isRoot && !isInner) continue;
        const own = prefixOf(origin, routing);
        const mounted = isInner ? mountOf(origin, routing) : undefined;
        const resolved = mounted?.resolved ?? (isRoot && !(isInner && isReturned(origin)));
        const prefix = joinPaths(mounted?.prefix ?? '', own ?? '');
        return { library: pack.id, routing, prefix, resolved: resolved && own !== undefined, call };
      }
    }
    return undefined;
  };

  /** The router below a path that `group` gives: `app.Group("/v1")`, `r.PathPrefix("/v1").Subrouter()`. */
  const ofGroup = (group: number, call: number): Router | undefined => {
    const made = outline.calls[group];
    if (!made || depth > maxDepth) return undefined;
    depth++;
    const outer = of(group);
    depth--;
    if (!outer) return undefined;
    const last = made.callee.names.at(-1) ?? '';
    const pattern = outer.routing.groups.find((each) => each.calls.includes(last));
    if (!pattern) return undefined;
    if (pattern.same) return { ...outer, call };
    const path = made.args[pattern.path];
    const text = path ? textOf(path.value, group) : '';
    return {
      ...outer,
      call,
      prefix: joinPaths(outer.prefix, text ?? ''),
      resolved: outer.resolved && text !== undefined,
    };
  };

  /** A parameter: of the function that a group runs, or of a plug-in. */
  const byName = (call: number): Router | undefined => {
    const made = outline.calls[call];
    const name = made?.callee.names.at(-2);
    if (!made || name === undefined || made.callee.base !== undefined || made.callee.names.length > 3) return undefined;
    if (!handed.test(name) || made.awaited) return undefined;
    const last = made.callee.names.at(-1) ?? '';
    const first = made.args[0]?.value;
    const handler = made.args.at(-1)?.value.kind;
    const isHandled = handler === 'function' || handler === 'path' || handler === 'call';
    const isPath = first?.kind === 'string' && first.text.startsWith('/') && made.args.length > 1 && isHandled;
    const pack = isPath ? likely(code, last, name) : undefined;
    const routing = pack?.serving?.routing;
    return pack && routing ? { library: pack.id, routing, prefix: '', resolved: false, call } : undefined;
  };

  /** `r.Route("/users", func(r chi.Router) {…})`: the router is the function's first parameter. */
  const grouping = (made: Call, name: string): Router | undefined => {
    for (let region = made.region; region > 0; region = outline.regions[region]?.parent ?? 0) {
      const own = outline.regions[region];
      if (own?.kind !== 'function' || own.parameters?.[0]?.name !== name) continue;
      const taken = resolver.argumentOf({ region });
      const group = taken && outline.calls[taken.call];
      if (!taken || !group || depth > maxDepth) return undefined;
      depth++;
      const outer = of(taken.call);
      depth--;
      const last = group.callee.names.at(-1) ?? '';
      const pattern = outer?.routing.groups.find((each) => each.calls.includes(last) && each.within === taken.position);
      if (!outer || !pattern) return undefined;
      const option = pattern.option;
      const options = option ? group.args[option.at]?.value : undefined;
      const entry = options?.kind === 'object' ? options.entries.find((each) => each.name === option?.name) : undefined;
      const given = option ? entry?.value : group.args[pattern.path]?.value;
      const text = pattern.same || (option && !entry) ? '' : given ? textOf(given, taken.call) : undefined;
      return { ...outer, prefix: joinPaths(outer.prefix, text ?? ''), resolved: outer.resolved && text !== undefined };
    }
    return undefined;
  };

  /** Where this file mounts a router: `app.use('/api', router)`. */
  const mountOf = (origin: Origin, routing: Routing): { prefix: string; resolved: boolean } | undefined => {
    const holder = 'holder' in origin ? origin.holder?.name : undefined;
    if (holder === undefined || depth > maxDepth) return undefined;
    const isHeld = (value: Value) => isNamed(value, holder) || (value.kind === 'call' && startsAt(value.call, holder));
    for (const [index, call] of outline.calls.entries()) {
      const pattern = routing.mounts.find((each) => each.calls.includes(call.callee.names.at(-1) ?? ''));
      if (!pattern || !call.args.some(({ value }) => isHeld(value))) continue;
      depth++;
      const outer = of(index);
      depth--;
      if (!outer) continue;
      const named = call.args.find((each) => each.name !== undefined && each.name === pattern.prefixOption);
      if (pattern.prefixOption !== undefined) {
        const own = named ? textOf(named.value, index) : '';
        return { prefix: joinPaths(outer.prefix, own ?? ''), resolved: outer.resolved && own !== undefined };
      }
      const first = call.args[pattern.path]?.value;
      const text = first && isHeld(first) ? '' : first ? textOf(first, index) : undefined;
      return { prefix: joinPaths(outer.prefix, text ?? ''), resolved: outer.resolved && text !== undefined };
    }
    return undefined;
  };

  /** `router.routes()`, as Koa wants it. */
  const startsAt = (call: number, name: string) => {
    const callee = outline.calls[call]?.callee;
    return callee?.base === undefined && callee?.names[0] === name && callee.names.length === 2;
  };

  /** The prefix that a router is made with: `new Router({ prefix: '/api' })`; undefined where it cannot be told. */
  const prefixOf = (origin: Origin, { prefixOption }: Routing): string | undefined => {
    const made = origin.kind === 'result' ? outline.calls[origin.call] : undefined;
    const named = made?.args.find((each) => each.name !== undefined && each.name === prefixOption);
    if (named && origin.kind === 'result') return textOf(named.value, origin.call);
    const options = made?.args[0]?.value;
    if (keyworded.has(outline.language)) return made?.args.some(({ spread }) => spread) ? undefined : '';
    if (prefixOption === undefined || !made || !options) return '';
    if (options.kind !== 'object') return undefined;
    const entry = options.entries.find((each) => each.name === prefixOption);
    return entry ? textOf(entry.value, made === undefined ? 0 : outline.calls.indexOf(made)) : '';
  };

  const isReturned = (origin: Origin): boolean => {
    const holder = 'holder' in origin ? origin.holder?.name : undefined;
    const made = origin.kind === 'result' ? resolver.functionAround(resolver.placeOf(origin.call).region) : 0;
    return outline.exits.some(
      (exit) =>
        exit.value?.kind === 'path' &&
        exit.value.path.names.join('.') === holder &&
        resolver.functionAround(exit.region) === made,
    );
  };

  const textOf = (value: Value, call: number): string | undefined => {
    if (value.kind === 'string') return value.text.includes('${}') ? undefined : value.text;
    const found = resolver.evaluate(value, resolver.placeOf(call));
    const only = found.length === 1 ? found[0] : undefined;
    return only?.kind === 'value' && only.value.kind === 'string' ? only.value.text : undefined;
  };

  return { of };
}

function isNamed(value: Value, name: string): boolean {
  return value.kind === 'path' && value.path.base === undefined && value.path.names.join('.') === name;
}

/** The library that the file imports or names, else one whose routers know this verb. */
function likely(code: ResolvedCode, verb: string, owner: string) {
  const able = servingPacks(code).filter((pack) =>
    pack.serving?.routing?.routes.some((each) => each.calls.includes(verb) && !each.entries),
  );
  const imported = able.find((pack) => code.outline.imports.some(({ module }) => pack.modules.includes(module)));
  return imported ?? able.find((pack) => pack.id === owner) ?? able[0];
}
