import type { Dependency, DeployedService, DeployedWorkload } from '../model/production.ts';
import { openWorkloadOf } from '../model/workload-of.ts';
import type { Place } from '../model/span.ts';
import { gather } from './gather.ts';
import { hostsIn } from './dependencies/hosts.ts';
import type { ProductionInput } from './input.ts';
import { say } from '../words/say.ts';

export interface UnknownInput {
  readonly facts: ProductionInput['facts'];
  readonly services: readonly DeployedService[];
  readonly workloads: readonly DeployedWorkload[];
  /** The services to which a file belongs for sure. */
  readonly owners: (file: string) => readonly string[];
  /** What is known already. */
  readonly known: readonly Dependency[];
}

/** What a call is said to go to whose target no file gives. */
export const unwritten = 'an unknown target';

/** Variables that say where something is; not those that say where the program itself is. */
const address = /(^|_)(UR[IL]|ADDR(ESS)?|HOST(NAME)?|ENDPOINT|DSN|BROKERS?)$/;
const ownAddress =
  /^(HOST(NAME)?|ADDR(ESS)?|UR[IL]|ENDPOINT|DSN)$|(^|_)(LISTEN(ING)?|BIND|SERVER|SELF|PUBLIC|EXTERNAL|BASE|ROOT|SITE|APP|WEB|FRONTEND|CALLBACK|REDIRECT|RETURN|POD|NODE|ALLOWED|TRUSTED|ALLOW|METRICS|HEALTH|DEBUG|ADMIN|PPROF|DOCS?|DOMAIN|CDN|ASSETS?|STATIC|LOGO|IMAGE|HELP|SUPPORT|TERMS|PRIVACY|HTTP|HTTPS|GRPC|TLS|PROXY|NO|ORIGIN)(_[A-Z]*)?_(UR[IL]|ADDR(ESS)?|HOST(NAME)?|ENDPOINT)$/;

/** Words of a variable by which it means what holds data. */
const keeps =
  /(^|_)(DB|DATABASE|PG|POSTGRES(QL)?|MYSQL|MARIADB|MONGO(DB)?|REDIS|VALKEY|MEMCACHED?|CACHE|SQL|KAFKA|RABBIT(MQ)?|AMQP|NATS|BROKERS?|QUEUE|CELERY|ELASTIC(SEARCH)?|OPENSEARCH)(_|$)/;

/**
 * Targets that nothing in the workspace resolves: hosts that are written and not here, variables that are addresses and have no
 * value here, calls whose target is not written. What may be something that is known already is left out.
 */
export function unknownTargets({ facts, services, workloads, owners, known }: UnknownInput): Dependency[] {
  const edges = new Map<string, { from: string; to: string; via: string; places: Place[] }>();
  const byService = new Map<string, Dependency[]>();
  for (const each of known) gather(byService, each.from, each);
  const add = (from: string, to: string, { via, at }: { via: string; at: Place }) => {
    const key = `${from}\t${to}`;
    const edge = edges.get(key) ?? { from, to, via, places: [] };
    edges.set(key, edge);
    if (!edge.places.some(({ file, span }) => file === at.file && span.start === at.span.start)) edge.places.push(at);
  };
  const variable = (from: string, name: string, at: Place) => {
    const own = byService.get(from) ?? [];
    if (!address.test(name) || ownAddress.test(name) || isResolved(name, own)) return;
    add(from, name, { via: say('dependencies.the-environment-variable', { name }), at });
  };
  const byWorkload = new Map(services.flatMap((each) => (each.workload === undefined ? [] : [[each.workload, each]])));
  const given = new Set(
    workloads.flatMap(({ name, env }) => [...env.keys()].map((key) => `${byWorkload.get(name)?.name ?? ''}\t${key}`)),
  );
  const isWorkloadOf = new Set(services.flatMap(({ workload }) => workload ?? []));
  const isProduction = new Set(
    workloads.flatMap(({ name, environments }) => (environments[0] ? [`${name}\t${environments[0].at.file}`] : [])),
  );
  const workloadOf = openWorkloadOf(workloads);
  for (const { file, fact } of facts('container')) {
    const workload = workloadOf({ file, owner: fact.owner })?.name ?? '';
    if (fact.role !== 'main' || !isWorkloadOf.has(workload) || !isProduction.has(`${workload}\t${file}`)) continue;
    for (const { name, value, from } of fact.env ?? [])
      if (value === undefined && from?.startsWith('Secret '))
        variable(byWorkload.get(workload)?.name ?? '', name, { file, span: fact.span });
  }
  const reading = new Set<string>();
  for (const { file, fact } of facts('env-read')) {
    if (!address.test(fact.name)) continue;
    // A call in the file may go there.
    if (!ownAddress.test(fact.name) && !keeps.test(fact.name)) reading.add(file);
    // A literal that is taken where it is not set is where it goes, or only the developer's own machine.
    if (fact.default !== undefined && fact.default !== '') continue;
    for (const from of owners(file))
      if (!given.has(`${from}\t${fact.name}`)) variable(from, fact.name, { file, span: fact.span });
  }
  for (const { file, fact } of facts('outgoing-call')) {
    if (fact.browser || fact.role !== 'call' || fact.protocol !== 'http') continue;
    const url = fact.resolvedTarget ?? fact.target;
    const at = { file, span: fact.span };
    const hosts = url === undefined ? [] : hostsIn(url).filter((host) => !/^(localhost|[\d.]+)$/.test(host));
    for (const from of owners(file)) {
      const own = byService.get(from) ?? [];
      const isKnown = own.some(
        ({ via, places }) => / (variable|host) /.test(via) && places.some((each) => each.file === file),
      );
      const [host] = hosts;
      if (host !== undefined) {
        if (!own.some((each) => each.to === host || each.via.endsWith(host)) && isHost(host))
          add(from, host, { via: say('dependencies.the-host', { host }), at });
        // What several programs share says little of each.
      } else if (url === undefined && !isKnown && !reading.has(file) && owners(file).length === 1)
        add(from, unwritten, { via: say('unknown-targets.an-outgoing-call'), at });
    }
  }
  return [...edges.values()].map((each) => ({ ...each, kind: 'unknown' }));
}

/** A name of a machine that somebody else runs: no example, no part of a text that is put together. */
function isHost(host: string): boolean {
  return (
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host) &&
    !/(^|\.)(example\.\w+|example|test|invalid|localhost|local)$/.test(host)
  );
}

/** Whether a variable may mean what a service is seen to depend on: by its name, or because it holds data as that does. */
function isResolved(name: string, own: readonly Dependency[]): boolean {
  const words = name
    .toLowerCase()
    .split('_')
    .filter((word) => word.length > 2);
  return own.some(({ to, kind, via }) => {
    if (via.endsWith(` ${name}`)) return true;
    if (kind === 'datastore' || kind === 'queue')
      return keeps.test(name) || words.some((word) => to.toLowerCase().includes(word));
    const target = to.toLowerCase();
    return words.some((word) => target.includes(word) || word.includes(target.replace(/[^a-z0-9]/g, '')));
  });
}
