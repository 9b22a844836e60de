import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { PublicEndpoint, RateLimit } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import {
  decided,
  endpointsOf,
  hostsOfService,
  productionFacts,
  notApplicable,
  open,
  picturedWorkloads,
  placeOf,
  productionContainers,
  sharesNamespace,
} from '../deployed.ts';

/** Something refuses requests above a rate, or above a number at a time, before they overload the service. */
export const rateLimited: ClaimReader = {
  id: 'rate-limited',
  looks:
    'Rate limits in nginx, Traefik, Kong, Envoy and gateways in front of it, and rate-limiting middleware in its code.',
  read(view) {
    const hosts = hostsOfService(view);
    const endpoints = endpointsOf(view);
    const found = productionFacts(view, 'rate-limit').find((each) => isFor(each, { hosts, endpoints, view }));
    if (found) return decided('shown', [placeOf(found, `${found.fact.by} of ${found.fact.name} limits its requests`)]);
    const middleware = view.own('rate-limiter').filter(({ file }) => isRun(file, view));
    const whole = middleware.find(({ fact }) => fact.covers === 'all');
    if (whole) return decided('shown', [placeOf(whole, `${whole.fact.api} limits its requests`)]);
    const [part] = middleware;
    if (part)
      return open(`${part.fact.api} limits some of its routes`, 'Are its other routes rate limited?', [
        placeOf(part, `${part.fact.api} limits some of its routes`),
      ]);
    if (!takesRequests(view)) return notApplicable('It receives no requests');
    const [endpoint] = endpoints;
    return open(
      endpoint ? `No rate limit found on ${endpoint.fact.by} ${endpoint.fact.name}` : 'No rate limit found',
      'Where are its incoming requests rate limited?',
      endpoint ? [placeOf(endpoint, `${endpoint.fact.by} ${endpoint.fact.name} routes to it`)] : [],
    );
  },
};

interface Around {
  readonly hosts: ReadonlySet<string>;
  readonly endpoints: readonly Located<PublicEndpoint>[];
  readonly view: ServiceView;
}

/** Whether a limit acts on all that leads to the service, or on its pods. */
function isFor(each: Located<RateLimit>, { hosts, endpoints, view }: Around): boolean {
  const { fact } = each;
  if (fact.services.some((name) => hosts.has(name))) return true;
  if (fact.labels) return selects(each, view);
  if (endpoints.length === 0) return false;
  if (fact.byName) return endpoints.every((endpoint) => endpoint.fact.plugins.some((name) => names(name, each)));
  return endpoints.every(({ fact: { by, name, gateways } }) =>
    fact.targets.some(
      (target) =>
        target.kind === '*' ||
        (target.kind === by && target.name === name) ||
        (target.kind === 'Gateway' && gateways.includes(target.name)),
    ),
  );
}

/** `limit`, or `shop-limit@kubernetescrd` for the namespace `shop`. */
function names(plugin: string, { fact }: Located<RateLimit>): boolean {
  const plain = plugin.replace(/@\w+$/, '');
  return (
    plain === fact.name ||
    (plugin.endsWith('@kubernetescrd') && plain === `${fact.namespace ?? 'default'}-${fact.name}`)
  );
}

/** A filter of the mesh is for pods with its labels; without any it is for all of its namespace. */
function selects(each: Located<RateLimit>, view: ServiceView): boolean {
  const labels = Object.entries(each.fact.labels ?? {});
  return productionContainers(view).some(
    (located) =>
      labels.every(([key, value]) => located.fact.owner.podLabels[key] === value) &&
      (labels.length > 0 || each.fact.namespace !== undefined) &&
      sharesNamespace(view, { file: located.file, fact: located.fact.owner }, each),
  );
}

function isRun(file: string, { picture, service }: ServiceView): boolean {
  const standing = picture.standing.get(file);
  return standing?.programs.some((id) => service.programs.includes(id)) ?? false;
}

function takesRequests(view: ServiceView): boolean {
  const { picture, service, profile } = view;
  const kinds = picture.programs.filter(({ id }) => service.programs.includes(id)).map(({ kind }) => kind);
  if (kinds.length > 0) return kinds.some((kind) => kind === 'server' || kind === 'function');
  return profile.kind.value === 'service' && (picturedWorkloads(view).length === 0 || hostsOfService(view).size > 0);
}
