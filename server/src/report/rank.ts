import type { RuleCode } from '../model/rule.ts';
import type { Finding, Severity } from '../model/site.ts';
import { isBehind } from '../production/weight.ts';

const harms: Readonly<Record<RuleCode['harm'], number>> = { outage: 0, errors: 1, repair: 2 };
const severities: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

export interface RankOptions<T> {
  readonly rules: readonly RuleCode[];
  /** How late a finding in a file comes among those that harm alike; see `production/weight.ts`. */
  weight(file: string): number;
  /** Whether somebody waits for the request that reaches it. */
  onPath?(each: T): boolean;
}

/**
 * Findings in the order in which they matter to the users of the services: by severity; what is deployed before what nothing is
 * known of; then the rules take turns of five, so that one frequent fault does not hide the others, those that harm most first. Of one rule those come first whose code most
 * users reach, on the way of a request before others; where the file stands decides nothing.
 */
export function ranked<T extends { readonly finding: Pick<Finding, 'rule' | 'severity' | 'file'> }>(
  findings: readonly T[],
  { rules, weight, onPath }: RankOptions<T>,
): T[] {
  const harmOf = new Map(rules.map((rule) => [rule.id, rule.harm]));
  const weights = new Map<string, number>();
  const weightOf = (file: string) => {
    const known = weights.get(file) ?? weight(file);
    weights.set(file, known);
    return known;
  };
  const byWeight = findings
    .map((each, index) => ({
      each,
      index,
      weight: weightOf(each.finding.file) - (onPath?.(each) ? 1 : 0),
    }))
    .sort((a, b) => a.weight - b.weight || a.index - b.index);
  const turns = new Map<string, number>();
  return byWeight
    .map(({ each, index, weight: own }) => {
      const { finding } = each;
      const turn = turns.get(finding.rule) ?? 0;
      turns.set(finding.rule, turn + 1);
      const harm = harms[harmOf.get(finding.rule) ?? 'repair'];
      return {
        each,
        order: [
          severities[finding.severity],
          isBehind(own) ? 1 : 0,
          Math.floor(turn / turnLength),
          harm,
          own,
          turn,
          index,
        ],
      };
    })
    .sort((a, b) => difference(a.order, b.order))
    .map(({ each }) => each);
}

function difference(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = value - (b[at] ?? 0);
    if (other !== 0) return other;
  }
  return 0;
}

/** Findings of a rule that come before those of other rules have their turn. */
const turnLength = 5;
