import type { ServiceProfile } from '../model/profile.ts';
import type { Answer, ChecklistItem, FormerAnswer, ItemState, ItemStatus } from '../model/review.ts';
import type { Site } from '../model/site.ts';
import { include } from './composition.ts';
import { staleness } from './staleness.ts';

export interface ChecklistInput {
  readonly items: readonly ChecklistItem[];
  readonly profile: ServiceProfile;
  /** Sites that belong to the service; waived ones (suppressed with a reason) are left out. */
  readonly sites: readonly Site[];
  /** How many findings of a rule are waived in this service. */
  readonly waived: ReadonlyMap<string, number>;
  readonly answers: readonly Answer[];
  /** By item, what was said and taken back. */
  readonly withdrawn: ReadonlyMap<string, readonly FormerAnswer[]>;
  /** By item, why the file of its answer cannot be read. */
  readonly unreadable?: ReadonlyMap<string, string>;
  /** By item, the module that shows it by construction. */
  readonly covered: ReadonlyMap<string, Cover>;
  /** Rules that exist: an item whose checks are all still to come wants a person. */
  readonly rules: ReadonlySet<string>;
  /** What of the service a rule could not read, by rule. */
  readonly unread: ReadonlyMap<string, string>;
  /** What of the service's code could not be read. */
  readonly unreadCode?: string | undefined;
  /** ISO date. */
  readonly today: string;
}

/** A module of the service that gives what an item asks for. */
export interface Cover extends NonNullable<ItemStatus['framework']> {
  /** It shows a part only: a person says the rest. */
  readonly part: boolean;
}

/** The items with their states, in the order given; those that are not on the list of this service say why. */
export function checklistStatus(input: ChecklistInput): ItemStatus[] {
  const byRule = new Map<string, Site[]>();
  for (const site of input.sites) {
    const own = byRule.get(site.rule);
    if (own) own.push(site);
    else byRule.set(site.rule, [site]);
  }
  const answers = new Map(input.answers.map((answer) => [answer.item, answer]));
  const { profile, today, unreadCode } = input;
  return input.items.map((item): ItemStatus => {
    const sites = item.checks.flatMap((rule) => byRule.get(rule) ?? []).sort(byWeight);
    const answer = answers.get(item.id);
    const cover = input.covered.get(item.id);
    const included = include(item, { profile, answer, looked: sites.length > 0, unread: unreadCode });
    const stale = answer && staleness(answer, { sites, owner: profile.owner?.value, months: item.months, today });
    const state =
      included.value || answer
        ? unless(
            input.unreadable?.get(item.id),
            stateOf(item, sites, { answer, cover, input, asksMore: asksMore(item, profile) }),
          )
        : { state: 'not-applicable' as const, because: included.because };
    return {
      item,
      sites,
      ask: (profile.phase && item.asks[profile.phase.value]) ?? item.question,
      included,
      ...state,
      ...(answer ? { answer } : {}),
      ...(cover ? { framework: cover } : {}),
      history: answer?.history ?? input.withdrawn.get(item.id) ?? [],
      ...(stale ? { stale: stale.reason } : {}),
      changes: stale?.changes ?? [],
    };
  });
}

interface Given {
  readonly answer: Answer | undefined;
  readonly cover: Cover | undefined;
  /** The service's phase asks more than the checks see: whether limits still fit, not whether there are any. */
  readonly asksMore: boolean;
  readonly input: ChecklistInput;
}

function stateOf(
  item: ChecklistItem,
  sites: readonly Site[],
  { answer, cover, input, asksMore: more }: Given,
): { state: ItemState; because: string } {
  const violated = sites.filter((site) => site.verdict === 'violated');
  const shown = sites.filter((site) => site.verdict === 'shown');
  const unclear = sites.filter((site) => site.verdict === 'cannot-tell');
  const said = answer ? `${answer.by} on ${answer.date}: ${answer.reason}` : '';
  if (answer?.answer === 'not-applicable') return { state: 'not-applicable', because: said };
  if (answer?.answer === 'no') return { state: 'no', because: said };
  if (violated.length > 0) {
    const where = `${places(violated.length)} where it is not met`;
    return { state: 'violated', because: answer ? `${where}, though answered yes (${said})` : where };
  }
  if (answer) return { state: 'yes', because: said };
  const waived = item.checks.reduce((sum, rule) => sum + (input.waived.get(rule) ?? 0), 0);
  const ignored = waived > 0 ? `; ${waived} ignored with a reason` : '';
  if (cover && !cover.part && !more) return { state: 'shown', because: `${cover.because}${ignored}` };
  const rest = cover ? `${cover.because}; ` : '';
  const known = item.checks.filter((rule) => input.rules.has(rule));
  if (known.length === 0 && cover) return { state: 'unanswered', because: `${rest}a person says the rest` };
  if (known.length === 0) return { state: 'unanswered', because: 'only a person can say' };
  if (unclear.length > 0) {
    const ask = unclear[0]?.ask;
    const tell = ask === undefined ? '' : `: ${ask}`;
    return { state: 'cannot-tell', because: `${places(unclear.length)} that cannot be told${tell}${ignored}` };
  }
  if (shown.length > 0 && shown.every(({ rule }) => item.beside?.includes(rule))) {
    const others = known.filter((rule) => !item.beside?.includes(rule)).join(', ');
    const seen = `${places(shown.length)} where ${item.beside?.join(', ')} holds`;
    return {
      state: 'cannot-tell',
      because: `${seen}, and nothing that ${others} could judge: a person can say${ignored}`,
    };
  }
  if (shown.length > 0) {
    const seen = `${places(shown.length)} where it is so${ignored}`;
    if (item.answer || more) {
      const left = more
        ? 'whether it is still enough, a person says'
        : 'the checks see a part only, a person says the rest';
      return { state: 'unanswered', because: `${rest}${seen}; ${left}` };
    }
    const open = openCheck(known, shown, input);
    if (open !== undefined)
      return { state: 'cannot-tell', because: `${seen}; ${open} could not be checked, as ${input.unreadCode}` };
    if (known.length < item.checks.length) {
      const missing = item.checks.filter((rule) => !input.rules.has(rule));
      return { state: 'cannot-tell', because: `${seen}; ${missing.join(', ')} is not checked yet: a person can say` };
    }
    return { state: 'shown', because: seen };
  }
  if (item.answer || (more && cover))
    return { state: 'unanswered', because: cover ? `${rest}a person says the rest` : 'only a person can say' };
  if (waived > 0)
    return { state: 'not-applicable', because: `${waived} ignored with a reason, nothing else of the kind` };
  const unread = known.map((rule) => input.unread.get(rule)).find((reason) => reason !== undefined);
  if (unread !== undefined)
    return { state: 'cannot-tell', because: `nothing of the kind was found, but ${unread}: a person can say` };
  return { state: 'not-applicable', because: 'nothing of the kind was found in the files that were read' };
}

/** A check of code that has no site because the code is not here, where nothing of the item was seen in code. */
function openCheck(checks: readonly string[], shown: readonly Site[], { unread, unreadCode }: ChecklistInput) {
  if (unreadCode === undefined) return undefined;
  const readsCode = (check: string) => unread.get(check) === unreadCode;
  return shown.some(({ rule }) => readsCode(rule)) ? undefined : checks.find(readsCode);
}

/** An answer that is there and cannot be read is not the same as none. */
function unless(trouble: string | undefined, told: { state: ItemState; because: string }) {
  return trouble === undefined ? told : { ...told, because: `its answer cannot be read (${trouble}); ${told.because}` };
}

/** Whether what the item asks in the service's phase differs from what its checks look for. */
function asksMore({ asks, question }: ChecklistItem, { phase }: ServiceProfile): boolean {
  const asked = phase && asks[phase.value];
  return asked !== undefined && asked !== question;
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
