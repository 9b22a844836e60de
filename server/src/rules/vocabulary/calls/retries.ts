import type { RetryLayer } from '../../../model/code-fact.ts';
import type { RequestPath } from '../../../model/production.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import type { Place } from '../../../model/span.ts';
import { groupedBy } from '../lookup.ts';

const byFile = groupedBy(({ file }: Located<RetryLayer>) => [file]);

/** What the code tries again at a place: layers that cover it. `isSafe` is false for a call that may not be sent twice. */
export function retriesAt(
  { file, span }: Place,
  { context, isSafe }: { context: RuleContext; isSafe: boolean },
): readonly Located<RetryLayer>[] {
  return byFile(context.inWorkspace('retry'), file).filter(
    ({ fact }) =>
      (isSafe || !fact.safeOnly) && fact.covers.some(({ start, end }) => start <= span.start && span.end <= end),
  );
}

/** The same for the calls on the way of a request before its last one. */
export function retriesOnWay(path: RequestPath, context: RuleContext): readonly Located<RetryLayer>[] {
  return path.steps.slice(1).flatMap((step) => retriesAt(step, { context, isSafe: true }));
}

/** Whether a call may be sent twice by what its method says. */
export function isSafeToRepeat(api: string): boolean {
  return !/(post|patch|postForm)$/i.test(api);
}

/** How often something is sent at most, by layers that each try again. */
export function productOf(layers: readonly { readonly attempts: number }[]): number {
  return layers.reduce((product, { attempts }) => product * attempts, 1);
}
