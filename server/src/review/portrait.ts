import { matchingOf } from '../production/service-matching.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Fact, FactOf } from '../model/fact.ts';
import type { DeclaredDependency, ServiceProfile } from '../model/profile.ts';
import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import { languageOf } from './languages.ts';
import { storesOf } from '../production/stores.ts';

/** What the files tell of a service, for a reader who has never seen it. */
export interface Portrait {
  /** Languages of its code, that of most files first. */
  readonly languages: readonly string[];
  /** What it answers, health and metrics aside. */
  readonly routes: readonly string[];
  /** What it calls or keeps data in, by name. */
  readonly calls: readonly Neighbour[];
  /** Outgoing calls whose target is not written in the code. */
  readonly elsewhere: number;
  /** Services of this workspace that call it, or say that they depend on it. */
  readonly callers: readonly Neighbour[];
  /** How users come in: `Ingress frontend`. */
  readonly entrances: readonly string[];
  readonly objectives: readonly { readonly words: string; readonly at: Place }[];
  readonly alerts: number;
}

export interface Neighbour {
  readonly name: string;
  /** It is a service of this workspace. */
  readonly known: boolean;
  /** One phrase: `2 calls`, `declared, the service fails without it`. */
  readonly how: string;
  readonly at?: Place;
  /** A database, cache or queue, known by the library alone: the name is that of a product, of which there may be several. */
  readonly product?: true;
}

export interface PortraitsInput {
  readonly services: readonly Service[];
  readonly index: Pick<WorkspaceIndex, 'servicesOf' | 'paths' | 'files'>;
  /** What people say that services depend on. */
  readonly declared: readonly DeclaredCall[];
}

/** A service that says that it depends on another. */
export interface DeclaredCall {
  readonly from: string;
  readonly to: DeclaredDependency;
}

/** Draws the portrait of a service; its own dependencies are read from the profile. */
export type Portraits = (service: Service, profile: ServiceProfile | undefined) => Portrait;

/** Routes that the platform asks, and no user. */
const ownRoutes = /^\/?(healthz?|health.*|livez?|liveness|readyz?|readiness|ready|metrics|ping|status|debug\/.*)$/i;

/** Gathers from the index what portraits are drawn from; all files are looked at once for all services. */
export function openPortraits({ services, index, declared }: PortraitsInput): Portraits {
  const owned = new Map<string, Located[]>();
  const outgoing: { from: readonly Service[]; file: string; fact: FactOf<'outgoing-call'> }[] = [];
  const entrances: FactOf<'entrance'>[] = [];
  const networks: FactOf<'network-service'>[] = [];
  for (const { file, role, facts } of index.files()) {
    if (role !== 'source') continue;
    for (const fact of facts) {
      if (!interesting.has(fact.kind)) continue;
      if (fact.kind === 'entrance') entrances.push(fact);
      if (fact.kind === 'network-service') networks.push(fact);
      const owners = index.servicesOf(file, fact);
      if (fact.kind === 'outgoing-call') outgoing.push({ from: owners, file, fact });
      for (const name of new Set(owners.map((owner) => owner.name))) {
        const own = owned.get(name) ?? [];
        if (own.length === 0) owned.set(name, own);
        own.push({ file, fact });
      }
    }
  }
  const all: Gathered = {
    owned,
    outgoing,
    entrances,
    hosts: hostsOf(services, networks),
    declared,
    languages: languagesByService(services, index.paths()),
    known: new Set(services.map(({ name }) => name)),
  };
  return (service, profile) => draw({ service, profile }, all);
}

interface Gathered {
  readonly owned: ReadonlyMap<string, readonly Located[]>;
  readonly outgoing: readonly { from: readonly Service[]; file: string; fact: FactOf<'outgoing-call'> }[];
  readonly entrances: readonly FactOf<'entrance'>[];
  readonly hosts: Hosts;
  readonly declared: readonly DeclaredCall[];
  readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly known: ReadonlySet<string>;
}

function draw(
  { service, profile }: { service: Service; profile: ServiceProfile | undefined },
  { owned, outgoing, entrances, hosts, declared, languages, known }: Gathered,
): Portrait {
  const mine = owned.get(service.name) ?? [];
  const own = outgoing.filter(({ from }) => from.some(({ name }) => name === service.name));
  const named = own.flatMap((each) => {
    const to = targetOf(urlOf(each.fact), hosts);
    return to === undefined ? [] : [{ ...each, to }];
  });
  const callers = outgoing.flatMap(({ from, file, fact }) =>
    targetOf(urlOf(fact), hosts) === service.name
      ? from.filter(({ name }) => name !== service.name).map(({ name }) => ({ name, at: { file, span: fact.span } }))
      : [],
  );
  const calling = new Set(callers.map(({ name }) => name));
  const declaredOf = profile?.dependencies ?? [];
  const libraries = mine.flatMap(({ file, fact }) => (fact.kind === 'library' ? [{ file, fact }] : []));
  const stores = storesOf(libraries, [...declaredOf.map(({ name }) => name), ...named.map(({ to }) => to)]);
  return {
    languages: languages.get(service.name) ?? [],
    routes: unique(
      mine
        .flatMap(({ fact }) => (fact.kind === 'route' && !ownRoutes.test(fact.path) ? [fact] : []))
        .map(({ method, path }) => (method === undefined ? path : `${method} ${path}`)),
    ),
    calls: [
      ...declaredOf.map(({ owner, ...each }) => ({
        name: each.name,
        known: known.has(each.name),
        how: [declaredWords(each), owner && `owner ${owner}`].filter(Boolean).join(', '),
        at: each.at,
      })),
      ...neighbours(
        named
          .filter(({ to }) => !declaredOf.some(({ name }) => name === to))
          .map(({ to, file, fact }) => ({ name: to, at: { file, span: fact.span } })),
        known,
      ),
      ...stores.map(({ name, what, library, at }) => ({
        name,
        known: false,
        how: `${what}, by its library ${library}`,
        at,
        product: true as const,
      })),
    ],
    elsewhere: own.filter(({ fact }) => fact.role === 'call' && targetOf(urlOf(fact), hosts) === undefined).length,
    callers: [
      ...neighbours(callers, known),
      // What only says so, once: a call in the code is the better evidence.
      ...declared
        .filter(({ from, to }) => to.name === service.name && from !== service.name && !calling.has(from))
        .map(({ from, to }) => ({ name: from, known: known.has(from), how: declaredWords(to), at: to.at })),
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    entrances: unique(
      entrances
        .filter(({ services: to }) => to.some((name) => hosts.services.get(name) === service.name))
        .map(
          ({ by, services: to }) =>
            `${by} to ${to.filter((name) => hosts.services.get(name) === service.name).join(', ')}`,
        ),
    ),
    objectives: mine
      .flatMap(({ file, fact }) =>
        fact.kind === 'objective' ? [{ words: objectiveWords(fact), at: { file, span: fact.span } }] : [],
      )
      .sort((a, b) => (a.words < b.words ? -1 : 1)),
    alerts: mine.filter(({ fact }) => fact.kind === 'alert').length,
  };
}

function declaredWords({ class: kind, hard }: Omit<DeclaredDependency, 'owner'>): string {
  const without = hard === true ? 'fails without it' : hard === false ? 'lives without it' : undefined;
  return ['declared', kind, without].filter(Boolean).join(', ');
}

interface Located {
  readonly file: string;
  readonly fact: Fact;
}

const interesting: ReadonlySet<Fact['kind']> = new Set([
  'route',
  'library',
  'outgoing-call',
  'entrance',
  'network-service',
  'objective',
  'alert',
]);

interface Hosts {
  /** Services by host name in the cluster: their own name, their workloads', or that of a Service that selects them. */
  readonly services: ReadonlyMap<string, string>;
  readonly namespaces: ReadonlySet<string>;
}

function hostsOf(services: readonly Service[], networks: readonly FactOf<'network-service'>[]): Hosts {
  const hosts = new Map<string, string>();
  for (const { name, workloads } of services) for (const each of [name, ...workloads]) hosts.set(each, name);
  for (const { name, selector } of networks) {
    const target = Object.values(selector ?? {})
      .map((value) => hosts.get(value))
      .find((found) => found !== undefined);
    if (!hosts.has(name) && target !== undefined) hosts.set(name, target);
  }
  return { services: hosts, namespaces: new Set(networks.flatMap(({ namespace }) => namespace ?? [])) };
}

/** The URL that a call goes to, as far as its file tells. */
export function urlOf({ target, resolvedTarget }: FactOf<'outgoing-call'>): string | undefined {
  return resolvedTarget ?? target;
}

/** What a call goes to, by the literal that it was given: a service of this workspace, or a host. A word alone may be a path, and is a host only where a service has that name. */
function targetOf(target: string | undefined, hosts: Hosts): string | undefined {
  const match =
    /^([a-z][a-z0-9+.-]*:\/\/\/?)?(?:[^/@\s]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(:\d+)?(?:[/?#,]|$)/i.exec(
      target ?? '',
    );
  const host = match?.[2]?.toLowerCase();
  if (match === null || host === undefined || /^(localhost|127\.|0\.0\.0\.0)/.test(host)) return undefined;
  const [name = '', namespace, ...rest] = host.split('.');
  const inside = namespace === undefined || rest[0] === 'svc' || (rest.length === 0 && hosts.namespaces.has(namespace));
  const known = inside ? hosts.services.get(name) : undefined;
  if (known !== undefined) return known;
  return match[1] === undefined && match[3] === undefined ? undefined : host;
}

function neighbours(list: readonly { name: string; at: Place }[], known: ReadonlySet<string>): Neighbour[] {
  const found = new Map<string, { count: number; at: Place }>();
  for (const { name, at } of list)
    found.set(name, { count: (found.get(name)?.count ?? 0) + 1, at: found.get(name)?.at ?? at });
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { count, at }]) => ({
      name,
      known: known.has(name),
      how: `${count} ${count === 1 ? 'call' : 'calls'}`,
      at,
    }));
}

function objectiveWords({ name, target, window, latency }: FactOf<'objective'>): string {
  const share = target === undefined ? 'no target' : `${Number((target * 100).toFixed(4))} %`;
  const within = latency === undefined ? '' : ` within ${latency} s`;
  return `${name}: ${share}${within}${window === undefined ? '' : ` over ${window} days`}`;
}

/** By service, the languages of its code, that of most files first. */
function languagesByService(
  services: readonly Service[],
  paths: Iterable<string>,
): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const path of paths) {
    const language = languageOf(path);
    if (language === undefined || /(^|\/)node_modules\//.test(path)) continue;
    const owner = matchingOf(services).deepest(path)?.name;
    if (owner === undefined) continue;
    const own = counts.get(owner) ?? new Map<string, number>();
    counts.set(owner, own.set(language, (own.get(language) ?? 0) + 1));
  }
  const ordered = (own: ReadonlyMap<string, number>) =>
    [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  return new Map([...counts].map(([service, own]) => [service, ordered(own)]));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
