import type { ReportedFinding } from './findings.ts';

/** Findings that say the same of different places: one row with a count. */
export interface Family {
  /** The one that comes first. */
  readonly first: ReportedFinding;
  readonly others: readonly ReportedFinding[];
}

/** So many of one kind are read one by one; more of them are one row. */
const fewest = 4;

/** Findings in families, in the order of their first ones; those of a small family stay alone. */
export function inFamilies(findings: readonly ReportedFinding[]): Family[] {
  const families = new Map<string, ReportedFinding[]>();
  for (const each of findings) {
    const key = `${each.finding.rule}\t${each.finding.severity}\t${saying(each)}`;
    const known = families.get(key);
    if (known) known.push(each);
    else families.set(key, [each]);
  }
  const order = new Map(findings.map((each, at) => [each, at]));
  return [...families.values()]
    .flatMap((members): Family[] => {
      const [first, ...others] = members;
      if (!first) return [];
      return members.length < fewest ? members.map((each) => ({ first: each, others: [] })) : [{ first, others }];
    })
    .sort((a, b) => (order.get(a.first) ?? 0) - (order.get(b.first) ?? 0));
}

/** What a message says without the names that are in it. */
function saying({ finding: { message, fact } }: ReportedFinding): string {
  const own = [
    'name' in fact && typeof fact.name === 'string' ? fact.name : '',
    fact.kind === 'container' ? fact.owner.name : '',
  ].filter((name) => name !== '');
  return message
    .split(' ')
    .map((word, at, words) => {
      const plain = word.replace(/[,:;.]+$/, '');
      const isNamed = /^(Service|Deployment|StatefulSet|DaemonSet|CronJob|Job|alert|metric)$/.test(words[at - 1] ?? '');
      const isCode = /[\w)][.(][\w)]|[a-z][A-Z]|[/_]|\d/.test(plain);
      return own.includes(plain) || isNamed || isCode ? '…' : word;
    })
    .join(' ');
}
