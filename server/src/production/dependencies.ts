import { gather } from './gather.ts';
import type { FactOf } from '../model/fact.ts';
import type { Dependency, DependencyKind, DeployedService, DeployedWorkload, Program } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import { hostsIn, openHosts, type Hosts, type Target } from './hosts.ts';
import type { ProductionInput } from './input.ts';
import { openShared } from './shared-code.ts';
import { unknownTargets } from './unknown-targets.ts';
import { openStores } from './store-uses.ts';
import { isOfProduct } from './stores.ts';

export interface DependencyInput {
  readonly services: readonly DeployedService[];
  readonly workloads: readonly DeployedWorkload[];
  readonly programs: readonly Program[];
  readonly facts: ProductionInput['facts'];
}

/** An edge with all that shows it. */
interface Edge {
  readonly from: string;
  readonly to: string;
  kind: DependencyKind;
  readonly via: string;
  readonly places: Place[];
}

/** What each service depends on, by all that shows it: the environment, hosts in code and configuration, stubs, libraries. */
export function dependenciesOf(input: DependencyInput): Dependency[] {
  const { services, workloads, facts } = input;
  const hosts = openHosts(services, workloads);
  const owners = openOwners(input);
  const edges = new Map<string, Edge>();
  const add = (
    from: string,
    { name, kind }: Pick<Target, 'name' | 'kind'>,
    { via, at }: { via: string; at: Place },
  ) => {
    if (name === from) return;
    const key = `${from}\t${name}`;
    const known = edges.get(key) ?? { from, to: name, kind, via, places: [] };
    edges.set(key, known);
    if (!known.places.some((place) => place.file === at.file && place.span.start === at.span.start))
      known.places.push(at);
  };
  const byWorkload = new Map(services.flatMap((each) => (each.workload === undefined ? [] : [[each.workload, each]])));
  const isCommon = openCommon(services, workloads);
  for (const workload of workloads) {
    const service = byWorkload.get(workload.name);
    if (!service) continue;
    const from = service.name;
    for (const [name, { value, at }] of workload.env) {
      for (const host of hostsIn(value, name)) {
        const target = hosts(host) ?? thirdParty(host);
        // What holds data is shared by all that run one program; which of the services each calls is not known.
        const isKept = target?.kind === 'datastore' || target?.kind === 'queue';
        if (target && (isKept || !isCommon(service, name)))
          add(from, target, { via: `the environment variable ${name}`, at });
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
        for (const name of owners(file)) add(name, target, { via: `the host ${host}`, at: { file, span: fact.span } });
    }
  }
  const calling = new Set([...facts('outgoing-call'), ...facts('client-use')].map(({ file }) => file));
  for (const { file, fact } of facts('host-mentions')) {
    const from = owners(file);
    if (from.length === 0) continue;
    for (const { host, span, word } of fact.hosts) {
      // A word may be anything: it is a host where the file calls something.
      if (word && !calling.has(file)) continue;
      const target = hosts(host);
      if (!target) continue;
      for (const name of from) {
        // The host in the words of a call is that call.
        const isCalled = edges.get(`${name}\t${target.name}`)?.places.some((at) => at.file === file);
        if (!isCalled) add(name, target, { via: `the host ${host}`, at: { file, span } });
      }
    }
  }
  for (const { file, fact } of facts('env-read')) {
    for (const host of hostsIn(fact.default ?? '', fact.name)) {
      const target = hosts(host);
      const via = `the default of the environment variable ${fact.name}`;
      if (target) for (const name of owners(file)) add(name, target, { via, at: { file, span: fact.span } });
    }
  }
  ofStubs(facts('rpc-end'), owners, add);
  const own = (from: string) => [...edges.values()].filter((edge) => edge.from === from);
  const imageOf = new Map(
    workloads.map(({ name, containers }) => [name, containers.find(({ image }) => image)?.image]),
  );
  for (const { from, store, at } of openStores(input)) {
    const isKnown = own(from).some(
      ({ to, kind }) => kind !== 'third-party' && (store.alias.test(to) || store.alias.test(imageOf.get(to) ?? '')),
    );
    if (isKnown) continue;
    // The only one of that product in the deployment is meant.
    const [only, ...more] = [...imageOf].filter(
      ([name, image]) => !byWorkload.has(name) && isOfProduct(store.name, image ?? name),
    );
    const name = only && more.length === 0 ? only[0] : store.name;
    add(from, { name, kind: store.kind }, { via: `the library ${store.library}`, at });
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

/** The services to which a file belongs for sure: of the program that reaches it, or in whose folder its configuration is. */
function openOwners({ services, programs }: DependencyInput): (file: string) => readonly string[] {
  const isShared = openShared(programs, services);
  const byProgram = new Map<string, string[]>();
  for (const { program, name } of services) {
    if (program !== undefined) gather(byProgram, program, name);
  }
  // One program for several workloads: which of them runs this code is not known.
  const single = programs.flatMap((program) => {
    const [name, ...more] = byProgram.get(program.id) ?? [];
    return name === undefined || more.length > 0 ? [] : [{ program, name }];
  });
  const byFile = new Map<string, string[]>();
  for (const { program, name } of single) {
    for (const file of program.files) gather(byFile, file, name);
  }
  const byFolder = new Map<string, string[]>();
  for (const { program, name } of single) {
    gather(byFolder, program.folder, name);
  }
  const code = /\.([cm]?[jt]sx?|go|py|java)$/;
  return (file) => {
    const reached = byFile.get(file);
    if (reached || code.test(file)) return isShared(file) ? [] : (reached ?? []);
    for (let folder = parent(file); ; folder = parent(folder)) {
      const found = byFolder.get(folder);
      if (found && (folder !== '' || byFolder.size === 1)) return found.length === 1 ? found : [];
      if (folder === '') return [];
    }
  };
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

type Add = (from: string, target: Pick<Target, 'name' | 'kind'>, shown: { via: string; at: Place }) => void;

/** Hosts in the arguments of containers: `--store=thanos-store:10901`. */
function ofArguments(
  { facts }: DependencyInput,
  byWorkload: ReadonlyMap<string, DeployedService>,
  { hosts, add }: { hosts: Hosts; add: Add },
): void {
  for (const { file, fact } of facts('container')) {
    const from = byWorkload.get(fact.owner.name)?.name;
    if (from === undefined || fact.role !== 'main') continue;
    for (const { text, span } of [...(fact.program ?? []), ...(fact.programArguments ?? [])]) {
      for (const host of hostsIn(text)) {
        const target = hosts(host);
        if (target) add(from, target, { via: `the argument ${text.split('=')[0] ?? text}`, at: { file, span } });
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
    const via = `the gRPC service ${fact.service}`;
    for (const from of owners(file)) add(from, { name: to, kind: 'service' }, { via, at: { file, span: fact.span } });
  }
}

const publicName =
  /^(?=.{4,}$)(?!.*\.(local|internal|svc|lan|test|example|invalid|localhost|cluster)$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/;
const noParty = /(^|\.)example\.(com|org|net)$|^(www\.)?(w3|schema)\.org$/;

/** A host on the internet. */
function thirdParty(host: string): Pick<Target, 'name' | 'kind'> | undefined {
  return publicName.test(host) && !noParty.test(host) ? { name: host, kind: 'third-party' } : undefined;
}
