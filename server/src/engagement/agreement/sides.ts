import { listed } from '../../report/summary/input.ts';
import { fingerprintOf, type Agreement } from './actions.ts';
import type { PartInput } from '../part.ts';
import { sameName } from '../seen/rotation.ts';

/** What each side is called; where SREs take no pager, both are peers. */
export function sideWords(mode: PartInput['mode']): Readonly<Record<'developers' | 'sre', string>> {
  return mode === 'takeover'
    ? { developers: 'the developers', sre: 'the SREs' }
    : { developers: 'the owning team', sre: 'the peers' };
}

/** The same as titles. */
export function sideTitles(mode: PartInput['mode']): Readonly<Record<'developers' | 'sre', string>> {
  return mode === 'takeover' ? { developers: 'Developers', sre: 'SREs' } : { developers: 'Owning Team', sre: 'Peers' };
}

export interface Signature {
  readonly side: 'developers' | 'sre';
  readonly by: string;
  readonly date: string;
  /** What was signed is what stands now. */
  readonly current: boolean;
}

/** The last signature of each side. */
export function signaturesOf(agreement: Agreement): readonly Signature[] {
  const now = fingerprintOf(agreement);
  return (['developers', 'sre'] as const).flatMap((side) => {
    const last = agreement.signed.findLast((each) => each.side === side);
    return last ? [{ side, by: last.by, date: last.date, current: last.of === now }] : [];
  });
}

/** Who signed what stands now for both sides. */
export function oneForBoth(signatures: readonly Signature[]): string | undefined {
  const [first, second] = signatures.filter(({ current }) => current);
  return first && second && sameName(first.by, second.by) ? first.by : undefined;
}

/** Who a date is for: as it was said, else who receives what the hand-over moves on that day. */
export function whoOn(
  { handover }: PartInput['said'],
  { who, kind, date }: Agreement['calendar'][number],
): string | undefined {
  if (who !== undefined || kind !== 'handover') return who;
  const to = Object.values(handover.rows).flatMap((row) =>
    row.to !== undefined && row.none === undefined && (row.done ?? row.on) === date ? [row.to] : [],
  );
  return to.length === 0 ? undefined : `to ${listed([...new Set(to)])}`;
}
