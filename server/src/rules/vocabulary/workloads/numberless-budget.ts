import type { DisruptionBudget } from '../../../model/cluster-fact.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import { patchOf } from './patches.ts';

/** Judges a budget that names no number of pods: it keeps none, unless a patch gives it one. */
export function checkNumberless(fact: DisruptionBudget, context: RuleContext): void {
  const { name, span, selector } = fact;
  // A patch of a budget names what it changes alone.
  if (selector.none) return;
  const keys = ['minAvailable', 'maxUnavailable'];
  const patching = patchOf({ file: context.file, kind: 'PodDisruptionBudget', name }, keys, context);
  if (!patching)
    return context.violated(
      span,
      `${name} has neither minAvailable nor maxUnavailable; a node drain can evict all pods`,
    );
  const evidence = { related: [related(patching.patch, 'the patch')] };
  const message = `${name} sets no number of pods here; a patch may`;
  context.cannotTell(span, message, 'How many evictions does the patched budget allow?', evidence);
}
