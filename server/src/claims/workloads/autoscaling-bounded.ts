import type { Autoscaler, Workload } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import { scalersOf } from '../../rules/vocabulary/workloads/replicas.ts';
import { containersOf, isCompanion, nearestTo } from '../../rules/vocabulary/workloads/pods.ts';
import { agreed } from '../agreed.ts';
import {
  decided,
  givenElsewhere,
  notApplicable,
  notDeployed,
  open,
  picturedWorkloads,
  placeOf,
  productionWorkloads,
} from '../deployed.ts';

const scalable = /^(Deployment|StatefulSet|ReplicaSet|DeploymentConfig|Rollout)$/;

/** An autoscaler adds pods as load grows, up to a maximum, by a metric that it can measure. */
export const autoscalingBounded: ClaimReader = {
  id: 'autoscaling-bounded',
  looks:
    'Minimum, maximum and metrics of its HorizontalPodAutoscalers and ScaledObjects, and the resource requests that they need.',
  read(view) {
    const workloads = productionWorkloads(view, scalable);
    const ask = 'How does its capacity follow its load?';
    const [given] = workloads.length === 0 ? givenElsewhere(view, 'autoscaler') : [];
    if (given) return open(given.message, ask, [given]);
    if (workloads.length === 0)
      return picturedWorkloads(view).length === 0
        ? notDeployed(ask)
        : picturedWorkloads(view).some(({ kind }) => kind === 'compose')
          ? open('No autoscaler found', ask)
          : notApplicable('None of its workloads has replicas');
    const single = workloads.find(({ fact }) => fact.onePodBecause ?? isRecreated(fact));
    if (single && workloads.length === 1)
      return notApplicable(`${single.fact.workload} ${single.fact.name} runs one pod by design`);
    return agreed(workloads.map((each) => ofWorkload(each, view)));
  },
};

/** One pod that is stopped before the next one starts. */
function isRecreated({ strategy, replicas, singleWriterVolume }: Workload): boolean {
  return (replicas?.count ?? 1) === 1 && (strategy?.type?.text === 'Recreate' || singleWriterVolume === 'present');
}

function ofWorkload(located: Located<Workload>, view: ServiceView): ClaimReading {
  const { fact, file } = located;
  const scaler = nearestTo(
    file,
    scalersOf(fact, view).filter(
      (each) => view.environmentOf({ file: each.file, name: each.fact.target.name }) === 'production',
    ),
  );
  const words = `${fact.workload} ${fact.name}`;
  if (!scaler)
    return open(`No autoscaler found for ${words}`, `How does the capacity of ${fact.name} follow its load?`, [
      placeOf(located, `${words} has no autoscaler in the workspace`),
    ]);
  return ofScaler(scaler, { located, view, words });
}

function ofScaler(
  scaler: Located<Autoscaler>,
  { located, view, words }: { located: Located<Workload>; view: ServiceView; words: string },
): ClaimReading {
  const { min, max, metrics } = scaler.fact;
  if (max === undefined)
    return open(
      `The maximum of the autoscaler of ${words} is not a literal number`,
      'What is the maximum number of pods?',
      [placeOf(scaler, `the autoscaler of ${words}`)],
    );
  const bounds = `${words} scales from ${min ?? 1} to ${max} pods`;
  if (max <= (min ?? 1)) return decided('violated', [placeOf(scaler, `${bounds}, so it never scales`)]);
  if (metrics.length === 0)
    return open(`${bounds}; its metric is not set`, 'Which metric does it scale on?', [placeOf(scaler, bounds)]);
  const share = metrics.find(({ ofRequest }) => ofRequest);
  const containers = containersOf(
    located.fact,
    view
      .inWorkspace('container')
      .filter(({ file }) => file === located.file)
      .map(({ fact }) => fact),
  ).filter((each) => each.role === 'main');
  const lacking =
    share && (share.name === 'cpu' || share.name === 'memory')
      ? containers.find((each) => lacks(each, share.name === 'cpu' ? 'cpu' : 'memory'))
      : undefined;
  if (share && lacking) {
    const message = `${bounds} on ${share.name}, but container ${lacking.name} has no ${share.name} request`;
    const places = [
      placeOf(scaler, message),
      { file: located.file, span: lacking.span, message: `${lacking.name} has no ${share.name} request` },
    ];
    return mayBeGiven(located, view) || isCompanion(lacking)
      ? open(message, `Does anything set the ${share.name} request of ${lacking.name}?`, places)
      : decided('violated', places);
  }
  return decided('shown', [placeOf(scaler, `${bounds} on ${metrics.map(({ name }) => name).join(', ')}`)]);
}

/** Without a request, and without a limit that Kubernetes takes for it, a share has no whole. */
function lacks({ resources, podResources }: ReturnType<typeof containersOf>[number], name: 'cpu' | 'memory'): boolean {
  return [resources, podResources].every((each) => !each?.requests[name] && !each?.limits[name]);
}

/** A LimitRange, a patch or a VerticalPodAutoscaler may set what the manifest does not. */
function mayBeGiven({ fact, file }: Located<Workload>, view: ServiceView): boolean {
  return (
    view.inWorkspace('resource-defaults').length > 0 ||
    view.inWorkspace('resource-tuner').some((each) => each.fact.target.name === fact.name) ||
    view
      .inWorkspace('container')
      .some((each) => each.fact.partial && each.fact.owner.name === fact.name && each.file !== file) ||
    view.inWorkspace('manifest-patch').some((each) => each.fact.changes.includes('resources'))
  );
}
