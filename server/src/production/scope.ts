import type { DeployedWorkload, ProductionPicture } from '../model/production.ts';
import { languageOfPath } from './entries.ts';
import { environmentOf } from './environments.ts';

const composeFile = /(^|\/)(docker-)?compose[^/]*\.ya?ml$/i;

/**
 * Tells files that count for the services which own them: what is deployed and what nothing is known of, and of manifests those
 * of production, where there are any.
 */
export function openScope(picture: ProductionPicture): (file: string) => boolean {
  const copies = copiesIn(picture);
  const hasProduction = picture.services.some(({ environments }) => environments.includes('production'));
  return (file) => {
    const standing = picture.standing.get(file)?.standing;
    if (standing === 'develops' || standing === 'unreached' || standing === 'operates') return false;
    const known = copies.get(file);
    if (known !== undefined) return !known;
    return languageOfPath(file) !== undefined || !hasProduction || environmentOf({ file }).environment === 'production';
  };
}

/** Of each file with workloads, whether all of them run in production as another file says. */
function copiesIn({ workloads, services }: ProductionPicture): ReadonlyMap<string, boolean> {
  const ofServices = new Set(services.map(({ workload }) => workload));
  const inCluster = workloads.some(
    ({ name, kind }) => ofServices.has(name) && kind !== 'compose' && kind !== 'Procfile',
  );
  const found = new Map<string, boolean>();
  const isCopy = (workload: DeployedWorkload, at: DeployedWorkload['environments'][number]) =>
    (at.environment !== 'production' &&
      workload.environments.some(({ environment }) => environment === 'production')) ||
    // Beside a cluster a compose file is a second way to run what it has.
    (inCluster && composeFile.test(at.at.file) && !(workload.kind === 'compose' && ofServices.has(workload.name)));
  for (const workload of workloads)
    for (const each of workload.environments)
      found.set(each.at.file, (found.get(each.at.file) ?? true) && isCopy(workload, each));
  return found;
}
