import type { ClaimCounts, ClaimStatus, ItemStatus } from '../model/review.ts';

/** The names of states, one each, wherever a person reads them. */
export const stateNames = [
  'Passed',
  'Failed',
  'Inconclusive',
  'Not checked',
  'Not applicable',
  'Manual answer required',
  'Stale',
] as const;
export type StateName = (typeof stateNames)[number];

const names: Readonly<Record<ItemStatus['state'], StateName>> = {
  shown: 'Passed',
  yes: 'Passed',
  violated: 'Failed',
  no: 'Failed',
  'cannot-tell': 'Inconclusive',
  unanswered: 'Manual answer required',
  'not-applicable': 'Not applicable',
};

/** What an item's state is called. */
export function itemStateName({ state, stale, claims }: Pick<ItemStatus, 'state' | 'stale' | 'claims'>): StateName {
  if (stale !== undefined && state !== 'violated') return 'Stale';
  const open = claims.filter(({ verdict }) => verdict === 'manual');
  if (state === 'unanswered' && open.length > 0 && open.every(({ off }) => off)) return 'Not checked';
  return names[state];
}

/** What a state is called where only the state is known. */
export function stateName(state: ItemStatus['state']): StateName {
  return names[state];
}

/** What a claim's state is called. */
export function claimStateName({ verdict, off, answered }: ClaimStatus): StateName {
  if (answered !== undefined) return names[answered];
  if (verdict === 'manual') return off ? 'Not checked' : 'Manual answer required';
  return names[verdict];
}

/** Counts the claims of items that are asked; the one place that counts progress. */
export function countClaims(items: Iterable<ItemStatus>): ClaimCounts {
  const counts = { passed: 0, failed: 0, inconclusive: 0, manual: 0 };
  for (const { included, state, claims, stale } of items) {
    if (!included.value || state === 'not-applicable') continue;
    for (const claim of claims) {
      const look = lookOfClaim(claim, stale);
      if (look) counts[look]++;
    }
  }
  return { ...counts, applicable: counts.passed + counts.failed + counts.inconclusive + counts.manual };
}

/** Adds up counts; sums over aspects or services are made here alone. */
export function sumCounts(all: Iterable<ClaimCounts>): ClaimCounts {
  const sum = { passed: 0, failed: 0, inconclusive: 0, manual: 0, applicable: 0 };
  for (const each of all) {
    sum.passed += each.passed;
    sum.failed += each.failed;
    sum.inconclusive += each.inconclusive;
    sum.manual += each.manual;
    sum.applicable += each.applicable;
  }
  return sum;
}

/** An answer that is stale counts no longer. */
function lookOfClaim({ verdict, answered }: ClaimStatus, stale: string | undefined) {
  if (answered !== undefined && stale === undefined) return answered === 'yes' ? 'passed' : 'failed';
  switch (verdict) {
    case 'shown':
      return 'passed';
    case 'violated':
      return 'failed';
    case 'cannot-tell':
      return 'inconclusive';
    case 'manual':
      return 'manual';
    case 'not-applicable':
      return undefined;
  }
}

/** Progress in words: `2 of 3 passed`; what failed is added. */
export function progressWords({ passed, failed, applicable }: ClaimCounts): string {
  if (applicable === 0) return 'nothing to check';
  return `${passed} of ${applicable} passed${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** All states of claims in words: `3 of 9 checks passed, 1 failed, 2 inconclusive, 3 manual`. */
export function claimWords({ passed, failed, inconclusive, manual, applicable }: ClaimCounts): string {
  if (applicable === 0) return 'nothing to check';
  return [
    `${passed} of ${applicable} checks passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
    ...(manual > 0 ? [`${manual} manual`] : []),
  ].join(', ');
}
