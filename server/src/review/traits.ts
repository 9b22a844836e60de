import type { FactKind, FactOf } from '../model/fact.ts';
import type { DeclaredDependency, Trait, TraitId } from '../model/profile.ts';
import type { Located } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Service } from '../model/service.ts';
import type { Descriptor } from './descriptors.ts';

/** What a service is made of, each with what shows it. What its descriptor says it has not is left out. */
export function traitsOf(input: ProfileInput, dependencies: readonly DeclaredDependency[]): readonly Trait[] {
  const { descriptor } = input;
  const found = new Map<TraitId, Trait>();
  const add = (trait: Trait | undefined) => {
    if (trait && !found.has(trait.id)) found.set(trait.id, trait);
  };
  for (const [at, id] of (descriptor?.says.has ?? []).entries())
    add({ id, because: `its descriptor declares ${id}`, ...placeIn(descriptor, ['has', at]) });
  for (const each of dependencies) {
    if (each.class === 'batch')
      add({ id: 'batch-dependency', because: `${each.name} is declared as batch`, at: each.at });
  }
  const outside = (descriptor?.says.dependencies ?? []).findIndex(({ thirdParty }) => thirdParty === true);
  const third = descriptor?.says.dependencies?.[outside];
  if (third) {
    const place = placeIn(descriptor, ['dependencies', outside, 'thirdParty']);
    add({ id: 'third-party', because: `${third.name} is declared as external`, ...place });
  }
  if (descriptor?.says.rotation?.shared === true)
    add({
      id: 'shared-rotation',
      because: 'its descriptor declares a shared rotation',
      ...placeIn(descriptor, ['rotation', 'shared']),
    });
  if (input.handover) add({ id: 'handover', ...input.handover });
  for (const trait of fromFacts(input)) add(trait);
  const denied = new Set(descriptor?.says.hasNot);
  return [...found.values()].filter(({ id }) => !denied.has(id));
}

function* fromFacts(input: ProfileInput): Generator<Trait> {
  const { index, service, knowledge } = input;
  const of = <K extends FactKind>(kind: K) => index.ofService(service, kind);
  const requests = requestsOf(input);
  if (requests !== undefined) yield { id: 'requests', because: requests };
  const calls = of('outgoing-call').filter(({ fact }) => fact.role === 'call' && !fact.browser);
  const [call] = calls;
  if (call) yield { id: 'calls', because: `it makes ${count(calls.length, 'outgoing call')}`, at: placeOf(call) };
  const stored = calls.find(({ fact }) => fact.protocol === 'datastore');
  if (stored) yield { id: 'datastore', because: `it calls ${stored.fact.api}`, at: placeOf(stored) };
  yield* fromPicture(input);
  for (const located of of('library')) {
    // A build file of several services does not say which of them keeps data in what.
    const isShared = index.ownersOf(located.file, located.fact).length > 1;
    for (const pack of knowledge.forLibrary(located.fact)) {
      const because = `it uses ${located.fact.name}`;
      for (const id of pack.traits)
        if (!isShared || (id !== 'datastore' && id !== 'cache')) yield { id, because, at: placeOf(located) };
      if (Object.keys(pack.covers).length > 0) yield { id: 'framework', because, at: placeOf(located) };
    }
  }
  const migration = migrationIn(input);
  if (migration !== undefined)
    yield {
      id: 'migrations',
      because: `${migration} changes a schema`,
      at: { file: migration, span: { start: 0, end: 0 } },
    };
  const [workload] = of('workload');
  if (workload)
    yield {
      id: 'kubernetes',
      because: `it runs as ${workload.fact.workload} ${workload.fact.name}`,
      at: placeOf(workload),
    };
  const scheduled = of('workload').find(({ fact }) => /^(Cron)?Job$/.test(fact.workload));
  if (scheduled)
    yield {
      id: 'schedule',
      because: `${scheduled.fact.workload} ${scheduled.fact.name} runs it`,
      at: placeOf(scheduled),
    };
  const entrance = entranceOf(input);
  if (entrance)
    yield {
      id: 'users',
      because: `${entrance.fact.by === 'Service' ? 'a load balancer' : entrance.fact.by} lets requests in from outside`,
      at: placeOf(entrance),
    };
  const [alert] = of('alert');
  if (alert)
    yield {
      id: 'alerts',
      because: of('alert').length === 1 ? 'an alert watches it' : `${of('alert').length} alerts watch it`,
      at: placeOf(alert),
    };
}

/** Why a service takes requests, as far as its programs tell; one whose program is not known may. */
function requestsOf({ index, service }: ProfileInput): string | undefined {
  const own = index.production().programs.filter(({ id }) => service.programs.includes(id));
  if (own.length === 0) return 'it may serve requests: its code is not in this workspace';
  const serving = own.find(({ kind }) => kind === 'server' || kind === 'site' || kind === 'function');
  return serving && `${serving.id} serves requests`;
}

/** What a service depends on, as the production picture shows it. */
function* fromPicture({ index, service }: ProfileInput): Generator<Trait> {
  for (const { from, to, kind, via, places } of index.production().dependencies) {
    if (from !== service.name) continue;
    const [at] = places;
    const shown = { because: `it depends on ${to}, by ${via}`, ...(at ? { at } : {}) };
    if (kind === 'service' || kind === 'third-party') yield { id: 'calls', ...shown };
    if (kind === 'third-party') yield { id: 'third-party', ...shown };
    if (kind === 'datastore') yield { id: isCache(to, via) ? 'cache' : 'datastore', ...shown };
  }
}

function isCache(to: string, via: string): boolean {
  return /redis|memcache|valkey|keydb|dragonfly|cache/i.test(`${to} ${via}`);
}

/** The Ingress, route or load balancer that leads to the pods of a service. */
function entranceOf({ index, service }: ProfileInput): Located<FactOf<'entrance'>> | undefined {
  const entrances = index.inWorkspace('entrance');
  if (entrances.length === 0) return undefined;
  const own = index.production().workloads.filter(({ name }) => service.workloads.includes(name));
  const hosts = new Set(own.flatMap((each) => each.hosts));
  return entrances.find(({ fact }) => fact.services.some((name) => hosts.has(name)));
}

/** A file that changes a schema, by the names that the tools of the field give. */
function migrationIn({ index, service: { root } }: ProfileInput): string | undefined {
  if (root === undefined) return undefined;
  const prefix = root === '' ? '' : `${root}/`;
  for (const path of index.paths()) {
    if (
      path.startsWith(prefix) &&
      /(^|\/)(db\/)?(migrations?|migrate|alembic\/versions|changelog)\/(?:[^/]+\/){0,2}[^/]*\d[^/]*\.(sql|py|ts|js|go|xml|ya?ml|rb)$/i.test(
        path,
      )
    )
      return path;
  }
  return undefined;
}

function placeIn(descriptor: ProfileInput['descriptor'], path: readonly PropertyKey[]): { at?: Place } {
  return descriptor ? { at: { file: descriptor.file, span: descriptor.spanOf(path) } } : {};
}

/** Where a fact stands. */
export function placeOf<K extends FactKind>({ file, fact }: Located<FactOf<K>>): Place {
  return { file, span: fact.span };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** What the profile of a service is made from. */
export interface ProfileInput {
  readonly service: Service;
  readonly index: Pick<WorkspaceIndex, 'ofService' | 'ownersOf' | 'production' | 'inWorkspace' | 'paths'>;
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  readonly descriptor: Descriptor | undefined;
  /** Where it is recorded that somebody else may come to run it. */
  readonly handover?: { readonly because: string; readonly at: Place } | undefined;
}
