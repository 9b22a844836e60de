import type { Container, WorkloadRef } from '../../model/artefact-fact.ts';
import type { Resources, ResourceTuner } from '../../model/cluster-fact.ts';
import type { Text } from '../../model/observation.ts';
import type { Related } from '../../model/site.ts';
import { related, type Located, type RuleContext } from '../../model/rule.ts';
import { groupedBy } from './lookup.ts';
import { patchOf } from './patches.ts';
import { containerKey, patchesOfContainer } from './pods.ts';

/** Something outside the manifest that gives a container or a workload what its manifest does not say. */
export interface Completion {
  /** It surely does; otherwise it may. */
  readonly sure: boolean;
  /** `a patch of the kustomization`, to stand before a verb. */
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
  if (overlay) return { sure: false, by: 'a patch', related: [related(overlay, 'the patch')] };
  return patchOfObject(container.owner, keys, context);
}

/** A Kustomize patch that gives an object one of these keys. */
export function patchOfObject(
  { workload, name }: WorkloadRef,
  keys: readonly string[],
  context: RuleContext,
): Completion | undefined {
  const patching = patchOf({ file: context.file, kind: workload, name }, keys, context.inWorkspace('manifest-patch'));
  if (!patching) return undefined;
  const by = patching.always ? 'a patch of the kustomization' : 'a patch';
  return { sure: patching.always, by, related: [related(patching.patch, 'the patch')] };
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
  const same = ranges.find(({ fact }) => fact.namespace === owner.namespace);
  if (same) return { sure: true, by: 'the LimitRange', related: [related(same, 'the LimitRange')] };
  const maybe = ranges.find(({ fact }) => fact.namespace === undefined || owner.namespace === undefined);
  if (maybe) return { sure: false, by: 'a LimitRange', related: [related(maybe, 'the LimitRange')] };
  const [tuner] = tunersByTarget(context.inWorkspace('resource-tuner'), [owner.workload, owner.name].join('\0'));
  return tuner && { sure: false, by: 'a VerticalPodAutoscaler', related: [related(tuner, 'the autoscaler')] };
}

const tunersByTarget = groupedBy(({ fact: { target } }: Located<ResourceTuner>) => [
  [target.workload, target.name].join('\0'),
]);

/** Whether resources ask for or allow something; a limit counts as a request, as Kubernetes takes it for one. */
export function asksFor({ requests, limits }: Resources, name: 'cpu' | 'memory'): boolean {
  const given = requests[name] ?? limits[name];
  return given !== undefined && !isZero(given);
}

/** Whether a container keeps running beside others and is written here as it will run. */
export function isJudgedForResources({ role, partial, image }: Container): boolean {
  // `auto` is what an injected sidecar's overrides stand under: the injector brings the rest.
  return role !== 'init' && !partial && image?.text !== 'auto';
}

/** Whether a quantity comes to nothing. */
export function isZero({ text }: Text): boolean {
  return /^0+(\.0+)?[a-zA-Z]*$/.test(text);
}
