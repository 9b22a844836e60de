import type { Claim, ClaimReading } from '../model/claim.ts';
import type { ClaimStatus } from '../model/review.ts';
import type { Site } from '../model/site.ts';

/** What decides claims. */
export interface ClaimEvidence {
  /** Sites that belong to the service, by rule; waived ones (suppressed with a reason) are left out. */
  readonly byRule: ReadonlyMap<string, readonly Site[]>;
  /** How many findings of a rule are waived in this service. */
  readonly waived: ReadonlyMap<string, number>;
  /** Rules that exist. */
  readonly rules: ReadonlySet<string>;
  /** Rules that the settings switch off. */
  readonly off: ReadonlySet<string>;
  /** What of the service a rule could not read, by rule. */
  readonly unread: ReadonlyMap<string, string>;
  /** What of the service's code could not be read. */
  readonly unreadCode?: string | undefined;
  /** What a reader says of the service; undefined for one that is not there. */
  read(reader: string): ClaimReading | undefined;
}

/** What the files say of a claim. */
export function claimStatus(claim: Claim, evidence: ClaimEvidence): ClaimStatus {
  if (claim.reader !== undefined) return byReader(claim, evidence.read(claim.reader));
  if (claim.checks.length === 0) return manual(claim, 'Manual answer required');
  const sites = claim.checks.flatMap((rule) => evidence.byRule.get(rule) ?? []).sort(byWeight);
  return { claim, sites, places: [], ...bySites(claim, sites, evidence) };
}

function manual(claim: Claim, because: string): ClaimStatus {
  return { claim, verdict: 'manual', because, sites: [], places: [] };
}

function byReader(claim: Claim, reading: ClaimReading | undefined): ClaimStatus {
  if (!reading) return manual(claim, 'Manual answer required');
  const { verdict, because, ask, places } = reading;
  return { claim, verdict, because, ...(ask === undefined ? {} : { ask }), sites: [], places };
}

type Said = Pick<ClaimStatus, 'verdict' | 'because' | 'ask' | 'off'>;

function bySites({ checks }: Claim, sites: readonly Site[], evidence: ClaimEvidence): Said {
  const { waived: ignored, rules, off, unread, unreadCode } = evidence;
  const count = (verdict: Site['verdict']) => sites.filter((site) => site.verdict === verdict).length;
  const [violated, shown, unclear] = [count('violated'), count('shown'), count('cannot-tell')];
  const waived = checks.reduce((sum, rule) => sum + (ignored.get(rule) ?? 0), 0);
  const rest = [...(shown > 0 ? [`${shown} passed`] : []), ...(waived > 0 ? [`${waived} ignored with a reason`] : [])];
  const words = (...first: string[]) => [...first, ...rest].join(', ');
  // What is switched off shows nothing; findings of the other checks still count.
  const silent = checks.filter((rule) => off.has(rule));
  if (sites.some(({ verdict, rule }) => verdict === 'violated' && !off.has(rule)))
    return {
      verdict: 'violated',
      because: words(`${violated} failed`, ...(unclear > 0 ? [`${unclear} inconclusive`] : [])),
    };
  if (silent.length > 0) return { verdict: 'manual', because: `Not checked: ${silent.join(', ')} is off`, off: true };
  const missing = checks.filter((rule) => !rules.has(rule));
  if (missing.length > 0)
    return { verdict: 'manual', because: words(`Not checked: there is no rule ${missing.join(', ')}`), off: true };
  if (unclear > 0) {
    const ask = sites.find(({ verdict }) => verdict === 'cannot-tell')?.ask;
    return {
      verdict: 'cannot-tell',
      because: words(`${unclear} inconclusive`),
      ...(ask === undefined ? {} : { ask }),
    };
  }
  const open = shown > 0 ? openCheck(checks, sites, evidence) : undefined;
  if (open !== undefined)
    return { verdict: 'cannot-tell', because: words(), ask: `${open} could not be checked: ${unreadCode ?? ''}` };
  if (shown > 0) return { verdict: 'shown', because: words() };
  const reason = checks.map((rule) => unread.get(rule)).find((each) => each !== undefined);
  if (waived === 0 && reason !== undefined)
    return { verdict: 'cannot-tell', because: `Nothing was found, but ${reason}` };
  return {
    verdict: 'not-applicable',
    because: waived > 0 ? `${words()}, nothing else of the kind` : 'Nothing of the kind was found',
  };
}

/** A check of code that has no site because the code is not here, where nothing of the claim was seen in code. */
function openCheck(checks: readonly string[], sites: readonly Site[], { unread, unreadCode }: ClaimEvidence) {
  if (unreadCode === undefined) return undefined;
  const readsCode = (check: string) => unread.get(check) === unreadCode;
  return sites.some(({ rule }) => readsCode(rule)) ? undefined : checks.find(readsCode);
}

const weight = { violated: 0, 'cannot-tell': 1, shown: 2 } as const;

/** The worst first, then by place. */
export function byWeight(a: Site, b: Site): number {
  return (
    weight[a.verdict] - weight[b.verdict] || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start)
  );
}
