import type { Component } from '../model/component-fact.ts';
import type { DeployedService, Dependency, ProductionPicture } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import { folderOf } from '../production/modules/paths.ts';
import { uniqueName } from '../production/names.ts';
import { say } from '../words/say.ts';

/** What people say of a service's identity: its name, its folder, its workloads, the names that it had. */
export interface DeclaredService {
  readonly name: string;
  readonly root?: string;
  readonly workloads?: readonly string[];
  readonly was?: readonly string[];
  readonly at: Place;
}

/** The services of a workspace, with the picture in which they have the names that people give them. */
export interface NamedServices {
  readonly services: readonly Service[];
  readonly picture: ProductionPicture;
}

/**
 * The services that the picture shows, as people name them: one that is declared with the name, the folder or the workloads of
 * deployed ones is these under its own name, one that nothing shows is a service all the same. No deployed one is of two.
 */
export function namedServices(
  picture: ProductionPicture,
  { declared, components }: { declared: readonly DeclaredService[]; components: readonly Located<Component>[] },
): NamedServices {
  const said = sameAs(picture.services, declared);
  const names = new Map<string, string>();
  for (const [{ name }, found] of said) for (const each of found) names.set(each.name, name);
  const taken = new Set(declared.map(({ name }) => name));
  for (const { name } of picture.services) {
    if (names.has(name)) continue;
    // People gave its name to another.
    const own = uniqueName(taken, name);
    taken.add(own);
    names.set(name, own);
  }
  const renamed = renamedIn(picture, names);
  const byName = new Map(renamed.services.map((each) => [each.name, each]));
  const workloads = new Map<string, string[]>();
  const programs = new Map<string, string[]>();
  for (const each of picture.services) {
    const name = names.get(each.name) ?? each.name;
    if (each.workload !== undefined) workloads.set(name, [...(workloads.get(name) ?? []), each.workload]);
    if (each.program !== undefined) programs.set(name, [...(programs.get(name) ?? []), each.program]);
  }
  const all: Service[] = [...byName.values()].map(({ name, was, root, because, places, environments }) => ({
    name,
    was,
    ...(root === undefined ? {} : { root }),
    programs: [...new Set(programs.get(name) ?? [])],
    because,
    places,
    workloads: workloads.get(name) ?? [],
    environments,
  }));
  const services = new Map(all.map((each) => [each.name, each]));
  for (const each of declared) services.set(each.name, asDeclared(each, services.get(each.name)));
  for (const each of components) addComponent(services, each);
  const present = new Set(services.keys());
  return {
    services: [...services.values()]
      .map((each) => ({ ...each, was: each.was.filter((name) => !present.has(name)) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    picture: renamed,
  };
}

/** The deployed services that each declared one is. */
function sameAs(
  found: readonly DeployedService[],
  declared: readonly DeclaredService[],
): ReadonlyMap<DeclaredService, readonly DeployedService[]> {
  const said = new Map<DeclaredService, DeployedService[]>();
  const rest = new Set(found);
  const take = (each: DeclaredService, isSame: (service: DeployedService) => boolean) => {
    const same = [...rest].filter(isSame);
    for (const service of same) rest.delete(service);
    if (same.length > 0) said.set(each, [...(said.get(each) ?? []), ...same]);
  };
  // The surest sign first. In a folder with several, the one of its name is meant, and all where none has it.
  for (const each of declared) {
    if (each.root === undefined) continue;
    const named = [...rest].some(({ root, name }) => root === each.root && name === each.name);
    take(each, ({ root, name }) => root === each.root && (!named || name === each.name));
  }
  for (const each of declared) if (!said.has(each)) take(each, ({ name }) => name === each.name);
  for (const each of declared) {
    const { workloads = [] } = each;
    take(each, ({ workload }) => workload !== undefined && workloads.includes(workload));
  }
  // A description that was written under a name which the service had before.
  const present = new Set(found.map(({ name }) => name));
  for (const each of declared) {
    if (said.has(each) || present.has(each.name)) continue;
    take(each, ({ name, was }) => was.includes(each.name) || (each.was ?? []).includes(name));
  }
  return said;
}

/** The picture with other names for its services; those that have one name now are one. */
function renamedIn(picture: ProductionPicture, names: ReadonlyMap<string, string>): ProductionPicture {
  const isSame = picture.services.every(({ name }) => names.get(name) === name);
  if (isSame) return picture;
  const services = new Map<string, DeployedService>();
  for (const each of picture.services) {
    const name = names.get(each.name) ?? each.name;
    const known = services.get(name);
    services.set(
      name,
      known
        ? {
            ...known,
            was: [...new Set([...known.was, each.name, ...each.was])].filter((was) => was !== name),
            environments: [...new Set([...known.environments, ...each.environments])],
            places: [...known.places, ...each.places],
          }
        : { ...each, name, was: [...new Set([each.name, ...each.was])].filter((was) => was !== name) },
    );
  }
  const dependencies = new Map<string, Dependency>();
  for (const each of picture.dependencies) {
    const from = names.get(each.from) ?? each.from;
    const to = each.kind === 'service' ? (names.get(each.to) ?? each.to) : each.to;
    if (from === to) continue;
    const key = `${from}\t${to}`;
    const known = dependencies.get(key);
    dependencies.set(key, known ? { ...known, places: [...known.places, ...each.places] } : { ...each, from, to });
  }
  return { ...picture, services: [...services.values()], dependencies: [...dependencies.values()] };
}

function asDeclared({ name, root, workloads = [], was = [], at }: DeclaredService, known?: Service): Service {
  const own = root ?? known?.root;
  return {
    name,
    was: [...new Set([...was, ...(known?.was ?? [])])],
    programs: known?.programs ?? [],
    because: known ? known.because : say('declared-services.describes-it', { file: at.file }),
    places: known ? known.places : [at],
    workloads: [...new Set([...(known?.workloads ?? []), ...workloads])],
    environments: known?.environments ?? ['production'],
    ...(own === undefined ? {} : { root: own }),
  };
}

/** A component of Backstage's catalogue that is a service, and that nothing else has shown. */
function addComponent(services: Map<string, Service>, { file, fact }: Located<Component>): void {
  const root = folderOf(file);
  const known = services.has(fact.name) || [...services.values()].some((each) => each.root === root);
  if (known || fact.type?.text !== 'service' || (root === '' && services.size > 0)) return;
  const name = uniqueName(services, fact.name);
  services.set(name, {
    name,
    was: [],
    root,
    programs: [],
    because: say('declared-services.describes-it', { file: file.slice(file.lastIndexOf('/') + 1) }),
    places: [{ file, span: fact.span }],
    workloads: [],
    environments: ['production'],
  });
}
