import { counted } from '../../report/summary/input.ts';
import { daysBetween } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import type { History } from './history.ts';

/** Why somebody should look at the whole service again. */
export interface Look {
  readonly reason: 'owner' | 'growth' | 'change' | 'stale' | 'year';
  /** What it is about: the same reason with another is proposed anew. */
  readonly of: string;
  readonly title: string;
  /** One sentence. */
  readonly because: string;
}

/** A change of so many items is large, whatever their share. */
const fewItems = 5;
const largeShare = 0.2;
/** Answers that want a fresh look before the whole service does. */
const fewStale = 4;
const yearDays = 365;

/** All that speaks for a fresh look now, answered or not. */
export function looksOf(input: PartInput, { now, before }: History): Look[] {
  return [
    ...ownerLook(input),
    ...growthLook(input),
    ...changeLook(now, before),
    ...staleLook(input),
    ...yearLook(input),
  ];
}

/** The proposal was answered. */
export function answerTo({ said }: Pick<PartInput, 'said'>, { reason, of }: Look) {
  return said.trend.looks.findLast((each) => each.reason === reason && each.of === of);
}

function* ownerLook({ review }: PartInput): Generator<Look> {
  const owner = review.profile.owner?.value;
  const former = review.items.flatMap(({ answer }) =>
    answer?.owner === undefined || answer.owner === owner ? [] : [answer],
  );
  const last = former.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  if (last?.owner === undefined) return;
  yield {
    reason: 'owner',
    of: `${last.owner} to ${owner ?? 'no one'}`.slice(0, 200),
    title: 'The owner has changed',
    because: `${counted(former.length, 'answer')} ${former.length === 1 ? 'was' : 'were'} given while ${last.owner} owned it; ${
      owner === undefined ? 'it has no owner now' : `${owner} owns it now`
    }.`,
  };
}

const growthWords: ReadonlyMap<string, string> = new Map([
  ['grown', 'has doubled or more'],
  ['orders', 'has grown ten times or more'],
]);

function* growthLook({ said }: PartInput): Generator<Look> {
  const told = said.advice.answers['growth'];
  if (!told) return;
  const words = growthWords.get(told.answer);
  if (words === undefined) return;
  yield {
    reason: 'growth',
    of: told.date,
    title: 'Its load has grown',
    because: `${told.by} recorded on ${told.date} that its load ${words} since launch or the last review.`,
  };
}

function* changeLook(now: History['now'], before: History['before']): Generator<Look> {
  if (!before) return;
  const asked = Object.keys(now.items).filter((id) => now.items[id]?.state !== 'not-asked');
  const changed = asked.filter((id) => before.state.items[id]?.state !== now.items[id]?.state);
  if (changed.length < Math.max(fewItems, asked.length * largeShare)) return;
  yield {
    reason: 'change',
    of: before.name,
    title: 'Much has changed since the last review',
    because: `${changed.length} of ${asked.length} items differ from the review of ${before.at.slice(0, 10)}.`,
  };
}

function* staleLook({ review }: PartInput): Generator<Look> {
  const stale = review.items.filter((each) => each.included.value && each.stale !== undefined);
  const answered = review.items.filter((each) => each.included.value && each.answer !== undefined);
  if (stale.length < fewStale || stale.length * 3 < answered.length) return;
  yield {
    reason: 'stale',
    of: String(stale.length),
    title: 'Many answers may no longer hold',
    because: `${stale.length} of ${answered.length} answers are stale because of their age or later changes.`,
  };
}

function* yearLook({ exports, today }: PartInput): Generator<Look> {
  const last = exports.at(-1);
  if (!last || daysBetween(last.at.slice(0, 10), today) <= yearDays) return;
  yield {
    reason: 'year',
    of: last.name,
    title: 'The last review is over a year old',
    because: `It was recorded on ${last.at.slice(0, 10)}. Review a service about once a year.`,
  };
}
