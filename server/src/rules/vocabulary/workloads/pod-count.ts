import type { Workload } from '../../../model/artefact-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { patchOfObject } from './completion.ts';
import type { Pods } from './replicas.ts';
import { say } from '../../../words/say.ts';

/** Why the number of pods of a workload is not sure; undefined where it is. */
export function unsureOf(workload: Workload, pods: Pods, context: RuleContext): string | undefined {
  if (!pods.written) return say('pod-count.its-replicas-could-not-be');
  if (pods.count === 1) return say('pod-count.for-a-single-pod-this');
  return !pods.by && patchOfObject(workload, ['replicas'], context)
    ? say('pod-count.a-patch-changes-its-replicas')
    : undefined;
}
