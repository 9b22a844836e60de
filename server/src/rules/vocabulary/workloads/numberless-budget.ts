import type { DisruptionBudget } from '../../../model/cluster-fact.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import { patchOf } from './patches.ts';
import { say } from '../../../words/say.ts';

/** Judges a budget that names no number of pods: it keeps none, unless a patch gives it one. */
export function checkNumberless(fact: DisruptionBudget, context: RuleContext): void {
  const { name, span, selector } = fact;
  // A patch of a budget names what it changes alone.
  if (selector.none) return;
  const keys = ['minAvailable', 'maxUnavailable'];
  const patching = patchOf({ file: context.file, kind: 'PodDisruptionBudget', name }, keys, context);
  if (!patching)
    return context.violated(span, say('numberless-budget.has-neither-minavailable-nor-maxunavailable', { name }));
  const evidence = { related: [related(patching.patch, say('replicas-not-spread.the-patch'))] };
  const message = say('numberless-budget.sets-no-number-of-pods', { name });
  context.cannotTell(span, message, say('numberless-budget.how-many-evictions-does-the'), evidence);
}
