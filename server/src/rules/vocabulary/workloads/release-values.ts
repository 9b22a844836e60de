import type { ReleaseValue } from '../../../model/artefact-fact.ts';
import type { GivenField } from '../../../model/rendering.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { say } from '../../../words/say.ts';

/** Leaves open what a release sets for a chart that is not in the workspace: the chart alone tells what becomes of it. */
export function leaveOpen(value: ReleaseValue, context: RuleContext, asked: Partial<Record<GivenField, string>>): void {
  const ask = asked[value.field];
  if (ask === undefined) return;
  context.cannotTell(value.span, messageOf(value), ask);
}

/** What a release sets, and that its chart is not there. */
export function messageOf({ release, chart, key, text }: ReleaseValue): string {
  const what =
    text === 'on' || text === 'off'
      ? say('release-values.turns', { key, text })
      : say('release-values.sets-to', { key, text });
  return say('release-values.its-chart-is-not-in', { release, what, chart });
}
