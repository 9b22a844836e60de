import type { ProductionPicture, Standing } from '../model/production.ts';

/** The earlier, the more users notice; what nothing is known of comes before what only developers start. Alerts, objectives and
 * other manifests are no code, and have no standing: they count as what runs now and then. */
const order: readonly Standing[] = ['serves', 'works', 'runs-once', 'unknown', 'operates', 'develops', 'unreached'];

/** How many services run something, and call what runs it. */
export interface Users {
  /** A service itself, and those that call it. */
  of(service: string): number;
  /** Of a file of a program that services run; undefined for other files. */
  ofCode(file: string): number | undefined;
  /** Of a manifest of our services; undefined for those of what others made. */
  ofManifest(file: string): number | undefined;
}

/** Counts users over the production picture. */
export function openUsers({ standing, services, dependencies }: ProductionPicture): Users {
  const callers = new Map<string, Set<string>>();
  for (const { from, to } of dependencies) callers.set(to, (callers.get(to) ?? new Set()).add(from));
  const of = (service: string) => 1 + (callers.get(service)?.size ?? 0);
  const byProgram = new Map<string, number>();
  const byFile = new Map<string, number>();
  for (const { name, program, places } of services) {
    if (program !== undefined) byProgram.set(program, (byProgram.get(program) ?? 0) + of(name));
    for (const file of new Set(places.map((place) => place.file))) byFile.set(file, (byFile.get(file) ?? 0) + of(name));
  }
  return {
    of,
    ofCode(file) {
      const running = (standing.get(file)?.programs ?? []).flatMap((id) => byProgram.get(id) ?? []);
      return running.length === 0 ? undefined : running.reduce((sum, count) => sum + count, 0);
    },
    ofManifest: (file) => byFile.get(file),
  };
}

/**
 * How late a finding in a file comes among findings that harm alike: by what the file is for, then by how many services
 * run it and how many call these.
 */
export function openWeights(picture: ProductionPicture): (file: string) => number {
  const { standing, programs, services, dependencies } = picture;
  const users = openUsers(picture);
  const most = 1 + (programs.length + services.length) * (1 + dependencies.length);
  return (file) => {
    const count = Math.max(users.ofCode(file) ?? 0, users.ofManifest(file) ?? 0);
    return order.indexOf(standing.get(file)?.standing ?? 'runs-once') + 1 - Math.min(count, most - 1) / most;
  };
}

/** Whether a weight is that of a file which nothing deployed is known to run. */
export function isBehind(weight: number): boolean {
  return weight > order.indexOf('unknown');
}
