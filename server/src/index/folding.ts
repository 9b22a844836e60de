import type { Finding } from '../model/site.ts';
import type { Place } from '../model/span.ts';

/** A finding with the other places of the same fault. */
export interface FoldedFinding extends Finding {
  /** Where the same was found again: the copy of a manifest for another environment, of a rule for another region. */
  readonly also: readonly Place[];
}

/**
 * One finding for what is one fault: the first, by what is shown and by the fewest folders, with the other places.
 * Suppressed findings are folded apart, so that a reason given for one place does not hide another.
 */
export function foldFindings(
  findings: readonly Finding[],
  isShown: (file: string) => boolean = () => true,
): FoldedFinding[] {
  const groups = new Map<string, Finding[]>();
  withoutCovered(findings).forEach((finding, index) => {
    const entry = entryOf(finding);
    const fault = entry ?? faultOf(finding);
    const said = entry === undefined ? finding.message : '';
    const key =
      fault === undefined ? `#${index}` : JSON.stringify([finding.rule, fault, said, finding.suppressed?.reason]);
    const group = groups.get(key);
    // Objects of one name in one file are different objects, in different namespaces.
    const isObject = finding.fact.kind === 'container' || finding.fact.kind === 'workload';
    if (!group) groups.set(key, [finding]);
    else if (isObject && finding.rule !== imageRule && group.some(({ file }) => file === finding.file))
      groups.set(`${key}#${index}`, [finding]);
    else group.push(finding);
  });
  return [...groups.values()].flatMap((group): FoldedFinding[] => {
    const [first, ...others] = [...group].sort(
      (a, b) => Number(isShown(b.file)) - Number(isShown(a.file)) || depth(a.file) - depth(b.file),
    );
    if (!first) return [];
    return [{ ...first, also: others.map(({ file, span }) => ({ file, span })) }];
  });
}

/** Findings without those that another of the same container includes: who sets its resources sets the limit of its memory. */
export function withoutCovered(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ file, fact }: Finding) => `${file}\t${fact.span.start}`;
  const bare = new Set(
    findings.flatMap((each) =>
      each.rule === 'resources-unset' && each.fact.kind === 'container' && !each.suppressed ? [keyOf(each)] : [],
    ),
  );
  const isCovered = (finding: Finding) =>
    finding.rule === 'memory-limit-unset' &&
    finding.fact.kind === 'container' &&
    !finding.fact.resources.requests.memory &&
    bare.has(keyOf(finding));
  return bare.size === 0 ? findings : findings.filter((each) => !isCovered(each));
}

/** Its fault is the image, wherever that is named. */
const imageRule = 'image-unpinned';

/** What users enter by, of a service without an objective: that of the entry is one for all services behind it. */
function entryOf({ rule, related }: Finding): string | undefined {
  const [first] = rule === 'slo-missing' ? related : [];
  return first && `entry ${first.file}:${first.span.start}`;
}

/** What a fact is about, where the same thing may stand in several files; undefined where each place is its own. */
function faultOf({ fact, rule }: Finding): string | undefined {
  switch (fact.kind) {
    case 'container': {
      if (rule === imageRule) return `image ${fact.image?.text ?? ''}`;
      // Another image is another program, whatever it is called; another version of it is not.
      const image = fact.image?.text.replace(/(:[^/:]*)?(@.*)?$/, '') ?? '';
      return `container ${fact.owner.workload}/${fact.owner.name}/${fact.name} ${image}`;
    }
    case 'workload':
      return `workload ${fact.workload}/${fact.name}`;
    case 'alert':
      return `alert ${fact.name} ${fact.expr.text.replace(/\s+/g, ' ')}`;
    // A version of an image is decided once for all places that name it.
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
