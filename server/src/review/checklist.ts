import { createHash } from 'node:crypto';
import type { Answer, ChecklistItem, ItemState, ItemStatus } from '../model/review.ts';
import type { Site } from '../model/site.ts';

export interface ChecklistInput {
  readonly items: readonly ChecklistItem[];
  /** Sites that belong to the service; waived ones (suppressed with a reason) are left out. */
  readonly sites: readonly Site[];
  /** How many findings of a rule are waived in this service. */
  readonly waived: ReadonlyMap<string, number>;
  readonly answers: readonly Answer[];
  /** Rules that exist: an item whose checks are all still to come wants a person. */
  readonly rules: ReadonlySet<string>;
  /** What of the service a rule could not read, by rule. */
  readonly unread: ReadonlyMap<string, string>;
  /** ISO date. */
  readonly today: string;
  readonly service: string;
}

/** Months after which an answer wants a fresh look; our default. */
const freshMonths = 12;

/** The items with their states, in the order given. */
export function checklistStatus(input: ChecklistInput): ItemStatus[] {
  const byRule = new Map<string, Site[]>();
  for (const site of input.sites) byRule.set(site.rule, [...(byRule.get(site.rule) ?? []), site]);
  const answers = new Map(input.answers.map((answer) => [answer.item, answer]));
  return input.items.map((item) => {
    const sites = item.checks.flatMap((rule) => byRule.get(rule) ?? []).sort(byWeight);
    const answer = answers.get(item.id);
    const stale = answer ? staleness(answer, sites, input) : undefined;
    return {
      item,
      sites,
      ...stateOf(item, sites, { answer, input }),
      ...(answer ? { answer } : {}),
      ...(stale === undefined ? {} : { stale }),
    };
  });
}

/** A short name of what was seen, to notice when it changes; places count by file, so that moving lines change nothing. */
export function fingerprint(sites: readonly Site[]): string {
  const lines = sites.map((site) => [site.rule, site.verdict, site.file, site.message].join('\t')).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}

interface Given {
  readonly answer: Answer | undefined;
  readonly input: ChecklistInput;
}

function stateOf(
  item: ChecklistItem,
  sites: readonly Site[],
  { answer, input }: Given,
): { state: ItemState; because: string } {
  const violated = sites.filter((site) => site.verdict === 'violated');
  const shown = sites.filter((site) => site.verdict === 'shown');
  const unclear = sites.filter((site) => site.verdict === 'cannot-tell');
  const said = answer ? `${answer.by} on ${answer.date}: ${answer.reason}` : '';
  if (answer?.answer === 'not-applicable') return { state: 'not-applicable', because: said };
  if (answer?.answer === 'no') return { state: 'no', because: said };
  if (violated.length > 0) {
    const where = `${places(violated.length)} where it is not so`;
    return { state: 'violated', because: answer ? `${where}, though answered yes (${said})` : where };
  }
  if (answer) return { state: 'yes', because: said };
  const waived = item.checks.reduce((sum, rule) => sum + (input.waived.get(rule) ?? 0), 0);
  const ignored = waived > 0 ? `; ${waived} ignored with a reason` : '';
  const known = item.checks.filter((rule) => input.rules.has(rule));
  if (known.length === 0) return { state: 'unanswered', because: 'only a person can say' };
  if (unclear.length > 0) {
    const ask = unclear[0]?.ask;
    const tell = ask === undefined ? '' : `: ${ask}`;
    return { state: 'cannot-tell', because: `${places(unclear.length)} that cannot be told${tell}${ignored}` };
  }
  if (shown.length > 0) {
    const seen = `${places(shown.length)} where it is so${ignored}`;
    if (item.answer)
      return { state: 'unanswered', because: `${seen}; the checks see a part only, a person says the rest` };
    if (known.length < item.checks.length) {
      const missing = item.checks.filter((rule) => !input.rules.has(rule));
      return { state: 'cannot-tell', because: `${seen}; ${missing.join(', ')} is not checked yet: a person can say` };
    }
    return { state: 'shown', because: seen };
  }
  if (item.answer) return { state: 'unanswered', because: 'only a person can say' };
  if (waived > 0)
    return { state: 'not-applicable', because: `${waived} ignored with a reason, nothing else of the kind` };
  const unread = known.map((rule) => input.unread.get(rule)).find((reason) => reason !== undefined);
  if (unread !== undefined)
    return { state: 'cannot-tell', because: `nothing of the kind was found, but ${unread}: a person can say` };
  return { state: 'not-applicable', because: 'nothing of the kind was found in the files that were read' };
}

function staleness(answer: Answer, sites: readonly Site[], { today }: ChecklistInput): string | undefined {
  if (answer.evidence !== undefined && answer.evidence !== fingerprint(sites))
    return 'what the checks see has changed since';
  if (addMonths(answer.date, freshMonths) < today) return `it is over ${freshMonths} months old`;
  return undefined;
}

function addMonths(date: string, months: number): string {
  const value = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(value.getTime())) return date;
  value.setUTCMonth(value.getUTCMonth() + months);
  return value.toISOString().slice(0, 10);
}

const weight = { violated: 0, 'cannot-tell': 1, shown: 2 } as const;

function byWeight(a: Site, b: Site): number {
  return (
    weight[a.verdict] - weight[b.verdict] || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span.start - b.span.start)
  );
}

function places(count: number): string {
  return `${count} ${count === 1 ? 'place' : 'places'}`;
}
