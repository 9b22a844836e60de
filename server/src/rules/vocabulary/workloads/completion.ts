import type { Container, WorkloadRef } from '../../../model/artefact-fact.ts';
import type { Resources, ResourceTuner } from '../../../model/cluster-fact.ts';
import type { Text } from '../../../model/observation.ts';
import type { Related } from '../../../model/site.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import { folderOf, namespacesOf } from './kustomize.ts';
import { groupedBy } from '../lookup.ts';
import { patchOf } from './patches.ts';
import { containerKey, patchesOfContainer } from './pods.ts';
import { say } from '../../../words/say.ts';

/** Something outside the manifest that gives a container or a workload what its manifest does not say. */
export interface Completion {
  /** It surely does; otherwise it may. */
  readonly sure: boolean;
  /** `a kustomization patch`, to stand before a verb. */
  readonly by: string;
  readonly related: readonly Related[];
}

/** A patch in the workspace that gives a container one of these keys; `gives` tells it of a patch that is an object. */
export function patchFor(
  container: Container,
  { keys, gives }: { keys: readonly string[]; gives: (other: Container) => boolean },
  context: RuleContext,
): Completion | undefined {
  const patches = patchesOfContainer(context.inWorkspace('container'), containerKey(container));
  const overlay = patches.find(({ fact }) => gives(fact));
  if (overlay)
    return {
      sure: false,
      by: say('replicas-not-spread.a-patch'),
      related: [related(overlay, say('replicas-not-spread.the-patch'))],
    };
  return patchOfObject(container.owner, keys, context);
}

/** A Kustomize patch that gives an object one of these keys. */
export function patchOfObject(
  { workload, name }: WorkloadRef,
  keys: readonly string[],
  context: RuleContext,
): Completion | undefined {
  const patching = patchOf({ file: context.file, kind: workload, name }, keys, context);
  if (!patching) return undefined;
  const by = patching.always ? say('completion.a-kustomization-patch') : say('replicas-not-spread.a-patch');
  return { sure: patching.always, by, related: [related(patching.patch, say('replicas-not-spread.the-patch'))] };
}

/** A LimitRange or a VerticalPodAutoscaler that gives a container these resources. */
export function resourcesFor(
  { owner }: Container,
  { part, names }: { part: 'requests' | 'limits'; names: readonly string[] },
  context: RuleContext,
): Completion | undefined {
  const ranges = context
    .inWorkspace('resource-defaults')
    .filter(({ fact }) => names.every((name) => fact[part].includes(name)));
  const own = namespacesOf({ file: context.file, namespace: owner.namespace }, context);
  const held = ranges.map((range) => {
    const given = namespacesOf({ file: range.file, namespace: range.fact.namespace }, context);
    // Neither says where it goes: what stands in one folder is applied together.
    if (own.length + given.length === 0) return { range, holds: folderOf(range.file) === folderOf(context.file) };
    return { range, holds: own.length > 0 && own.every((name) => given.includes(name)), given };
  });
  const same = held.find(({ holds }) => holds)?.range;
  if (same)
    return {
      sure: true,
      by: say('completion.the-limitrange'),
      related: [related(same, say('completion.the-limitrange'))],
    };
  const maybe = held.find(
    ({ given = [] }) => own.length === 0 || given.length === 0 || own.some((name) => given.includes(name)),
  )?.range;
  if (maybe)
    return {
      sure: false,
      by: say('completion.a-limitrange'),
      related: [related(maybe, say('completion.the-limitrange'))],
    };
  const [tuner] = tunersByTarget(context.inWorkspace('resource-tuner'), [owner.workload, owner.name].join('\0'));
  return (
    tuner && {
      sure: false,
      by: say('completion.a-verticalpodautoscaler'),
      related: [related(tuner, say('completion.the-autoscaler'))],
    }
  );
}

const tunersByTarget = groupedBy(({ fact: { target } }: Located<ResourceTuner>) => [
  [target.workload, target.name].join('\0'),
]);

/** Whether resources ask for or allow something; a limit counts as a request, as Kubernetes takes it for one. */
export function asksFor({ requests, limits }: Resources, name: 'cpu' | 'memory'): boolean {
  const given = requests[name] ?? limits[name];
  return given !== undefined && isAmount(given);
}

/** Whether a container keeps running beside others and is written here as it will run. */
export function isJudgedForResources({ role, partial, image }: Container): boolean {
  // `auto` is what an injected sidecar's overrides stand under: the injector brings the rest. `pause` only holds a place.
  return role !== 'init' && !partial && image?.text !== 'auto' && !/(^|\/)pause([:@]|$)/.test(image?.text ?? '');
}

/**
 * Whether a text is a quantity as Kubernetes reads it, above zero (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
 * What a template or a variable fills in counts as one.
 */
export function isAmount({ text }: Text): boolean {
  if (/\$[({]|\{\{|<%|^\$\w/.test(text)) return true;
  const [, number] = /^\+?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.exec(text) ?? [];
  return number !== undefined && Number(number) > 0;
}
