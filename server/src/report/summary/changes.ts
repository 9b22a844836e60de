import { checksOf } from '../../review/item-checks.ts';
import type { ExportedState, RecordedExport } from '../../review/exports.ts';
import { findingKey } from '../../review/exports.ts';
import type { ItemStatus } from '../../model/review.ts';
import type { Rule } from '../../model/rule.ts';
import type { PlacedNote } from '../../review/notes/note-placements.ts';
import type { Summary } from './format.ts';
import { counted, listed, opening } from './input.ts';

type Changes = Summary['changes'];
type Change = Changes['changes'][number];
type State = ExportedState['items'][string]['state'];

export interface ChangesInput {
  readonly before: RecordedExport | undefined;
  readonly now: ExportedState;
  readonly items: readonly ItemStatus[];
  readonly notes: readonly PlacedNote[];
  readonly rules: readonly Rule[];
  readonly formerNames: readonly string[];
  /** What improvements are called. */
  readonly titles?: ReadonlyMap<string, string>;
}

const stateWords: Readonly<Record<State, string>> = {
  shown: 'passed',
  violated: 'failed',
  'cannot-tell': 'inconclusive',
  'not-applicable': 'not applicable',
  unanswered: 'waiting for an answer',
  yes: 'answered yes',
  no: 'answered no',
  'not-asked': 'not asked',
};

/** How good a state is; what is not asked has no rank. */
const ranks: Readonly<Partial<Record<State, number>>> = {
  violated: 0,
  no: 0,
  unanswered: 1,
  'cannot-tell': 1,
  'not-applicable': 2,
  shown: 3,
  yes: 3,
};

/** What has changed since the export before, in plain sentences: items, findings, answers, notes. */
export function changesOf({
  before,
  now,
  items,
  notes,
  rules,
  formerNames,
  titles = new Map(),
}: ChangesInput): Changes {
  if (!before) {
    const former =
      formerNames.length > 0
        ? ` There are exports of ${listed(formerNames)}, but no such service. If this service was renamed, add the old name under was in .prr/services.`
        : '';
    return { text: `No earlier export is recorded.${former}`, changes: [] };
  }
  const findings = [...findingChanges(before.state, now, rules)];
  const told = new Set<string>();
  const changes = [
    ...itemChanges(before.state, now, { items, findings, told }),
    ...findings.filter(({ rule }) => !told.has(rule)).map(({ change }) => change),
    ...noteChanges(before.state, now, notes),
    ...engagementChanges(before.state, now, titles),
  ].sort((a, b) => directions.indexOf(a.direction) - directions.indexOf(b.direction));
  const since = before.at.slice(0, 10);
  return { since, text: headline(since, changes), changes };
}

/** What matters most first. */
const directions: readonly Change['direction'][] = ['worse', 'known', 'better', 'other'];

const directionWords: Readonly<Record<Change['direction'], string>> = {
  worse: 'worse',
  known: 'now known to fail',
  better: 'better',
  other: 'other',
};

function headline(since: string, changes: readonly Change[]): string {
  if (changes.length === 0) return `Nothing has changed since ${since}.`;
  const parts = directions.flatMap((each) => {
    const count = changes.filter(({ direction }) => direction === each).length;
    return count > 0 ? [`${count} ${directionWords[each]}`] : [];
  });
  return `${counted(changes.length, 'change')} since ${since}: ${listed(parts)}.`;
}

interface ItemsInput {
  readonly items: readonly ItemStatus[];
  readonly findings: readonly FindingChange[];
  /** Rules whose findings an item's line tells: filled here. */
  readonly told: Set<string>;
}

function* itemChanges(
  before: ExportedState,
  now: ExportedState,
  { items, findings, told }: ItemsInput,
): Generator<Change> {
  const asked: string[] = [];
  const dropped: string[] = [];
  for (const { item, answer, stale } of items) {
    const [was, is] = [before.items[item.id], now.items[item.id]];
    if (!is || (is.state === 'not-asked' && !was)) continue;
    if (!was || (was.state === 'not-asked' && is.state !== 'not-asked')) asked.push(item.title);
    else if (is.state === 'not-asked' && was.state !== 'not-asked') dropped.push(item.title);
    const turned = was?.state !== is.state;
    const isAnswered =
      answer !== undefined && (was?.date !== is.date || was?.by !== is.by || (turned && saidStates.has(is.state)));
    const turn = was && turned && was.state !== 'not-asked' && is.state !== 'not-asked';
    const direction = directionOf(was?.state, is.state);
    // What came or went with the item's state is no change of its own.
    const own = turn ? findings.filter(({ rule }) => checksOf(item).includes(rule) && !told.has(rule)) : [];
    for (const { rule } of own) told.add(rule);
    const places = own.map(({ words }) => `; ${words}`).join('');
    if (isAnswered && is.state !== 'not-asked') {
      const words = answer.answer === 'not-applicable' ? 'not applicable' : answer.answer;
      const reason = `because “${opening(answer.reason)}”`;
      yield { direction, text: `${answer.by} answered “${item.title}”: ${words}, ${reason}${places}`, item: item.id };
    } else if (turn) {
      const states = `${stateWords[was.state]} → ${stateWords[is.state]}`;
      yield { direction, text: `“${item.title}”: ${states}${places}`, item: item.id };
    }
    if (was?.stale !== is.stale) {
      if (is.stale)
        yield {
          direction: 'worse',
          text: `The answer to “${item.title}” is stale: ${stale ?? ''}`,
          item: item.id,
        };
      else if (!isAnswered)
        yield { direction: 'better', text: `The answer to “${item.title}” is no longer stale`, item: item.id };
    }
  }
  if (asked.length > 0) yield { direction: 'other', text: `New in the checklist: ${listed(asked)}` };
  if (dropped.length > 0) yield { direction: 'other', text: `No longer in the checklist: ${listed(dropped)}` };
}

const saidStates: ReadonlySet<State> = new Set(['yes', 'no', 'not-applicable']);

/** What was open and has failed is not worse than it was: it is known. */
function directionOf(was: State | undefined, is: State): Change['direction'] {
  const [from, to] = [ranks[was ?? 'not-asked'], ranks[is]];
  if (from === undefined || to === undefined || from === to) return 'other';
  if (from === 1 && to === 0) return 'known';
  // An answer that was taken back tells nothing.
  if (from === 0 && to === 1 && was === 'no') return 'other';
  return to > from ? 'better' : 'worse';
}

/** What came or went of a rule's findings. */
interface FindingChange {
  readonly rule: string;
  /** Without the name of the rule. */
  readonly words: string;
  readonly change: Change;
}

function* findingChanges(before: ExportedState, now: ExportedState, rules: readonly Rule[]): Generator<FindingChange> {
  const gone = difference(before.findings, now.findings);
  const come = difference(now.findings, before.findings);
  // What says the same of a file under another name has moved.
  for (const each of come.slice()) {
    const moved = gone.find(
      ({ rule, message, waived }) => rule === each.rule && message === each.message && waived === each.waived,
    );
    if (!moved) continue;
    gone.splice(gone.indexOf(moved), 1);
    come.splice(come.indexOf(each), 1);
  }
  for (const { id, summary } of rules) {
    for (const waived of [false, true]) {
      const own = (list: ExportedState['findings']) =>
        list.filter((each) => each.rule === id && (each.waived ?? false) === waived);
      const files = (list: ExportedState['findings']) => listed([...new Set(list.map(({ file }) => file))].slice(0, 3));
      const [went, came] = [own(gone), own(come)];
      const told = (direction: Change['direction'], words: string): FindingChange => ({
        rule: id,
        words,
        change: { direction, text: `“${summary}”: ${words}` },
      });
      if (waived) {
        if (came.length > 0)
          yield told('other', `${counted(total(came), 'finding')} ignored with a reason, in ${files(came)}`);
        continue;
      }
      if (went.length > 0) yield told('better', `${counted(total(went), 'finding')} fixed or gone, in ${files(went)}`);
      if (came.length > 0) yield told('worse', `${counted(total(came), 'new finding')}, in ${files(came)}`);
    }
  }
}

function total(list: ExportedState['findings']): number {
  return list.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** What stands in the first list and not, or less often, in the second. */
function difference(list: ExportedState['findings'], other: ExportedState['findings']): ExportedState['findings'] {
  const counts = new Map(other.map((each) => [findingKey(each), each.count ?? 1]));
  return list.flatMap((each) => {
    const left = (each.count ?? 1) - (counts.get(findingKey(each)) ?? 0);
    if (left <= 0) return [];
    const { count: _, ...rest } = each;
    return [left > 1 ? { ...rest, count: left } : rest];
  });
}

function* noteChanges(before: ExportedState, now: ExportedState, notes: readonly PlacedNote[]): Generator<Change> {
  for (const { note } of notes) {
    const [was, is] = [before.notes[note.id], now.notes[note.id]];
    const [first] = note.comments;
    const last = note.comments.at(-1);
    const words = `“${opening(first?.text ?? '')}”`;
    if (!is) continue;
    if (!was)
      yield {
        direction: 'other',
        text: `${first?.by ?? 'A reviewer'} noted a ${note.kind}: ${words}${is.state === 'resolved' ? ' (resolved)' : ''}`,
        note: note.id,
      };
    else if (was.state === 'open' && is.state === 'resolved')
      yield { direction: 'better', text: `The ${note.kind} was resolved: ${words}`, note: note.id };
    else if (was.state === 'resolved' && is.state === 'open')
      yield { direction: 'worse', text: `The ${note.kind} was opened again: ${words}`, note: note.id };
    else if (is.comments > was.comments)
      yield {
        direction: 'other',
        text: `${last?.by ?? 'A reviewer'} replied to the ${note.kind} ${words}`,
        note: note.id,
      };
  }
  const removed = Object.keys(before.notes).filter((id) => now.notes[id] === undefined).length;
  if (removed > 0)
    yield { direction: 'other', text: `${counted(removed, 'note')} ${removed === 1 ? 'was' : 'were'} removed` };
}

const decisions: Readonly<Record<string, string>> = {
  proposed: 'is proposed again',
  accepted: 'was accepted',
  deferred: 'was deferred',
  declined: 'was declined',
  counter: 'is replaced by another change',
};

/** What was decided of the engagement since. */
function* engagementChanges(
  { engagement: before }: ExportedState,
  { engagement: now }: ExportedState,
  titles: ReadonlyMap<string, string>,
): Generator<Change> {
  if (now?.state !== undefined && now.state !== before?.state) {
    const from = before?.state === undefined ? '' : ` from ${before.state}`;
    yield { direction: 'other', text: `The engagement moved${from} to ${now.state}` };
  }
  for (const [id, decision] of Object.entries(now?.improvements ?? {})) {
    if (before?.improvements[id] === decision) continue;
    yield {
      direction: 'other',
      text: `The improvement “${titles.get(id) ?? id}” ${decisions[decision] ?? `is ${decision}`}`,
    };
  }
}
