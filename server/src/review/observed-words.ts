import type { Objective } from '../model/monitoring-fact.ts';
import type { ObservedObjective } from '../model/observed-fact.ts';

type Seen = {
  readonly [Key in 'attained' | 'windowDays' | 'budgetLeft' | 'since' | 'hours' | 'inconclusive']?:
    ObservedObjective[Key] | undefined;
};

/** What an objective attained, in one phrase: `attained 99.95 % over 30 days, 50 % of the error budget left; …`. */
export function attainedWords({ attained, windowDays, budgetLeft, since, hours, inconclusive }: Seen): string {
  const data =
    since === undefined || hours === undefined || windowDays === undefined
      ? ''
      : `; data for ${hours} of ${round(windowDays * 24)} hours, since ${since}`;
  if (attained === undefined) return `attained share inconclusive: ${inconclusive ?? 'not recorded'}${data}`;
  const budget =
    budgetLeft === undefined
      ? ''
      : budgetLeft < 0
        ? `, error budget exceeded by ${percent(-budgetLeft)} %`
        : `, ${percent(budgetLeft)} % of the error budget left`;
  const over = windowDays === undefined ? '' : ` over ${windowDays} days`;
  return `attained ${percent(attained)} %${over}${budget}${data}`;
}

/** The record of an objective, where what it requires has not changed since; with its date. */
export function observedWords(
  { name, service, target, window }: Objective,
  records: readonly ObservedObjective[],
): string | undefined {
  const seen = records.find((each) => each.name === name && each.service === service);
  if (!seen) return undefined;
  const isSame = seen.inconclusive !== undefined || (seen.target === target && isNear(seen.windowDays, window));
  const words = isSame ? attainedWords(seen) : 'the objective has changed since it was observed';
  return `${words}; observed ${seen.day}`;
}

function isNear(a: number | undefined, b: number | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && Math.abs(a - b) < 1e-5);
}

/** A share as a percentage, rounded down. */
function percent(share: number): number {
  return Math.floor(share * 1e6 + 1e-4) / 1e4;
}

function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
