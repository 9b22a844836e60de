import type { DeployedService, DeployedWorkload, ProductionPicture } from './production.ts';

/**
 * Tells whether services are one service several times: versions behind one host (`reviews-v1`, `reviews-v2`), or numbered
 * (`core1`, `core2`).
 */
export function openFamilies(
  services: readonly DeployedService[],
  workloads: readonly DeployedWorkload[],
): (names: readonly string[]) => boolean {
  const byName = new Map(workloads.map((each) => [each.name, each]));
  const hostsOf = new Map(
    services.map(({ name, workload }) => [name, new Set(byName.get(workload ?? '')?.hosts ?? [])]),
  );
  return (names) => {
    const [first, ...rest] = names;
    if (first === undefined) return false;
    const hosts = hostsOf.get(first) ?? new Set<string>();
    return rest.every(
      (name) => stemOf(name) === stemOf(first) || [...(hostsOf.get(name) ?? [])].some((host) => hosts.has(host)),
    );
  };
}

/** A name without the number or the version at its end. */
function stemOf(name: string): string {
  return name.replace(/[-_]?v?\d+$/, '');
}

/** By program, the services that run it each in a way of its own: which of its code one of them runs is not known. */
export function openSharers(
  picture: Pick<ProductionPicture, 'services' | 'workloads'>,
): (program: string) => readonly string[] {
  const isFamily = openFamilies(picture.services, picture.workloads);
  const byProgram = new Map<string, string[]>();
  for (const { program, name } of picture.services) {
    if (program === undefined) continue;
    const known = byProgram.get(program);
    if (known) known.push(name);
    else byProgram.set(program, [name]);
  }
  return (program) => {
    const names = byProgram.get(program) ?? [];
    return isFamily(names) ? [] : names;
  };
}
