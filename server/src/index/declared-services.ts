import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';

/** What people say of a service's identity: its name, its folder, its workloads. */
export interface DeclaredService {
  readonly name: string;
  readonly root?: string;
  readonly workloads?: readonly string[];
  readonly at: Place;
}

/**
 * The services that were found, as people name them: one that is declared with the folder or a workload of a found one
 * is that one under its own name, one that nothing shows is a service all the same.
 */
export function withDeclared(found: readonly Service[], declared: readonly DeclaredService[]): Service[] {
  const services = [...found];
  for (const { name, root, workloads = [], at } of declared) {
    const index = services.findIndex((each) =>
      isSame(each, { name, workloads, ...(root === undefined ? {} : { root }) }),
    );
    const known = services[index];
    const own = root ?? known?.root;
    const service: Service = {
      name,
      because: known ? known.because : `${at.file} describes it`,
      places: known ? known.places : [at],
      workloads: [...new Set([...(known?.workloads ?? []), ...workloads])],
      ...(own === undefined ? {} : { root: own }),
    };
    if (known) services[index] = service;
    else services.push(service);
  }
  return services.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSame(found: Service, declared: { name: string; root?: string; workloads: readonly string[] }): boolean {
  if (found.name === declared.name) return true;
  if (declared.root !== undefined && found.root === declared.root) return true;
  return declared.workloads.length > 0 && declared.workloads.every((each) => found.workloads.includes(each));
}
