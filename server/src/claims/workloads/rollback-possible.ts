import type { Container, Workload } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { nameOf, pinOf } from '../../rules/vocabulary/workloads/images.ts';
import { isCompanion } from '../../rules/vocabulary/workloads/pods.ts';
import { agreed } from '../agreed.ts';
import {
  decided,
  notApplicable,
  notDeployed,
  open,
  picturedWorkloads,
  placeOf,
  productionContainers,
  productionWorkloads,
} from '../deployed.ts';

/** Kubernetes keeps this many former versions where a workload says nothing (kubernetes.io/docs/concepts/workloads/controllers/deployment). */
const keptByDefault = 10;

/** The former version of each workload is kept, and its image is still the one that it was. */
export const rollbackPossible: ClaimReader = {
  id: 'rollback-possible',
  looks: 'revisionHistoryLimit of its workloads, and whether their image tags identify one version.',
  read(view) {
    const workloads = productionWorkloads(view, /^(Deployment|StatefulSet|DaemonSet|DeploymentConfig|Rollout)$/);
    if (workloads.length === 0)
      return picturedWorkloads(view).length === 0
        ? notDeployed('How is a release rolled back?')
        : picturedWorkloads(view).every(({ kind }) => /^(Cron)?Job$/.test(kind))
          ? notApplicable('It runs as a job; nothing is rolled back')
          : open('No Kubernetes workload keeps its revisions', 'How is a release rolled back?');
    const containers = productionContainers(view);
    return agreed(workloads.map((each) => ofWorkload(each, { view, containers })));
  },
};

function ofWorkload(
  located: Located<Workload>,
  { view, containers }: { view: ServiceView; containers: readonly Located<Container>[] },
): ClaimReading {
  const { fact, file } = located;
  const words = `${fact.workload} ${fact.name}`;
  const { history } = fact;
  const at = (message: string): Related => ({ file, span: history?.span ?? fact.span, message });
  if (history?.text === '0')
    return decided('violated', [at(`${words} keeps no previous revision (revisionHistoryLimit: 0)`)]);
  if (history && !/^\d+$/.test(history.text))
    return open(`revisionHistoryLimit of ${words} is not a literal number`, 'How many previous revisions are kept?', [
      at(words),
    ]);
  const own = containers.filter(
    (each) =>
      each.file === file && each.fact.owner.name === fact.name && each.fact.role === 'main' && !isCompanion(each.fact),
  );
  const moving = own.find((each) => isMoving(each.fact, view));
  if (moving)
    return open(
      `${words} uses ${moving.fact.image?.text ?? 'an image'}, whose tag can move`,
      `Which image does the previous revision of ${fact.name} run?`,
      [placeOf(moving, `container ${moving.fact.name} uses ${moving.fact.image?.text ?? ''}`)],
    );
  const kept = history
    ? `${history.text} previous revisions (revisionHistoryLimit)`
    : `${keptByDefault} previous revisions (the default)`;
  return decided('shown', [at(`${words} keeps ${kept}`)]);
}

/** Whether the same name may start another program tomorrow, whatever the history keeps. */
function isMoving({ image }: Container, view: ServiceView): boolean {
  if (!image) return true;
  const pin = pinOf(image.text);
  if (pin.state === 'pinned' || pin.state === 'none') return false;
  // A tool puts the version in when it deploys.
  const name = nameOf(image.text);
  return !view.inWorkspace('image-rewrite').some(({ fact }) => nameOf(fact.image) === name && fact.pinned);
}
