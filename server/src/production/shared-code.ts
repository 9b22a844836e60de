import type { DeployedService, Program } from '../model/production.ts';

/** Programs that may run a file which still says something of each of them. */
const fewPrograms = 3;

/**
 * Tells files that most deployed programs of a repository can run: a package for all of them says what one of them may do, and
 * not which does it.
 */
export function openShared(
  programs: readonly Program[],
  services: readonly DeployedService[],
): (file: string) => boolean {
  const deployed = new Set(services.map(({ program }) => program));
  const counts = new Map<string, number>();
  const own = programs.filter(({ id }) => deployed.has(id));
  for (const { files } of own) for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  const most = Math.max(fewPrograms, own.length / 2);
  return (file) => (counts.get(file) ?? 0) > most;
}
