import { gather } from '../gather.ts';
import type { FactOf } from '../../model/fact.ts';
import type { Dependency, DependencyKind, DeployedService, DeployedWorkload } from '../../model/production.ts';
import { openWorkloadOf } from '../../model/workload-of.ts';
import type { Located } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import { hostsIn, openHosts, type Hosts, type Target } from './hosts.ts';
import { ofMounts } from './mounts.ts';
import { byScheme, elsewhere, isOwnAddress, thirdParty } from '../outside.ts';
import { openRunning } from '../running.ts';
import { ofPolicies } from './policies.ts';
import { unknownTargets } from '../unknown-targets.ts';
import { openStores } from './store-uses.ts';
import { isOfProduct } from './stores.ts';
import { brokers, topicUses } from './topics.ts';
import type { DependencyInput, Add } from './input.ts';
import { say } from '../../words/say.ts';

/** An edge with all that shows it. */
interface Edge {
  readonly from: string;
  readonly to: string;
  kind: DependencyKind;
  via: string;
  readonly places: Place[];
}

/** What each service depends on, by all that shows it: the environment, hosts in code and configuration, stubs, libraries. */
export function dependenciesOf(input: DependencyInput): Dependency[] {
  const { services, workloads, facts } = input;
  const hosts = openHosts(services, workloads);
  const owners = openRunning(input);
  const edges = new Map<string, Edge>();
  /** Protocols that addresses name, by edge. */
  const spoken = new Map<string, string>();
  const add = (
    from: string,
    { name, kind, speaks }: Pick<Target, 'name' | 'kind'> & { readonly speaks?: string },
    { via, at }: { via: string; at: Place },
  ) => {
    if (name === from) return;
    const key = `${from}\t${name}`;
    if (speaks !== undefined) spoken.set(key, speaks);
    const known = edges.get(key) ?? { from, to: name, kind, via, places: [] };
    edges.set(key, known);
    if (!known.places.some((place) => place.file === at.file && place.span.start === at.span.start))
      known.places.push(at);
  };
  const byWorkload = new Map(services.flatMap((each) => (each.workload === undefined ? [] : [[each.workload, each]])));
  const isCommon = openCommon(services, workloads);
  const isAlone =
    services.length <= fewServices &&
    input.programs.every(({ files, starts }) => starts.length === 0 || files.size <= fewFiles);
  for (const workload of workloads) {
    const service = byWorkload.get(workload.name);
    if (!service) continue;
    const from = service.name;
    const given = [...workload.env].map(([name, each]) => ({ name, ...each }));
    for (const { name, value, at } of [...given, ...(workload.otherwise ?? [])]) {
      for (const host of hostsIn(value, name)) {
        const outside = isOwnAddress(name) ? undefined : (thirdParty(host) ?? elsewhere(value, host));
        const target = hosts(host, workload.object?.namespace) ?? (outside && byScheme(value, outside));
        // What holds data is shared by all that run one program; which of the services each calls is not known.
        const isKept = target?.kind === 'datastore' || target?.kind === 'queue';
        if (target && (isKept || !isCommon(service, name)))
          add(from, target, { via: say('dependencies.the-environment-variable', { name }), at });
      }
    }
  }
  ofArguments(input, byWorkload, { hosts, add });
  for (const { file, fact } of facts('outgoing-call')) {
    const url = fact.target ?? fact.resolvedTarget ?? '';
    if (fact.browser) continue;
    for (const host of hostsIn(url)) {
      const target = hosts(host) ?? thirdParty(host);
      if (target)
        for (const name of owners(file))
          add(name, target, { via: say('dependencies.the-host', { host }), at: { file, span: fact.span } });
    }
  }
  const calling = new Set([...facts('outgoing-call'), ...facts('client-use')].map(({ file }) => file));
  for (const { file, fact } of facts('host-mentions')) {
    const from = owners(file);
    if (from.length === 0) continue;
    for (const { host, span, word, url } of fact.hosts) {
      // A word may be anything: it is a host where the file calls something.
      if (word && !calling.has(file)) continue;
      for (const name of from) {
        // One service alone calls those of other repositories by their names.
        const target = hosts(host) ?? (url && isAlone ? elsewhere(`http://${host}`, host) : undefined);
        // The host in the words of a call is that call.
        const isCalled = target && edges.get(`${name}\t${target.name}`)?.places.some((at) => at.file === file);
        if (target && !isCalled) add(name, target, { via: say('dependencies.the-host', { host }), at: { file, span } });
      }
    }
  }
  for (const { file, fact } of facts('env-read')) {
    for (const host of hostsIn(fact.default ?? '', fact.name)) {
      const outside = fact.default?.includes('://') && !isOwnAddress(fact.name) ? thirdParty(host) : undefined;
      const target = hosts(host) ?? (outside && byScheme(fact.default ?? '', outside));
      const via = say('dependencies.the-default-of-the-environment', { name: fact.name });
      if (target) for (const name of owners(file)) add(name, target, { via, at: { file, span: fact.span } });
    }
  }
  ofStubs(facts('rpc-end'), owners, add);
  ofPolicies(input, { byWorkload, hosts, add });
  ofMounts(input, { byWorkload, hosts, add });
  const given = new Map<string, Edge[]>();
  for (const edge of edges.values()) gather(given, edge.from, edge);
  const siblings = openSiblings(services);
  const imageOf = new Map(
    workloads.map(({ name, containers }) => [name, containers.find(({ image }) => image)?.image]),
  );
  for (const { from, store, at } of openStores(input)) {
    const isMeant = ({ from: by, to, kind }: Edge) => {
      const shown = imageOf.get(to) ?? spoken.get(`${by}\t${to}`) ?? to;
      if (kind === 'third-party') return false;
      return isOfProduct(store.name, shown) || store.alias.test(to) || store.alias.test(shown);
    };
    // Given the address of one database, a client of another is one that could be used. Of several workloads that run one program, those that are given an address of such a store are the ones that use it.
    if (siblings(from).some((name) => given.get(name)?.some(isMeant))) continue;
    // The only one of that product in the deployment is meant.
    const [only, ...more] = [...imageOf].filter(
      ([name, image]) => !byWorkload.has(name) && isOfProduct(store.name, image ?? name),
    );
    const name = only && more.length === 0 ? only[0] : store.name;
    add(from, { name, kind: store.kind }, { via: say('dependencies.the-library', { library: store.library }), at });
  }
  const productOf = (name: string) => imageOf.get(name) ?? name;
  for (const { from, broker, words, at } of topicUses(facts('topic-end'), owners)) {
    const queues = [...edges.values()].filter((edge) => edge.from === from && edge.kind === 'queue');
    const own = queues.filter(({ to }) => isOfProduct(broker, productOf(to)));
    // Where the name tells no product, the only one is meant.
    const unnamed = queues.filter(({ to }) => !brokers.some((each) => isOfProduct(each, productOf(to))));
    const known = own.length > 0 ? own : queues.length === 1 ? unnamed : [];
    for (const edge of known) {
      edge.via += `; ${words}`;
      edge.places.push(at);
    }
    const [only, ...more] = [...imageOf.keys()].filter(
      (name) => !byWorkload.has(name) && isOfProduct(broker, productOf(name)),
    );
    if (own.length === 0 && unnamed.length === 0 && only !== undefined && more.length === 0)
      add(from, { name: only, kind: 'queue' }, { via: words, at });
  }
  const known = [...edges.values()];
  return [...known, ...unknownTargets({ facts, services, workloads, owners, known })].sort((a, b) =>
    a.from === b.from ? compare(a.to, b.to) : compare(a.from, b.from),
  );
}

/**
 * Tells variables that all workloads of one program have with one value: which of them uses it is not known, as each is given
 * the addresses of all.
 */
function openCommon(
  services: readonly DeployedService[],
  workloads: readonly DeployedWorkload[],
): (service: DeployedService, name: string) => boolean {
  const byName = new Map(workloads.map((each) => [each.name, each]));
  const byProgram = new Map<string, DeployedWorkload[]>();
  for (const { program, workload } of services) {
    const own = workload === undefined ? undefined : byName.get(workload);
    if (program !== undefined && own) gather(byProgram, program, own);
  }
  return ({ program = '' }, name) => {
    const all = byProgram.get(program) ?? [];
    const first = all[0]?.env.get(name)?.value;
    return all.length > 1 && all.every(({ env }) => env.get(name)?.value === first);
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Hosts in the arguments of containers: `--store=thanos-store:10901`. */
function ofArguments(
  { facts, workloads }: DependencyInput,
  byWorkload: ReadonlyMap<string, DeployedService>,
  { hosts, add }: { hosts: Hosts; add: Add },
): void {
  const workloadOf = openWorkloadOf(workloads);
  for (const { file, fact } of facts('container')) {
    const workload = workloadOf({ file, owner: fact.owner });
    const from = byWorkload.get(workload?.name ?? '')?.name;
    if (from === undefined || fact.role !== 'main') continue;
    for (const { text, span } of [...(fact.program ?? []), ...(fact.programArguments ?? [])]) {
      for (const host of hostsIn(text)) {
        const target = hosts(host, workload?.object?.namespace);
        if (target)
          add(from, target, {
            via: say('dependencies.the-argument', { text: text.split('=')[0] ?? text }),
            at: { file, span },
          });
      }
    }
  }
}

/** Stubs of gRPC services, joined to the one program that registers the service. */
function ofStubs(
  ends: readonly Located<FactOf<'rpc-end'>>[],
  owners: (file: string) => readonly string[],
  add: Add,
): void {
  const servers = new Map<string, Set<string>>();
  for (const { file, fact } of ends) {
    if (fact.side !== 'server') continue;
    const known = servers.get(fact.service) ?? new Set<string>();
    servers.set(fact.service, known);
    for (const name of owners(file)) known.add(name);
  }
  for (const { file, fact } of ends) {
    if (fact.side !== 'client') continue;
    const [to, ...more] = servers.get(fact.service) ?? [];
    // Several programs register it (health, reflection): which of them is called is not known.
    if (to === undefined || more.length > 0) continue;
    const via = say('request-path.the-grpc-service', { service: fact.service });
    for (const from of owners(file)) add(from, { name: to, kind: 'service' }, { via, at: { file, span: fact.span } });
  }
}

/** Services of a repository that is one of several of a system. */
const fewServices = 2;
/** Files of a program that is one of several: a larger one names much that is no host. */
const fewFiles = 200;

/** Services that run the same program, each with itself. */
function openSiblings(services: readonly DeployedService[]): (name: string) => readonly string[] {
  const byProgram = new Map<string, string[]>();
  for (const { name, program } of services) if (program !== undefined) gather(byProgram, program, name);
  const programOf = new Map(services.map(({ name, program }) => [name, program]));
  return (name) => byProgram.get(programOf.get(name) ?? '') ?? [name];
}
