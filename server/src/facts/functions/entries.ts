import type { Route } from '../../model/code-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { EntryLink, Passed } from '../../model/path-fact.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isMiddleware, passedBy } from './limits.ts';
import { goRoutes } from './go-routes.ts';
import { handlersByForm } from './handler-forms.ts';
import { symbolOfRegion } from './region-symbol.ts';
import type { Symbols } from './symbols.ts';
import { say } from '../../words/say.ts';

export interface Entries {
  readonly links: readonly EntryLink[];
  /** Regions of function literals that take what comes in. */
  readonly handlers: ReadonlySet<number>;
}

const maxDepth = 6;
/** Decorators of functions that take messages. */
const consuming =
  /^(?:KafkaListener|RabbitListener|JmsListener|SqsListener|StreamListener|PulsarListener|ServiceActivator|Incoming|MessagePattern|EventPattern|RabbitSubscribe|SqsMessageHandler|Process|task|shared_task|actor)$/;

/** Where something from outside comes into a file: routes, RPCs, messages, in the order in which they are taken at their word. */
export function entriesOf(code: ResolvedCode, about: { facts: readonly Fact[]; symbols: Symbols }): Entries {
  const handlers = new Set<number>();
  const routes = about.facts.filter((fact) => fact.kind === 'route');
  const links = [
    ...routes.flatMap((route) => ofRoute(route, code, { symbols: about.symbols, handlers })),
    ...goRoutes(code, about),
    ...callsNamed(code, registers).flatMap(({ call }) => ofRegistration(call, about.symbols, handlers)),
    ...ofClasses(code),
    ...ofDecorators(code),
    ...handlersByForm(code),
  ];
  return { links, handlers };
}

interface Finding {
  readonly symbols: Symbols;
  readonly handlers: Set<number>;
}

function ofRoute(route: Route, code: ResolvedCode, finding: Finding): EntryLink[] {
  const { outline } = code;
  const words = `${route.method === undefined ? '' : `${route.method} `}${route.path}`;
  const common = { span: route.span, words, waits: 'user' as const };
  const index = callAround(code, route);
  const call = index === undefined ? undefined : outline.calls[index];
  if (!call || index === undefined) return [];
  const decorated = outline.regions.findIndex(
    ({ kind, decorators }) => kind === 'function' && decorators?.some((each) => holds(code, each, route)),
  );
  if (decorated > 0) {
    const given = (outline.regions[decorated]?.parameters ?? []).flatMap(({ default: value }) =>
      value?.kind === 'call' ? dependedOn(outline.calls[value.call], finding.symbols) : [],
    );
    return [{ ...common, to: [symbolOfRegion(decorated, code), ...given] }];
  }
  const to: string[] = [];
  let limit: Passed | undefined;
  const visit = (value: Value, depth: number): void => {
    if (depth > maxDepth) return;
    switch (value.kind) {
      case 'function':
        finding.handlers.add(value.region);
        to.push(`#@${value.region}`);
        return;
      case 'path':
        push(to, finding.symbols.ofPath(value.path, call.region));
        return;
      case 'list':
        for (const item of value.items) visit(item, depth + 1);
        return;
      case 'object': {
        push(to, value.type ? finding.symbols.ofValue(value, call.region) : undefined);
        for (const entry of value.entries)
          if (/^(?:handler|preHandler)$/.test(entry.name ?? '')) visit(entry.value, depth + 1);
        return;
      }
      case 'call': {
        const inner = outline.calls[value.call];
        if (!inner) return;
        if (isMiddleware(code, inner)) limit = passedBy(inner, code);
        const last = inner.callee.names.at(-1);
        const names = inner.callee.names.slice(0, -1);
        if (last === 'bind' || last === 'as_view') {
          const bound = finding.symbols.ofPath({ ...inner.callee, names }, inner.region);
          push(to, last === 'as_view' && bound !== undefined ? `${bound}{}` : bound);
          return;
        }
        push(to, finding.symbols.ofResult(value.call));
        for (const argument of inner.args) visit(argument.value, depth + 1);
      }
    }
  };
  for (const { value, span } of call.args) if (span.start > route.span.start) visit(value, 0);
  // `router.route('/x').get(list)`: the verbs are called on what the path gives.
  for (const next of code.resolver.chained(index)) {
    const verb = outline.calls[next];
    if (!verb || (route.method !== undefined && verb.callee.names.at(-1)?.toUpperCase() !== route.method)) continue;
    for (const { value } of verb.args) visit(value, 0);
  }
  return to.length === 0 ? [] : [{ ...common, to, ...(limit ? { limit } : {}) }];
}

function push(to: string[], symbol: string | undefined): void {
  if (symbol !== undefined && !to.includes(symbol)) to.push(symbol);
}

/** FastAPI's `Depends(get_prices)`: it runs before the handler. */
function dependedOn(call: Call | undefined, symbols: Symbols): string[] {
  const value = call?.args[0]?.value;
  if (!call || call.callee.names.at(-1) !== 'Depends' || value?.kind !== 'path') return [];
  return [symbols.ofPath(value.path, call.region) ?? []].flat();
}

/** The innermost call whose arguments hold the path of a route. */
function callAround({ outline }: ResolvedCode, { span }: Route): number | undefined {
  let found: number | undefined;
  outline.calls.forEach(({ brackets, nameSpan }, index) => {
    const isIn = brackets.start <= span.start && span.end <= brackets.end;
    if (isIn || (nameSpan.start === span.start && nameSpan.end === span.end)) {
      const best = found === undefined ? undefined : outline.calls[found]?.brackets;
      if (!best || brackets.start >= best.start) found = index;
    }
  });
  return found;
}

function holds({ outline }: ResolvedCode, decorator: number, { span }: Route): boolean {
  const call = outline.calls[decorator];
  return call !== undefined && call.start <= span.start && span.end <= call.brackets.end;
}

const registers = (last: string) => /^(?:Register|addService$|consume$|run$)/.test(last);

/** What registers the methods of a gRPC service, or takes the messages of a queue. */
function ofRegistration(call: Call, symbols: Symbols, handlers: Set<number>): EntryLink[] {
  const last = call.callee.names.at(-1) ?? '';
  const common = { span: call.nameSpan, waits: 'user' as const };
  const go = /^Register([A-Z]\w*?)(?:Service)?Server$/.exec(last)?.[1];
  if (go !== undefined && call.args[1]) {
    const to = symbols.ofValue(call.args[1].value, call.region);
    return to === undefined ? [] : [{ ...common, words: say('entries.the-rpc', { go }), to: [to], service: go }];
  }
  const [first, second] = call.args;
  if (last === 'addService' && first?.value.kind === 'path' && second?.value.kind === 'object') {
    const { names } = first.value.path;
    const service =
      (names.at(-1) === 'service' ? names.at(-2) : names.at(-1))?.replace(/(?:Service)?(?:Definition)?$/, '') ?? '';
    return second.value.entries.flatMap(({ name, value }): EntryLink[] => {
      if (value.kind === 'function') handlers.add(value.region);
      const to = symbols.ofValue(value, call.region);
      if (name === undefined || to === undefined) return [];
      return [{ ...common, words: say('entries.the-rpc-2', { service, name }), to: [to], service, method: name }];
    });
  }
  const handler = last === 'consume' ? second?.value : undefined;
  const each =
    last === 'run' && first?.value.kind === 'object'
      ? first.value.entries.find(({ name }) => name === 'eachMessage' || name === 'eachBatch')?.value
      : handler;
  if (!each) return [];
  if (each.kind === 'function') handlers.add(each.region);
  const to = each.kind === 'function' || each.kind === 'path' ? symbols.ofValue(each, call.region) : undefined;
  return to === undefined ? [] : [{ span: call.nameSpan, words: 'messages', waits: 'queue', to: [to] }];
}

/** Classes that implement a gRPC service, by what they extend or embed. */
function ofClasses({ outline }: ResolvedCode): EntryLink[] {
  return outline.regions.flatMap(({ kind, name, supertypes = [], nameSpan, opener }): EntryLink[] => {
    if (kind !== 'class' || name === undefined) return [];
    for (const type of supertypes) {
      const service =
        /(?:^|\.)(?:Unimplemented|Unsafe)([A-Z]\w*?)(?:Service)?Server$/.exec(type)?.[1] ??
        /(?:^|\.)([A-Z]\w*?)(?:Service)?Servicer$/.exec(type)?.[1] ??
        /(?:^|\.)([A-Z]\w*?)(?:Service)?(?:Grpc\.\w*)?ImplBase$/.exec(type)?.[1];
      if (service !== undefined)
        return [
          {
            span: nameSpan ?? opener,
            words: say('entries.the-rpc', { go: service }),
            waits: 'user',
            to: [`#${name}{}`],
            service,
          },
        ];
    }
    return [];
  });
}

/** Functions that take messages, by their decorators. */
function ofDecorators(code: ResolvedCode): EntryLink[] {
  const { outline } = code;
  return outline.regions.flatMap((region, index): EntryLink[] => {
    if (region.kind !== 'function' || !region.decorators) return [];
    const names = region.decorators.map((each) => outline.calls[each]?.callee.names.at(-1) ?? '');
    const span = region.nameSpan ?? region.opener;
    const to = [symbolOfRegion(index, code)];
    if (names.some((name) => name === 'GrpcMethod'))
      return [{ span, words: say('entries.the-rpc', { go: region.name ?? '' }), waits: 'user', to }];
    if (!names.some((name) => consuming.test(name))) return [];
    return [
      { span, words: say('entries.messages-of', { name: region.name ?? say('entries.a-queue') }), waits: 'queue', to },
    ];
  });
}
