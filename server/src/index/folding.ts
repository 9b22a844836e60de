import type { Finding } from '../model/site.ts';
import type { Fact } from '../model/fact.ts';
import type { Place } from '../model/span.ts';

/** A finding with the other places of the same fault. */
export interface FoldedFinding extends Finding {
  /** Where the same was found again: the copy of a manifest for another environment, of a rule for another region. */
  readonly also: readonly Place[];
}

/**
 * One finding for what is one fault: the first, by the fewest folders, with the other places.
 * Suppressed findings are folded apart, so that a reason given for one place does not hide another.
 */
export function foldFindings(findings: readonly Finding[]): FoldedFinding[] {
  const groups = new Map<string, Finding[]>();
  findings.forEach((finding, index) => {
    const fault = faultOf(finding.fact);
    const key =
      fault === undefined
        ? `#${index}`
        : JSON.stringify([finding.rule, fault, finding.message, finding.suppressed?.reason]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  });
  return [...groups.values()].flatMap((group): FoldedFinding[] => {
    const [first, ...others] = [...group].sort((a, b) => depth(a.file) - depth(b.file));
    if (!first) return [];
    return [{ ...first, also: others.map(({ file, span }) => ({ file, span })) }];
  });
}

/** What a fact is about, where the same thing may stand in several files; undefined where each place is its own. */
function faultOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'container':
      return `container ${fact.owner.workload}/${fact.owner.name}/${fact.name}`;
    case 'workload':
      return `workload ${fact.workload}/${fact.name}`;
    case 'alert':
      return `alert ${fact.name} ${fact.expr.text.replace(/\s+/g, ' ')}`;
    // Whoever decides on a version of an image decides for all places that name it.
    case 'image-use':
      return `image ${fact.image}`;
    case 'action-use':
      return `action ${fact.action}@${fact.ref}`;
    case 'panel':
      return `panel ${fact.dashboard} ${fact.title}`;
    default:
      return undefined;
  }
}

function depth(file: string): number {
  return file.split('/').length;
}
