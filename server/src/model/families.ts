import type { DeployedService, DeployedWorkload, ProductionPicture, Program } from './production.ts';

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

/**
 * The services that run a program each in a way of their own, so that which of its code one of them runs is not known: of a file,
 * also those that run another branch of the same whole program which takes the file in. None where one service alone does.
 */
export function openSharers({
  services,
  workloads,
  programs,
}: Pick<ProductionPicture, 'services' | 'workloads' | 'programs'>): (
  program: Program,
  file: string,
) => readonly string[] {
  const isFamily = openFamilies(services, workloads);
  const byId = new Map(programs.map((each) => [each.id, each]));
  const byWhole = new Map<string, { readonly name: string; readonly runs: Program }[]>();
  for (const { program, name } of services) {
    const runs = byId.get(program ?? '');
    if (!runs) continue;
    const whole = runs.branchOf ?? runs.id;
    const known = byWhole.get(whole);
    if (known) known.push({ name, runs });
    else byWhole.set(whole, [{ name, runs }]);
  }
  return (program, file) => {
    const all = byWhole.get(program.branchOf ?? program.id) ?? [];
    // What a branch runs of a file is told by what it mentions, as for a program of its own.
    const isTold = program.branchOf !== undefined && program.live.has(file);
    const names = all.flatMap(({ name, runs }) =>
      runs.id === program.id || (!isTold && runs.files.has(file)) ? [name] : [],
    );
    return isFamily(names) ? [] : names;
  };
}
