import type { OutgoingCall } from '../../../model/code-fact.ts';
import type { RpcEnd } from '../../../model/link-fact.ts';
import type { Dependency, DeployedService, ProductionPicture, RequestPath } from '../../../model/production.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import type { Place } from '../../../model/span.ts';
import { groupedBy, oncePer } from '../lookup.ts';
import { edgesFrom, servicesReaching, workloadOf } from '../picture.ts';

/** A call of one service on the way to another. */
export interface EdgeCall {
  readonly from: string;
  readonly to: string;
  readonly call: OutgoingCall;
  readonly at: Place;
}

/** Calls of the workspace that surely go to a service of it: by the host that they name, or the variable that has its address. */
export function edgeCalls(picture: ProductionPicture, context: RuleContext): readonly EdgeCall[] {
  const known = memo(picture);
  const calls = context.inWorkspace('outgoing-call');
  if (known.calls !== calls || !known.made) {
    known.calls = calls;
    known.made = find(picture, context);
  }
  return known.made;
}

const memo = oncePer(
  (_picture: ProductionPicture): { calls?: readonly Located<OutgoingCall>[]; made?: readonly EdgeCall[] } => ({}),
);

function find(picture: ProductionPicture, context: RuleContext): EdgeCall[] {
  const variables = new Map(
    context
      .inWorkspace('addressed')
      .flatMap(({ file, fact }) => fact.calls.map(({ start }) => [`${file}:${start}`, fact.variable] as const)),
  );
  const stubs = context.inWorkspace('rpc-end').filter(({ fact }) => fact.side === 'client');
  return context.inWorkspace('outgoing-call').flatMap(({ file, fact }): EdgeCall[] => {
    if (fact.role !== 'call' || fact.browser) return [];
    const at = { file, span: fact.span };
    const variable = variables.get(`${file}:${fact.span.start}`);
    const rpc = fact.protocol === 'rpc' ? /^(\w+?)(?:Service)?(?:Client|Stub|Grpc)\./.exec(fact.api)?.[1] : undefined;
    const ends = rpc === undefined ? [] : byService(stubs, rpc);
    return servicesReaching(picture, file).flatMap((service) => {
      const edge = edgesFrom(picture, service.name).find(
        (each) =>
          each.kind === 'service' &&
          (isAt(each, at) ||
            ends.some((end) => isAt(each, { file: end.file, span: end.fact.span })) ||
            (variable !== undefined && isByVariable(each, variable, { service, picture }))),
      );
      return edge ? [{ from: service.name, to: edge.to, call: fact, at }] : [];
    });
  });
}

const byService = groupedBy(({ fact }: Located<RpcEnd>) => [fact.service.replace(/Service$/, '')]);

/** Whether one of the places that show a dependency is this. */
export function isAt({ places }: Dependency, { file, span }: Place): boolean {
  return places.some((place) => place.file === file && place.span.start === span.start);
}

/** Whether the value that a variable of the environment has in the deployment leads to a dependency; `unknown` ones are called by it. */
export function isByVariable(
  edge: Dependency,
  variable: string,
  { service, picture }: { service: DeployedService; picture: ProductionPicture },
): boolean {
  if (edge.to === variable || edge.via.endsWith(`the environment variable ${variable}`)) return true;
  const value = workloadOf(picture, service)?.env.get(variable)?.value.toLowerCase();
  const target = picture.services.find(({ name }) => name === edge.to);
  const hosts = [edge.to, ...((target && workloadOf(picture, target)?.hosts) ?? [])];
  // `http://stock:8080/`, `postgres://user@stock/db`, `stock:9000`.
  const named = value?.split(/[\s,;/@]+/).map((part) => part.split(/[:.?]/)[0]) ?? [];
  return hosts.some((host) => named.includes(host.toLowerCase()));
}

const byTarget = groupedBy(({ to }: EdgeCall) => [to]);

/** Calls of other services for the route that a way begins with. */
export function callersOf({ name }: DeployedService, path: RequestPath, context: RuleContext): readonly EdgeCall[] {
  const picture = context.production();
  const route = path.steps[0]?.words ?? '';
  if (!picture || !/^(?:[A-Z]+ )?\//.test(route)) return [];
  const all = edgeCalls(picture, context);
  return byTarget(all, name).filter(({ call }) => asksFor(call, route));
}

/** Whether a call is for a route: `POST /orders/:id`, or a path alone. */
export function asksFor({ api, target, resolvedTarget }: OutgoingCall, route: string): boolean {
  const [, method, path = ''] = /^(?:([A-Z]+) )?(\/.*)$/.exec(route) ?? [];
  const verb = /(get|post|put|patch|delete|head)$/i.exec(api)?.[1]?.toUpperCase();
  if (method !== undefined && verb !== undefined && verb !== method) return false;
  const url = target ?? resolvedTarget ?? '';
  const asked = segmentsOf(url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\$\{\}/, ''));
  const wanted = segmentsOf(path);
  // The root alone may be the address of any route.
  if (asked.length === 0 || asked.length !== wanted.length) return false;
  return wanted.every((part, at) => isVariable(part) || part === asked[at]);
}

function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '');
}

/** `:id`, `{id}`, `<int:id>`, `*`. */
function isVariable(part: string): boolean {
  return /^[:{<*[]/.test(part);
}
