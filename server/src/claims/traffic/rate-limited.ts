import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { PublicEndpoint, RateLimit } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
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
    const limits = productionFacts(view, 'rate-limit');
    const onPods = limits.find((each) => each.fact.labels && selects(each, view));
    if (onPods) return decided('shown', [limitedBy(onPods)]);
    const found = endpoints.map((endpoint) => limits.find((each) => covers(each, endpoint)));
    const covered = found.flatMap((each) => each ?? []);
    if (covered.length > 0 && covered.length === endpoints.length) return decided('shown', covered.map(limitedBy));
    // What a proxy passes on is all that comes in where nothing else leads to the service.
    const proxied = limits.find(
      ({ fact }) => fact.by.startsWith('limit_req') && fact.services.some((name) => hosts.has(name)),
    );
    if (proxied && endpoints.length === 0) return decided('shown', [limitedBy(proxied)]);
    const free = endpoints[found.indexOf(undefined)];
    if (free && covered.length > 0)
      return open(
        `${free.fact.by} ${free.fact.name} has no rate limit, unlike others`,
        `Where are the requests through ${free.fact.name} rate limited?`,
        [placeOf(free, `${free.fact.by} ${free.fact.name} routes to it`), ...covered.map(limitedBy)],
      );
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

function limitedBy(limit: Located<RateLimit>): Related {
  return placeOf(limit, `${limit.fact.by} of ${limit.fact.name} limits its requests`);
}

/** Whether a limit acts on all that comes in at an endpoint. */
function covers({ fact, file }: Located<RateLimit>, { fact: endpoint, file: at }: Located<PublicEndpoint>): boolean {
  if (fact.labels) return false;
  if (fact.byName) return endpoint.plugins.some((name) => names(name, fact));
  if (fact.services.length > 0) return endpoint.by === 'Ingress' && endpoint.name === fact.name && at === file;
  return fact.targets.some(
    ({ kind, name }) =>
      kind === '*' ||
      (kind === endpoint.by && name === endpoint.name) ||
      (kind === 'Gateway' && endpoint.gateways.includes(name)),
  );
}

/** `limit`, or `shop-limit@kubernetescrd` for the namespace `shop`. */
function names(plugin: string, fact: RateLimit): boolean {
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
