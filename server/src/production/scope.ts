import type { DeployedWorkload, ProductionPicture, Standing } from '../model/production.ts';
import { withinAnother } from './commands/many-in-one.ts';
import { languageOfPath } from './entries.ts';
import { environmentOf } from './environments.ts';
import { isDeployed } from './standing.ts';

const deployed: ReadonlySet<Standing> = new Set(['serves', 'works', 'runs-once']);

const composeFile = /(^|\/)(docker-)?compose[^/]*\.ya?ml$/i;

/**
 * Tells files that count for services and are shown by default: what is deployed and what nothing is known of, and of manifests
 * those of production, where there are any. Tools that nothing starts are among them only where nothing else is deployed.
 */
export function openScope(
  picture: Pick<ProductionPicture, 'programs' | 'workloads' | 'services' | 'standing'>,
): (file: string) => boolean {
  const started = new Set(
    picture.programs.flatMap(({ id, starts }) =>
      starts.some((each) => isDeployed(each) && each.by !== withinAnother) ? [id] : [],
    ),
  );
  const isAnyDeployed = [...picture.standing.values()].some(({ standing }) => deployed.has(standing));
  const hasProduction = picture.services.some(({ environments }) => environments.includes('production'));
  const copies = copiesIn(picture, hasProduction);
  return (file) => {
    const own = picture.standing.get(file);
    const standing = own?.standing;
    if (
      standing === 'develops' ||
      standing === 'unreached' ||
      (standing === 'operates' && isAnyDeployed && !own?.programs.some((id) => started.has(id)))
    )
      return false;
    const known = copies.get(file);
    if (known !== undefined) return !known;
    return languageOfPath(file) !== undefined || !hasProduction || environmentOf({ file }).environment === 'production';
  };
}

/** Of each file with workloads, whether all of them run in production as another file says, or never run there where something does. */
function copiesIn(
  { workloads, services }: Pick<ProductionPicture, 'workloads' | 'services'>,
  hasProduction: boolean,
): ReadonlyMap<string, boolean> {
  const ofServices = new Set(services.map(({ workload }) => workload));
  const inCluster = workloads.some(
    ({ name, kind }) => ofServices.has(name) && kind !== 'compose' && kind !== 'Procfile',
  );
  const found = new Map<string, boolean>();
  const isCopy = (workload: DeployedWorkload, at: DeployedWorkload['environments'][number]) =>
    (at.environment !== 'production' &&
      workload.environments.some(({ environment }) => environment === 'production')) ||
    (at.environment === 'development' && hasProduction) ||
    // Beside a cluster a compose file is a second way to run what it has.
    (inCluster && composeFile.test(at.at.file) && !(workload.kind === 'compose' && ofServices.has(workload.name)));
  for (const workload of workloads)
    for (const each of workload.environments)
      found.set(each.at.file, (found.get(each.at.file) ?? true) && isCopy(workload, each));
  return found;
}
