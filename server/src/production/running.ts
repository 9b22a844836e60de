import { gather } from './gather.ts';
import type { DeployedService, DeployedWorkload } from '../model/production.ts';
import { openShared } from './shared-code.ts';
import type { DependencyInput } from './dependencies/input.ts';

/** The services to which a file belongs for sure: of the program that reaches it, or in whose folder its configuration is. */
export function openRunning({ services, programs, workloads }: DependencyInput): (file: string) => readonly string[] {
  const isShared = openShared(programs, services);
  const byProgram = new Map<string, string[]>();
  for (const { program, name } of services) {
    if (program !== undefined) gather(byProgram, program, name);
  }
  const isFamily = openFamilies(services, workloads);
  // One program for several workloads: which of them runs this code is not known, unless they are one service several times.
  const single = programs.flatMap((program) => {
    const names = byProgram.get(program.id) ?? [];
    return isFamily(names) ? names.map((name) => ({ program, name })) : [];
  });
  const byFile = new Map<string, string[]>();
  for (const { program, name } of single) {
    for (const file of program.files) gather(byFile, file, name);
  }
  const byFolder = new Map<string, string[]>();
  for (const { program, name } of single) {
    // Resources stand beside the code of Java, not in its folder.
    gather(byFolder, /^(?:.*\/)?src\/main(?=\/java(?:\/|$))/.exec(program.folder)?.[0] ?? program.folder, name);
  }
  const code = /\.([cm]?[jt]sx?|go|py|java)$/;
  return (file) => {
    const reached = byFile.get(file);
    if (reached || code.test(file)) return isShared(file) ? [] : (reached ?? []);
    for (let folder = parent(file); ; folder = parent(folder)) {
      const found = byFolder.get(folder);
      if (found && (folder !== '' || byFolder.size === 1)) return isFamily(found) ? found : [];
      if (folder === '') return [];
    }
  };
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

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
export function stemOf(name: string): string {
  return name.replace(/[-_]?v?\d+$/, '');
}
