import type { Rule } from '../model/rule.ts';
import type { Finding, Severity } from '../model/site.ts';

const harms: Readonly<Record<Rule['harm'], number>> = { outage: 0, errors: 1, repair: 2 };
const severities: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * Findings in the order in which they matter to the users of the service: by how loud they are;
 * among equals the rules take turns of five, so that one frequent fault does not hide the others, those that harm most first.
 */
export function ranked<T extends { readonly finding: Pick<Finding, 'rule' | 'severity'> }>(
  findings: readonly T[],
  rules: readonly Rule[],
): T[] {
  const harmOf = new Map(rules.map((rule) => [rule.id, rule.harm]));
  const turns = new Map<string, number>();
  const weighed = findings.map((each, index) => {
    const { finding } = each;
    const turn = turns.get(finding.rule) ?? 0;
    turns.set(finding.rule, turn + 1);
    const harm = harms[harmOf.get(finding.rule) ?? 'repair'];
    return { each, index, order: [severities[finding.severity], Math.floor(turn / turnLength), harm, turn] };
  });
  weighed.sort((a, b) => {
    for (const [at, value] of a.order.entries()) {
      const difference = value - (b.order[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.index - b.index;
  });
  return weighed.map(({ each }) => each);
}

/** Findings of a rule that come before those of other rules have their turn. */
const turnLength = 5;
