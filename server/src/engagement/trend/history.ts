import { checksOf } from '../../review/item-checks.ts';
import type { Block } from '../../model/engagement.ts';
import type { LinePlace } from '../../model/line-place.ts';
import { aspectNames, aspects, type Aspect } from '../../model/site.ts';
import { changesOf } from '../../report/summary/changes.ts';
import { opening } from '../../report/summary/input.ts';
import { exportBefore, exportedState, hashOf, type ExportedState, type RecordedExport } from '../../review/exports.ts';
import type { PartInput } from '../part.ts';

/** The reviews that were recorded, and the service as it is now. */
export interface History {
  readonly now: ExportedState;
  readonly hash: string;
  /** The review to compare with; undefined where none is recorded. */
  readonly before: RecordedExport | undefined;
}

/** Joins the present state with the recorded ones. */
export function historyOf({ review, notes, exports, said }: PartInput): History {
  const improvements = new Map([...said.improvements].map(([id, { decision }]) => [id, decision]));
  const now = exportedState(review, notes, { state: said.state?.state, improvements });
  const hash = hashOf(now);
  return { now, hash, before: exportBefore(exports, hash) };
}

/** More points than this nobody can read. */
const maxPoints = 20;

/** The share of good items by aspect over the recorded reviews and now; nothing where no review is recorded. */
export function chartOf({ review, exports }: PartInput, { now, hash }: History): Block[] {
  if (exports.length === 0) return [];
  const aspectOf = new Map(review.items.map(({ item }) => [item.id, item.aspect]));
  const recorded = exports.slice(-maxPoints).map(({ at, state }) => ({ label: at.slice(0, 10), state }));
  const points = exports.at(-1)?.hash === hash ? recorded : [...recorded, { label: 'now', state: now }];
  const lines = aspects
    .map((aspect) => ({
      name: aspectNames[aspect],
      values: points.map(({ state }) => shareOf(aspect, state, aspectOf)),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
  if (lines.length === 0) return [];
  return [
    {
      kind: 'chart',
      caption: 'Passed items by aspect, in percent',
      labels: points.map(({ label }) => label),
      lines,
    },
  ];
}

/** Percent of the asked items of an aspect that are shown or answered yes; null where none was asked. */
function shareOf(aspect: Aspect, { items }: ExportedState, aspectOf: ReadonlyMap<string, Aspect>): number | null {
  const asked = Object.entries(items).filter(
    ([id, { state }]) => aspectOf.get(id) === aspect && state !== 'not-asked' && state !== 'not-applicable',
  );
  if (asked.length === 0) return null;
  // An answer that wants a fresh look is not known to be good.
  const good = asked.filter(([, { state, stale }]) => (state === 'shown' || state === 'yes') && stale === undefined);
  return Math.round((good.length / asked.length) * 100);
}

/** Something that has changed for the worse or the better since the review before, or was found out since. */
export interface Turn {
  readonly text: string;
  /** What it is about, in a few words. */
  readonly name: string;
  readonly kind: 'worse' | 'known' | 'better';
  readonly item?: string;
  /** Where a finding is that shows it; what is better has none. */
  readonly at?: LinePlace;
}

/** All that is worse or better than in the review before, with places. */
export async function turnsOf(
  { review, notes, rules, lineOf }: PartInput,
  { now, before }: History,
): Promise<readonly Turn[]> {
  if (!before) return [];
  const { changes } = changesOf({ before, now, items: review.items, notes, rules, formerNames: [] });
  const known = new Set(before.state.findings.map(({ rule, file, message }) => [rule, file, message].join('\t')));
  const fresh = review.findings.filter(
    ({ rule, file, message, suppressed }) => !suppressed && !known.has([rule, file, message].join('\t')),
  );
  const turns: Turn[] = [];
  for (const { direction, text, item } of changes) {
    if (direction === 'other') continue;
    const asked = review.items.find((each) => each.item.id === item)?.item;
    const checks = asked
      ? checksOf(asked)
      : rules.filter(({ summary }) => text.startsWith(`“${summary}”`)).map(({ id }) => id);
    const place = direction === 'better' ? undefined : fresh.find(({ rule }) => checks.includes(rule));
    turns.push({
      text,
      name: asked?.title ?? opening(/“([^”]+)”/.exec(text)?.[1] ?? text, 60),
      kind: direction,
      ...(item === undefined ? {} : { item }),
      ...(place ? { at: await lineOf(place) } : {}),
    });
  }
  return turns;
}
