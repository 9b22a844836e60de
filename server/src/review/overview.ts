import type { DeclaredDependency } from '../model/profile.ts';
import type { Phase } from '../model/review.ts';
import type { Service } from '../model/service.ts';
import type { Review } from './review.ts';

/** One service among many, in numbers. */
export interface ServiceCounts {
  readonly service: Service;
  /** Absent where it is assumed. */
  readonly tier?: number;
  readonly phase?: Phase;
  readonly owner?: string;
  /** Findings that are not ignored. */
  readonly findings: number;
  readonly good: number;
  readonly bad: number;
  /** Items that want an answer, or a fresh look. */
  readonly open: number;
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
  const asked = items.filter(({ included, state }) => included.value && state !== 'not-applicable');
  const bad = asked.filter(({ state }) => state === 'violated' || state === 'no').length;
  const good = asked.filter(({ state, stale }) => (state === 'shown' || state === 'yes') && stale === undefined).length;
  return {
    service,
    findings: findings.filter(({ suppressed }) => !suppressed).length,
    good,
    bad,
    open: asked.length - good - bad,
    declared: profile.dependencies,
    ...(profile.tier.assumed ? {} : { tier: profile.tier.value }),
    ...(profile.phase ? { phase: profile.phase.value } : {}),
    ...(profile.owner ? { owner: profile.owner.value } : {}),
  };
}
