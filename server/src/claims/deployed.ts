import type { Container, Workload, WorkloadRef } from '../model/artefact-fact.ts';
import type { ClaimReading, ServiceView } from '../model/claim.ts';
import type { FactOf } from '../model/fact.ts';
import type { PublicEndpoint } from '../model/infrastructure-fact.ts';
import type { DeployedWorkload } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Related } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { GivenField } from '../model/rendering.ts';
import { messageOf } from '../rules/vocabulary/workloads/release-values.ts';
import { namespacesOf } from '../rules/vocabulary/workloads/kustomize.ts';

const serving = /^(Deployment|StatefulSet|ReplicaSet|DeploymentConfig|Rollout)$/;

/** The whole workload objects of the service that take effect in production, of the kinds that a pattern names. */
export function productionWorkloads(view: ServiceView, kinds: RegExp = serving): readonly Located<Workload>[] {
  return view
    .own('workload')
    .filter(
      ({ file, fact }) =>
        !fact.partial &&
        kinds.test(fact.workload) &&
        view.environmentOf({ file, namespace: fact.namespace, name: fact.name }) === 'production',
    );
}

/** The containers of the service's workloads that take effect in production. */
export function productionContainers(view: ServiceView): readonly Located<Container>[] {
  return view
    .own('container')
    .filter(
      ({ file, fact: { owner, partial } }) =>
        !partial && view.environmentOf({ file, namespace: owner.namespace, name: owner.name }) === 'production',
    );
}

/** Whether a fact takes effect in production. */
export function inProduction(
  view: ServiceView,
  { file, fact }: Located<{ readonly name?: string; readonly namespace?: string }>,
): boolean {
  return view.environmentOf({ file, namespace: fact.namespace, name: fact.name }) === 'production';
}

type Named =
  | 'managed-secret'
  | 'literal-secret'
  | 'certificate'
  | 'public-endpoint'
  | 'database-cluster'
  | 'backup-schedule'
  | 'quota'
  | 'rate-limit'
  | 'outside-probe'
  | 'terraform-resource';

/** Facts of the workspace that take effect in production; asked for each service, found once for a list of facts. */
export function productionFacts<K extends Named>(view: ServiceView, kind: K): readonly Located<FactOf<K>>[] {
  const all = view.inWorkspace(kind);
  const known = produced.get(all);
  if (known) return known as readonly Located<FactOf<K>>[];
  const found = all.filter((each) => inProduction(view, each));
  produced.set(all, found);
  return found;
}

const produced = new WeakMap<object, readonly Located<FactOf<Named>>[]>();

/** The workloads of the picture that run the service. */
export function picturedWorkloads(view: ServiceView): readonly DeployedWorkload[] {
  return view.picture.workloads.filter(({ name }) => view.service.workloads.includes(name));
}

/** Names by which others reach it: Services that select its pods, its name in compose. Nobody reaches a job. */
export function hostsOfService(view: ServiceView): ReadonlySet<string> {
  return new Set(picturedWorkloads(view).flatMap(({ kind, hosts }) => (/^(Cron)?Job$/.test(kind) ? [] : hosts)));
}

/** Whether compose files are all that deploys it. */
export function isOnlyComposed(view: ServiceView): boolean {
  const own = picturedWorkloads(view);
  return own.length > 0 && own.every(({ kind }) => kind === 'compose');
}

/** Whether a compose file for production is all that deploys it: one that takes a published image, or says so by its name. */
export function isReleasedByCompose(view: ServiceView): boolean {
  const own = view.own('compose-service').filter(({ file, fact }) => inProduction(view, { file, fact }));
  return (
    isOnlyComposed(view) &&
    own.length > 0 &&
    own.every(({ fact }) => fact.deployed || (fact.image !== undefined && fact.dockerfile === undefined))
  );
}

/** What leads requests of users to the service; a route of the mesh is for calls inside. */
export function endpointsOf(view: ServiceView): readonly Located<PublicEndpoint>[] {
  const hosts = hostsOfService(view);
  return productionFacts(view, 'public-endpoint').filter(
    ({ fact }) => fact.services.some((name) => hosts.has(name)) && !isInside(fact),
  );
}

function isInside({ by, gateways, inside }: PublicEndpoint): boolean {
  return inside === true || (by === 'VirtualService' && gateways.every((name) => name === 'mesh'));
}

/** Whether two objects may be of one namespace: what names none, here or in a kustomization, may be of any. */
export function sharesNamespace(
  view: ServiceView,
  one: Located<Pick<WorkloadRef, 'namespace'>>,
  other: Located<Pick<WorkloadRef, 'namespace'>>,
): boolean {
  const [a, b] = [one, other].map(({ file, fact }) => namespacesOf({ file, namespace: fact.namespace }, view));
  if (!a || !b || a.length === 0 || b.length === 0) return true;
  return a.some((name) => b.includes(name));
}

/** What values of the service's release say, where its chart is not in the workspace. */
export function givenElsewhere(view: ServiceView, field: GivenField): readonly Related[] {
  return view
    .own('release-value')
    .flatMap(({ file, fact }) =>
      fact.field === field && inProduction(view, { file, fact: {} })
        ? [{ file, span: fact.span, message: messageOf(fact) }]
        : [],
    );
}

/** A place with words. */
export function placeOf({ file, fact }: Located<{ readonly span: Span }>, message: string): Related {
  return { file, span: fact.span, message };
}

/** What a reader says where nothing in the workspace deploys the service. */
export function notDeployed(ask: string): ClaimReading {
  return { verdict: 'cannot-tell', because: 'No manifest in the workspace deploys it', ask, places: [] };
}

/** A reading that passes, or fails, at the places given; their first message says why. */
export function decided(verdict: 'shown' | 'violated', places: readonly Related[]): ClaimReading {
  return { verdict, because: places[0]?.message ?? '', places };
}

/** A reading that stays open. */
export function open(because: string, ask: string, places: readonly Related[] = []): ClaimReading {
  return { verdict: 'cannot-tell', because, ask, places };
}

/** A reading for a service that has nothing of the kind. */
export function notApplicable(because: string): ClaimReading {
  return { verdict: 'not-applicable', because, places: [] };
}
