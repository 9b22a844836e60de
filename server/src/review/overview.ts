import type { DeclaredDependency, Phase } from '../model/profile.ts';
import type { ClaimCounts } from '../model/review.ts';
import type { Service } from '../model/service.ts';
import type { Review } from './review.ts';
import { countClaims } from './states.ts';

/** One service among many, in numbers. */
export interface ServiceCounts {
  readonly service: Service;
  /** Absent where it is assumed. */
  readonly tier?: number;
  readonly phase?: Phase;
  readonly owner?: string;
  /** Findings that are not ignored. */
  readonly findings: number;
  /** Its checklist, claim by claim. */
  readonly claims: ClaimCounts;
  /** What people say that it depends on. */
  readonly declared: readonly DeclaredDependency[];
}

/** All services, each with who owns it and how it stands. */
export async function countServices(
  review: Pick<Review, 'of'>,
  services: readonly Service[],
  between?: () => Promise<void>,
): Promise<ServiceCounts[]> {
  const counts: ServiceCounts[] = [];
  // One after the other: in a workspace of hundreds the editor must get its answers in between.
  for (const service of services) {
    await between?.();
    counts.push(await countService(review, service));
  }
  return counts;
}

async function countService(review: Pick<Review, 'of'>, service: Service): Promise<ServiceCounts> {
  const { profile, items, findings } = await review.of(service);
  return {
    service,
    findings: findings.filter(({ suppressed }) => !suppressed).length,
    claims: countClaims(items),
    declared: profile.dependencies,
    ...(profile.tier.assumed ? {} : { tier: profile.tier.value }),
    ...(profile.phase ? { phase: profile.phase.value } : {}),
    ...(profile.owner ? { owner: profile.owner.value } : {}),
  };
}
