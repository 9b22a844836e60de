import type { OutgoingCall } from '../../model/code-fact.ts';
import type { DeployedService, ProductionPicture, RequestPath } from '../../model/production.ts';
import type { Located, RuleContext } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import { groupedBy, oncePer } from './lookup.ts';
import { edgesFrom, servicesReaching } from './picture.ts';

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
  return context.inWorkspace('outgoing-call').flatMap(({ file, fact }): EdgeCall[] => {
    if (fact.role !== 'call' || fact.browser) return [];
    const at = { file, span: fact.span };
    const variable = variables.get(`${file}:${fact.span.start}`);
    return servicesReaching(picture, file).flatMap(({ name }) => {
      const edge = edgesFrom(picture, name).find(
        ({ kind, via, places }) =>
          kind === 'service' &&
          (places.some((place) => place.file === file && place.span.start === fact.span.start) ||
            (variable !== undefined && via.endsWith(`the environment variable ${variable}`))),
      );
      return edge ? [{ from: name, to: edge.to, call: fact, at }] : [];
    });
  });
}

const byTarget = groupedBy(({ to }: EdgeCall) => [to]);

/** Calls of other services for the route that a way begins with, with the time that they wait. */
export function callersOf(
  services: readonly DeployedService[],
  path: RequestPath,
  context: RuleContext,
): readonly { readonly from: string; readonly ms: number; readonly at: Place }[] {
  const picture = context.production();
  const route = path.steps[0]?.words ?? '';
  if (!picture || !/^(?:[A-Z]+ )?\//.test(route)) return [];
  const all = edgeCalls(picture, context);
  return services.flatMap(({ name }) =>
    byTarget(all, name).flatMap(({ from, call, at }) =>
      call.limitMs !== undefined && asksFor(call, route) ? [{ from, ms: call.limitMs, at }] : [],
    ),
  );
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
