import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import { uniqueName } from '../production/former-services.ts';

/** What people say of a service's identity: its name, its folder, its workloads. */
export interface DeclaredService {
  readonly name: string;
  readonly root?: string;
  readonly workloads?: readonly string[];
  readonly at: Place;
}

/** When a found service is a declared one, the surest sign first. */
const signs: readonly ((found: Service, declared: DeclaredService) => boolean)[] = [
  (found, { root }) => root !== undefined && found.root === root,
  (found, { name }) => found.name === name,
  (found, { workloads = [] }) => workloads.length > 0 && workloads.every((each) => found.workloads.includes(each)),
];

/**
 * The services that were found, as people name them: one that is declared with the folder, the name or the workloads of a
 * found one is that one under its own name, one that nothing shows is a service all the same. No two are the same found one.
 */
export function withDeclared(found: readonly Service[], declared: readonly DeclaredService[]): Service[] {
  const known = new Map<DeclaredService, Service>();
  const rest = new Set(found);
  for (const isSame of signs)
    for (const each of declared) {
      const match = known.has(each) ? undefined : [...rest].find((service) => isSame(service, each));
      if (!match) continue;
      known.set(each, match);
      rest.delete(match);
    }
  const services = new Map(declared.map((each) => [each.name, asDeclared(each, known.get(each))]));
  for (const service of rest) {
    // People gave its name to another.
    const name = uniqueName(services, service.name);
    services.set(name, { ...service, name });
  }
  return [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function asDeclared({ name, root, workloads = [], at }: DeclaredService, known: Service | undefined): Service {
  const own = root ?? known?.root;
  return {
    name,
    because: known ? known.because : `${at.file} describes it`,
    places: known ? known.places : [at],
    workloads: [...new Set([...(known?.workloads ?? []), ...workloads])],
    ...(own === undefined ? {} : { root: own }),
  };
}
