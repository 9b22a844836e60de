import type { ServiceProfile, Trait } from '../model/profile.ts';
import { priorities, type Answer, type ChecklistItem } from '../model/review.ts';

/** Whether an item is on the list of a service, with the reason either way. */
export interface Inclusion {
  readonly value: boolean;
  readonly because: string;
}

export interface CompositionInput {
  readonly profile: ServiceProfile;
  readonly answer: Answer | undefined;
  /** Checks of the item had something to look at. */
  readonly looked: boolean;
  /** What of the service's code was not read; then a fact that was not seen may be there. */
  readonly unread: string | undefined;
}

const tierNames = ['', 'tier 1', 'tier 2', 'tier 3'];
const phaseNames = { design: 'design', build: 'build', launch: 'launch', operate: 'operation' } as const;

/** What a service would have to be made of, in words for "there is no …". */
const traitNames: Readonly<Record<Trait['id'], string>> = {
  requests: 'request handler',
  calls: 'outgoing call',
  'third-party': 'call to a third party',
  'batch-dependency': 'batch dependency',
  datastore: 'datastore',
  migrations: 'schema migration',
  cache: 'cache',
  consumer: 'queue consumer',
  schedule: 'scheduled job',
  users: 'entry point for external users',
  kubernetes: 'Kubernetes workload',
  alerts: 'alert',
  'shared-rotation': 'shared rotation',
  framework: 'known framework',
  handover: 'planned hand-over',
};

/** What no file shows: only a descriptor can say it. */
const saidOnly: ReadonlySet<Trait['id']> = new Set(['shared-rotation', 'handover', 'batch-dependency']);

/** What code and build files show: where these were not read, it may be there. */
const inCode: ReadonlySet<Trait['id']> = new Set([
  'calls',
  'third-party',
  'datastore',
  'migrations',
  'cache',
  'consumer',
  'framework',
]);

/**
 * Composes the list for one service. What somebody answered stays; then kind, tier and phase decide,
 * then what the service is made of. What was not seen in code that was not read is asked all the same.
 */
export function include(item: ChecklistItem, input: CompositionInput): Inclusion {
  const composed = compose(item, input);
  const { answer } = input;
  if (composed.value || !answer || answer.answer === 'not-applicable') return composed;
  return { value: true, because: `${answer.by} answered it (otherwise not included: ${composed.because})` };
}

function compose(item: ChecklistItem, { profile, looked, unread }: CompositionInput): Inclusion {
  const no = (because: string): Inclusion => ({ value: false, because });
  const yes = (because: string): Inclusion => ({ value: true, because });
  const { kind, tier, phase } = profile;
  if (!item.kinds.includes(kind.value)) return no(`it does not apply to a ${kind.value} (${kind.because})`);
  if (!item.tiers.includes(tier.value)) {
    const asked = item.tiers.map((each) => tierNames[each]).join(' and ');
    return no(`it applies to ${asked}; this service is ${tierNames[tier.value]} (${tier.because})`);
  }
  if (phase && !item.phases.includes(phase.value)) {
    const asked = item.phases.map((each) => phaseNames[each]).join(', ');
    return no(`it applies in the phases ${asked}; this service is in ${phaseNames[phase.value]}`);
  }
  const also = item.whenAlso;
  if (also && !profile.traits.some(({ id }) => also.includes(id)))
    return no(`no ${also.map((id) => traitNames[id]).join(' or ')} was found`);
  const whose =
    item.tiers.length < 3
      ? `to every ${item.tiers.map((each) => tierNames[each]).join(' and ')} service`
      : 'to every service';
  if (item.when.length === 0) return yes(`it applies ${whose}`);
  const trait = profile.traits.find(({ id }) => item.when.includes(id));
  if (trait) return yes(trait.because);
  if (looked) return yes('a check found code that it concerns');
  const missing = item.when.map((id) => traitNames[id]).join(' or ');
  if (unread !== undefined && item.when.some((id) => inCode.has(id)))
    return yes(`no ${missing} was found, but ${unread}`);
  return no(item.when.every((id) => saidOnly.has(id)) ? `no ${missing} is declared` : `no ${missing} was found`);
}

/** Items that are asked at most: a list that nobody finishes helps nobody. */
const most: Readonly<Record<ServiceProfile['kind']['value'], number>> = {
  service: 40,
  website: 40,
  job: 20,
  library: 20,
  tool: 20,
};

interface Asked {
  readonly item: ChecklistItem;
  readonly answer: Answer | undefined;
  readonly included: Inclusion;
}

/**
 * The same items, of which at most so many are asked. What people answered and what the organisation added stays; then the
 * priority decides, and what files can decide comes before what only people can.
 */
export function capped<T extends Asked>(items: readonly T[], { kind }: ServiceProfile): readonly T[] {
  const asked = items.filter(({ included }) => included.value);
  const limit = most[kind.value];
  if (asked.length <= limit) return items;
  const rank = ({ item, answer }: T) =>
    answer || item.own ? -1 : priorities.indexOf(item.priority) * 2 + (isManual(item) ? 1 : 0);
  const kept = new Set(asked.toSorted((a, b) => rank(a) - rank(b)).slice(0, limit));
  return items.map((each) => {
    if (!each.included.value || kept.has(each) || rank(each) < 0) return each;
    const because = `the checklist of a ${kind.value} has at most ${limit} items, and others have priority; answer it to add it`;
    return { ...each, included: { value: false, because } };
  });
}

function isManual({ claims }: ChecklistItem): boolean {
  return claims.every(({ checks, reader }) => checks.length === 0 && reader === undefined);
}
