import type { ProductionPicture, Standing } from '../model/production.ts';

/** The earlier, the more users notice; what nothing is known of comes before what only developers start. Alerts, objectives and
 * other manifests are no code, and have no standing: they count as what runs now and then. */
const order: readonly Standing[] = ['serves', 'works', 'runs-once', 'unknown', 'operates', 'develops', 'unreached'];

/**
 * How late a finding in a file comes among findings that harm alike: by what the file is for, then by how many services
 * run it and how many call these.
 */
export function openWeights({
  standing,
  programs,
  services,
  dependencies,
}: ProductionPicture): (file: string) => number {
  const callers = new Map<string, Set<string>>();
  for (const { from, to } of dependencies) callers.set(to, (callers.get(to) ?? new Set()).add(from));
  const byProgram = new Map<string, number>();
  /** Manifests of our services; those of what others made come behind them. */
  const byFile = new Map<string, number>();
  for (const { name, program, places } of services) {
    const users = 1 + (callers.get(name)?.size ?? 0);
    if (program !== undefined) byProgram.set(program, (byProgram.get(program) ?? 0) + users);
    for (const file of new Set(places.map((place) => place.file))) byFile.set(file, (byFile.get(file) ?? 0) + users);
  }
  const most = 1 + (programs.length + services.length) * (1 + dependencies.length);
  return (file) => {
    const own = standing.get(file);
    const running = (own?.programs ?? []).reduce((sum, id) => sum + (byProgram.get(id) ?? 0), 0);
    const users = Math.max(running, byFile.get(file) ?? 0);
    return order.indexOf(own?.standing ?? 'runs-once') + 1 - Math.min(users, most - 1) / most;
  };
}

/** Whether a weight is that of a file which nothing deployed is known to run. */
export function isBehind(weight: number): boolean {
  return weight > order.indexOf('unknown');
}
