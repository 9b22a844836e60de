import { checksOf } from '../../review/item-checks.ts';
import { opening } from '../../report/summary/input.ts';
import type { RecordedExport } from '../../review/exports.ts';
import type { Followup } from '../seen/followups.ts';
import type { PartInput } from '../part.ts';
import { nameFor } from '../kit/names.ts';

/** What became of something that was to be improved and shows no longer. */
export interface Gone {
  readonly title: string;
  /** `done`: facts or people say so. `away`: it does not apply, or was set aside. `unknown`: nothing tells. */
  readonly state: 'done' | 'away' | 'unknown';
  /** One sentence without a full stop. */
  readonly because: string;
  /** ISO date of the first export in which it was gone, where exports tell. */
  readonly since?: string;
}

/** What became of an improvement that a file names and that is no candidate now. */
export function goneOf(id: string, input: PartInput, followups: readonly Followup[]): Gone {
  return (
    itemGone(id, input) ??
    ruleGone(id, input) ??
    noteGone(id, input) ??
    followupGone(id, followups) ?? {
      title: input.said.improvements.get(id)?.title ?? id,
      state: 'unknown',
      because: 'its checklist item, rule, note or postmortem no longer exists',
    }
  );
}

function itemGone(id: string, { review, exports }: PartInput): Gone | undefined {
  const status = review.items.find(({ item }) => item.id === id);
  if (!status) return undefined;
  const { item, state, because, included, stale } = status;
  // As the plan called it while it was wanted.
  const title = item.risk ?? item.title;
  if (!included.value) return { title, state: 'away', because: `it is not asked of this service: ${included.because}` };
  const waived = review.findings.filter(({ rule, suppressed }) => suppressed && checksOf(item).includes(rule)).length;
  const open = review.findings.some(({ rule, suppressed }) => !suppressed && checksOf(item).includes(rule));
  if (open) return { title, state: 'unknown', because: 'its findings are reported with another item' };
  if (waived > 0)
    return {
      title,
      state: 'away',
      because: `${waived === 1 ? 'a finding is' : `${waived} findings are`} ignored with a reason`,
    };
  if (stale !== undefined) return { title, state: 'unknown', because: `its answer is stale: ${stale}` };
  const since = goneSince(exports, ({ items }) => goodness(items[id]?.state));
  const seen = since === undefined ? {} : { since };
  if (state === 'shown') return { title, state: 'done', because: `its finding is gone (${because})`, ...seen };
  if (state === 'yes') return { title, state: 'done', because: `its item is answered yes (${because})`, ...seen };
  if (state === 'not-applicable') return { title, state: 'away', because: `it does not apply: ${because}` };
  // What was found is fixed, though the item asks more than checks see: that is another question, and stays open there.
  const met = status.sites.some(({ verdict }) => verdict === 'shown');
  if (state === 'unanswered' && met && !status.sites.some(({ verdict }) => verdict === 'cannot-tell'))
    return { title, state: 'done', because: `its finding is gone (${because})`, ...seen };
  return { title, state: 'unknown', because };
}

function ruleGone(id: string, { review, rules, exports }: PartInput): Gone | undefined {
  const rule = rules.find((each) => each.id === id);
  if (!rule) return undefined;
  const title = rule.summary;
  const own = review.findings.filter((finding) => finding.rule === id);
  if (own.some(({ suppressed }) => !suppressed))
    return { title, state: 'unknown', because: 'its findings are reported with a checklist item' };
  if (own.length > 0)
    return {
      title,
      state: 'away',
      because: `${own.length === 1 ? 'a finding is' : `${own.length} findings are`} ignored with a reason`,
    };
  const sites = new Set(review.items.flatMap((each) => each.sites).filter((site) => site.rule === id));
  if ([...sites].some(({ verdict }) => verdict === 'cannot-tell'))
    return {
      title,
      state: 'unknown',
      because: 'its finding is gone, but some locations are inconclusive',
    };
  if (sites.size === 0) return { title, state: 'unknown', because: 'its finding is gone, but no location passes' };
  const since = goneSince(exports, ({ findings }) =>
    findings.some((each) => each.rule === id && !each.waived) ? 'bad' : 'good',
  );
  return { title, state: 'done', because: 'its finding is gone', ...(since === undefined ? {} : { since }) };
}

function noteGone(id: string, { notes }: PartInput): Gone | undefined {
  const note = notes.find((each) => each.note.id === id)?.note;
  if (!note) return undefined;
  const title = opening(note.comments[0]?.text ?? 'A note', 80);
  if (note.state === 'open') return { title, state: 'away', because: `its note is now a ${note.kind}, not a risk` };
  const by = note.changes?.findLast(({ change }) => change === 'resolve');
  return { title, state: 'done', because: `its note was resolved${by ? ` by ${by.by} on ${by.at.slice(0, 10)}` : ''}` };
}

function followupGone(id: string, followups: readonly Followup[]): Gone | undefined {
  const followup = followups.find(({ action }) => nameFor('pm', action.id) === id);
  if (!followup) return undefined;
  const { action, state, because } = followup;
  const title = opening(action.text, 120);
  if (state === 'done') return { title, state: 'done', because };
  return { title, state: state === 'dropped' ? 'away' : 'unknown', because };
}

type Goodness = 'good' | 'bad' | 'unknown';

function goodness(state: string | undefined): Goodness {
  if (state === 'shown' || state === 'yes') return 'good';
  return state === 'violated' || state === 'no' ? 'bad' : 'unknown';
}

/** The day of the first export behind the last bad one in which it was good; undefined where no export was bad. */
export function goneSince(
  exports: readonly RecordedExport[],
  look: (state: RecordedExport['state']) => Goodness,
): string | undefined {
  const bad = exports.findLastIndex(({ state }) => look(state) === 'bad');
  if (bad < 0) return undefined;
  return exports
    .slice(bad + 1)
    .find(({ state }) => look(state) === 'good')
    ?.at.slice(0, 10);
}

/** The day of the last export in which a candidate was good, since it was first decided on: it has come back. */
export function backSince(
  id: string,
  { exports, rules, said }: Pick<PartInput, 'exports' | 'rules' | 'said'>,
): string | undefined {
  const own = said.improvements.get(id);
  if (!own) return undefined;
  const from = own.history?.[0]?.date ?? own.date;
  const isRule = rules.some((rule) => rule.id === id);
  const look = ({ items, findings }: RecordedExport['state']): Goodness => {
    const state = items[id]?.state;
    if (state !== undefined) return goodness(state);
    return isRule && !findings.some(({ rule }) => rule === id) ? 'good' : 'unknown';
  };
  return exports.findLast(({ at, state }) => at.slice(0, 10) >= from && look(state) === 'good')?.at.slice(0, 10);
}
