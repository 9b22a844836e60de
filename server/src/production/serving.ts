import type { DeployedWorkload } from '../model/production.ts';
import { isStoreName } from './bought-in.ts';
import { wholeOf } from './commands/chosen.ts';
import { imageReference } from './names.ts';

/** Manifests of what watches over the services. */
const platform =
  /(^|[/._-])(logging|monitoring|observability|tracing|telemetry|metrics|alerting|load-?test(ing|s)?)([/._-]|$)/i;

/** Tells which workloads are services: they run what is built here, or an image that is no product of others. */
export function openServing(
  workloads: readonly DeployedWorkload[],
  isProduct: (image: string) => boolean,
): (workload: DeployedWorkload) => boolean {
  const running = workloads.filter((each) => programsOf(each).length > 0);
  const inCluster = workloads.filter(
    ({ kind }) => kind !== 'compose' && !others.includes(kind) && !clouds.includes(kind),
  );
  const composed = new Set(
    workloads.flatMap((each) => (each.kind === 'compose' && !isTrial(each) ? programsOf(each) : [])),
  );
  const files = new Set(inCluster.flatMap(({ environments }) => environments.map(({ at }) => at.file)));
  /** How many workloads of the cluster run a program. */
  const runs = new Map<string, number>();
  for (const each of inCluster)
    for (const program of new Set(programsOf(each))) runs.set(program, (runs.get(program) ?? 0) + 1);
  /** The likeliest of the ways beside a cluster in which a program is run. */
  const ways = new Map<string, number>();
  for (const each of workloads) {
    const rank = others.indexOf(each.kind);
    if (rank >= 0) for (const program of programsOf(each)) ways.set(program, Math.min(rank, ways.get(program) ?? rank));
  }
  const owners = new Set(
    running.flatMap(({ containers }) => imagesOf(containers).map((image) => imageReference(image).owner)),
  );
  return (workload) => {
    const { containers, kind, name, environments } = workload;
    const isOnce = kind === 'Job' || kind === 'Pod';
    const programs = programsOf(workload);
    if (programs.length > 0) {
      // A unit or a Procfile beside the way in which it is deployed is another way to run the same.
      if (clouds.includes(kind)) return !programs.some((each) => runs.has(each) || composed.has(each));
      const rank = others.indexOf(kind);
      if (rank >= 0)
        return !programs.some((each) => runs.has(each) || composed.has(each) || (ways.get(each) ?? rank) < rank);
      if (kind !== 'compose' && !isOnce) return true;
      // Where the cluster runs a program, a compose file that runs it under other names is a second way, for trying out.
      const itself = kind === 'compose' ? 0 : 1;
      return programs.every((program) => (runs.get(program) ?? 0) <= itself);
    }
    const images = imagesOf(containers);
    const own = images.filter((image) => !isProduct(image));
    if (isOnce || kind === 'DaemonSet' || isStoreName(name) || (own.length === 0 && images.length > 0)) return false;
    // Beside workloads of the cluster a compose file is a second way to run them: what only it has is for trying out.
    if (kind === 'compose' && environments.some(({ at }) => files.has(at.file))) return false;
    // It names no image, and so is built here.
    if (images.length === 0) return true;
    // With code here, an image of another owner is others'; without, it is what the repository deploys.
    if (running.length > 0) return own.some((image) => owners.has(imageReference(image).owner));
    return !environments.every(({ at }) => platform.test(at.file));
  };
}

/** Where programs run as they do in a cluster; beside one, or beside a compose file, this is a second way to run the same. */
const clouds: readonly string[] = ['ECS', 'Knative', 'SAM'];

/** Ways to run a program beside a cluster, the likeliest first where several files offer one. */
const others: readonly string[] = [
  'serverless',
  'App Engine',
  'Fly.io',
  'Render',
  'Railway',
  'Heroku',
  'Procfile',
  'systemd',
  'cron',
];

function isTrial({ environments }: DeployedWorkload): boolean {
  return environments.every(({ environment }) => environment === 'development');
}

/** Whole programs: which command of one runs here and which there is another question. */
function programsOf({ containers }: DeployedWorkload): readonly string[] {
  return containers.flatMap(({ program }) => (program === undefined ? [] : wholeOf(program)));
}

function imagesOf(containers: DeployedWorkload['containers']): readonly string[] {
  return containers.flatMap(({ image }) => image ?? []);
}
