import type { Workload } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import { agreed } from '../agreed.ts';
import {
  decided,
  inProduction,
  notApplicable,
  notDeployed,
  open,
  picturedWorkloads,
  placeOf,
  productionWorkloads,
  sharesNamespace,
} from '../deployed.ts';

/** A new version takes a share of the traffic or of the pods first, and more after a pause or a measurement. */
export const rolloutStaged: ClaimReader = {
  id: 'rollout-staged',
  looks: 'Argo Rollouts steps, Flagger Canaries, StatefulSet partitions, and the strategy of its workloads.',
  read(view) {
    const workloads = productionWorkloads(view, /^(Deployment|StatefulSet|DaemonSet|DeploymentConfig|Rollout)$/);
    const ask = 'Does a release reach a subset of users first?';
    if (workloads.length === 0) {
      const pictured = picturedWorkloads(view);
      if (pictured.length === 0) return notDeployed(ask);
      return pictured.every(({ kind }) => /^(Cron)?Job$/.test(kind))
        ? notApplicable('It runs as a job')
        : open('No Kubernetes workload runs it', ask);
    }
    return agreed(workloads.map((each) => ofWorkload(each, view)));
  },
};

function ofWorkload(located: Located<Workload>, view: ServiceView): ClaimReading {
  const { fact } = located;
  const words = `${fact.workload} ${fact.name}`;
  const names = new Set([
    `${fact.workload} ${fact.name}`,
    ...(fact.standsFor ? [`${fact.standsFor.workload} ${fact.standsFor.name}`] : []),
  ]);
  const staged = view
    .inWorkspace('staged-rollout')
    .find(
      (each) =>
        (names.has(`${each.fact.target.workload} ${each.fact.target.name}`) || isRolledBy(located, each, view)) &&
        inProduction(view, { file: each.file, fact: { name: each.fact.target.name } }) &&
        sharesNamespace(view, located, each),
    );
  const ask = `Does a release of ${fact.name} reach a subset of users first?`;
  if (staged) {
    const { by, stages, gates } = staged.fact;
    if (stages === 0) return decided('violated', [placeOf(staged, `${by} switches ${words} over at once`)]);
    if (gates.length === 0)
      return open(
        `${by} of ${words} has ${stages} steps without a pause or an analysis`,
        'What stops a bad release between steps?',
        [placeOf(staged, `${by} without a pause or an analysis`)],
      );
    const gate = gates.map((each) => (each === 'pause' ? 'a pause' : 'an analysis')).join(' and ');
    return decided('shown', [placeOf(staged, `${by} rolls ${words} out in ${stages + 1} steps with ${gate}`)]);
  }
  const { strategy } = fact;
  const partition = Number(strategy?.partition?.text ?? 0);
  if (strategy?.partition && fact.workload === 'StatefulSet' && partition > 0)
    return open(`${words} has a partition of ${partition}`, 'Does the release lower the partition step by step?', [
      {
        file: located.file,
        span: strategy.partition.span,
        message: `pods of ${words} below ordinal ${partition} keep the previous revision`,
      },
    ]);
  if (strategy?.type?.text === 'Recreate')
    return decided('violated', [
      {
        file: located.file,
        span: strategy.type.span,
        message: `${words} replaces all pods at once (strategy Recreate)`,
      },
    ]);
  return open(`${words} uses a rolling update without stages`, ask, [placeOf(located, words)]);
}

/** A Rollout that stands for the Deployment is what is staged. */
function isRolledBy(
  located: Located<Workload>,
  { fact }: { fact: { target: { workload: string; name: string } } },
  view: ServiceView,
): boolean {
  return view
    .inWorkspace('workload')
    .some(
      (each) =>
        each.fact.workload === fact.target.workload &&
        each.fact.name === fact.target.name &&
        each.fact.standsFor?.workload === located.fact.workload &&
        each.fact.standsFor.name === located.fact.name,
    );
}
