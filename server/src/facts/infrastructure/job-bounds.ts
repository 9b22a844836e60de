import type { JobBounds, Workload } from '../../model/artefact-fact.ts';
import { dig, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from '../artefacts/artefact.ts';

/** How many former versions a workload keeps. */
export function historyOf(artefact: Artefact): Pick<Workload, 'history'> {
  const history = placedText(artefact, dig(artefact.root, 'spec', 'revisionHistoryLimit'));
  return history ? { history } : {};
}

/** What bounds a Job or the Jobs of a CronJob; nothing for other workloads. */
export function jobBounds(artefact: Artefact, pod: YamlNode | undefined): Pick<Workload, 'job'> {
  const { root } = artefact;
  const kind = textOf(dig(root, 'kind'));
  if (kind !== 'Job' && kind !== 'CronJob') return {};
  const spec = dig(root, 'spec');
  const job = kind === 'CronJob' ? dig(spec, 'jobTemplate', 'spec') : spec;
  const texts = {
    deadline: placedText(artefact, dig(job, 'activeDeadlineSeconds') ?? dig(pod, 'activeDeadlineSeconds')),
    backoffLimit: placedText(artefact, dig(job, 'backoffLimit')),
    concurrency: placedText(artefact, dig(spec, 'concurrencyPolicy')),
    schedule: placedText(artefact, dig(spec, 'schedule')),
  };
  const bounds: JobBounds = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
  return { job: { ...bounds, ...(textOf(dig(spec, 'suspend')) === 'true' ? { suspended: true } : {}) } };
}
