import type { ItemStatus } from '../../model/review.ts';
import { harms, type Harm, type Rule } from '../../model/rule.ts';
import type { Finding, Severity } from '../../model/site.ts';
import { reachOrder, type Reach, type Reaches } from '../reach.ts';
import { readerRisks } from '../reader-risks.ts';

export const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Compared from left to right; the smaller comes first. */
export type Order = readonly number[];

export interface FaultInput {
  readonly byRule: ReadonlyMap<string, Rule>;
  readonly reaches: Reaches;
}

/** A place where something is wrong, with what it does. */
export interface Fault {
  readonly at: Pick<Finding, 'file' | 'span' | 'message'>;
  readonly fix: boolean;
  readonly rule?: Rule | undefined;
  /** What to do, where that is known. */
  readonly remedy: string | undefined;
  readonly harm: Harm | undefined;
  readonly reach: Reach;
  readonly order: Order;
}

/** A finding as a fault. */
export function faultOf(finding: Finding, { byRule, reaches }: FaultInput): Fault {
  const rule = byRule.get(finding.rule);
  const reach = reaches.of(finding);
  const order = [...reachOrder(reach), severityOrder.indexOf(finding.severity), harmOrder(rule?.harm)];
  return {
    at: finding,
    fix: finding.fixes.length > 0,
    rule,
    remedy: rule?.docs.remedy,
    harm: rule?.harm,
    reach,
    order,
  };
}

/** Places where readers saw that a claim fails, as findings: what a reader saw has no severity of its own. */
export function readFaults(claims: ItemStatus['claims'], { reaches }: Pick<FaultInput, 'reaches'>): Fault[] {
  return claims.filter(isReadFailure).flatMap(({ claim, because, places }) => {
    const known = readerRisks[claim.reader ?? ''];
    return places.map((place): Fault => {
      const reach = reaches.at(place, known?.affects ?? 'none');
      const order = [...reachOrder(reach), severityOrder.indexOf('warning'), harmOrder(known?.harm)];
      const message = places.length === 1 ? because : place.message;
      return { at: { ...place, message }, fix: false, remedy: known?.remedy, harm: known?.harm, reach, order };
    });
  });
}

/** A reader saw that the claim fails. */
export function isReadFailure({ verdict, claim }: ItemStatus['claims'][number]): boolean {
  return verdict === 'violated' && claim.reader !== undefined;
}

/** What harms users more comes first. */
export function harmOrder(harm: Harm | undefined): number {
  return harm === undefined ? harms.length : harms.indexOf(harm);
}

/** The worst first. */
export function sorted(faults: Fault[]): Fault[] {
  return faults.sort((a, b) => difference(a.order, b.order));
}

/** The first difference of two orders; 0 where there is none. */
export function difference(a: Order, b: Order): number {
  for (const [index, value] of a.entries()) {
    const apart = value - (b[index] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
