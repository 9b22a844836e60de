import type { Workload } from '../../../model/artefact-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { patchOfObject } from './completion.ts';
import type { Pods } from './replicas.ts';

/** Why the number of pods of a workload is not sure; undefined where it is. */
export function unsureOf(workload: Workload, pods: Pods, context: RuleContext): string | undefined {
  if (!pods.written) return 'its replicas could not be determined';
  if (pods.count === 1) return 'for a single pod this may be intended';
  return !pods.by && patchOfObject(workload, ['replicas'], context) ? 'a patch changes its replicas' : undefined;
}
