import type { ChecklistItem, ItemStatus, Note } from '../../server/src/model/review.ts';
import type { ServiceProfile } from '../../server/src/model/profile.ts';
import type { Finding } from '../../server/src/model/site.ts';
import type { Reaches } from '../../server/src/report/reach.ts';
import type { SummaryInput } from '../../server/src/report/summary/input.ts';
import { documentedRules as rules } from '../documented.ts';

/** Nothing is seen to reach anything. */
export const unreached: Reaches = {
  of: () => ({ by: 'none', who: 'later', because: '', steps: [], callers: 1, environment: 'production' }),
  at: () => ({ by: 'none', who: 'later', because: '', steps: [], callers: 1, environment: 'production' }),
};

/** A profile of which everything is said. */
export function profile(change: Partial<ServiceProfile> = {}): ServiceProfile {
  const because = 'its descriptor says so';
  return {
    description: 'Shows the pages of the shop to its customers.',
    kind: { value: 'service', because },
    tier: { value: 1, because },
    phase: { value: 'operate', because },
    owner: { value: 'team-web', because },
    dependencies: [],
    traits: [],
    descriptor: '.prr/services/web.yaml',
    ...change,
  };
}

/** One claim that these rules decide; of none, one that a person answers. */
export function claimsOf(checks: readonly string[]): ChecklistItem['claims'] {
  return [{ id: 'own', text: 'It is so', checks }];
}

/** A claim that a person answers. */
export const manualClaim: ItemStatus['claims'][number] = {
  claim: { id: 'own', text: 'It is so', checks: [] },
  verdict: 'manual',
  because: 'Manual answer required',
  sites: [],
  places: [],
};

/** An item of the list of a service. */
export function status(
  change: Omit<Partial<ItemStatus>, 'item'> & { readonly item?: Partial<ChecklistItem> } = {},
): ItemStatus {
  const { item, ...rest } = change;
  const question = 'Has every call a limit?';
  return {
    state: 'shown',
    because: '1 place where it is so',
    ask: question,
    included: { value: true, because: 'it is asked of every service' },
    claims: [],
    sites: [],
    history: [],
    former: [],
    changes: [],
    ...rest,
    item: {
      id: 'dep-timeouts',
      title: 'Timeouts on outgoing calls',
      question,
      why: 'One slow dependency takes this service down with it.',
      aspect: 'architecture',
      phases: ['operate'],
      tiers: [1, 2, 3],
      when: [],
      kinds: ['service'],
      priority: 'high',
      guide: 'timeouts',
      claims: [{ id: 'calls', text: 'All outgoing calls have a timeout', checks: ['outbound-call-timeout'] }],
      evidence: 'The limit of each call.',
      months: 12,
      source: 'SRE book',
      asks: {},
      ...item,
    },
  };
}

/** A finding at the start of a file. */
export function finding(change: Partial<Finding> = {}): Finding {
  const span = { start: 0, end: 5 };
  return {
    rule: 'outbound-call-timeout',
    verdict: 'violated',
    severity: 'warning',
    file: 'web/src/load.ts',
    span,
    message: 'fetch without a timeout',
    related: [],
    fixes: [],
    fact: { kind: 'trouble', span, trouble: 'syntax', message: '' },
    ...change,
  };
}

/** A note with one comment. */
export function note(change: Partial<Note> & { readonly text?: string; readonly by?: string } = {}): Note {
  const { text = 'What happens when search is down?', by = 'Ada', ...rest } = change;
  return {
    id: '2026-11-01-abcd',
    kind: 'question',
    state: 'open',
    comments: [{ by, at: '2026-11-01T10:00:00Z', text }],
    ...rest,
  };
}

/** What a summary is made from; nothing is known but what is given. */
export function input(change: Partial<SummaryInput> & Partial<SummaryInput['review']> = {}): SummaryInput {
  const { service, items = [status()], findings = [], profile: said = profile(), ...rest } = change;
  const whole = service ?? {
    name: 'web',
    root: 'web',
    because: 'its code starts a server',
    places: [],
    workloads: ['web'],
    was: [],
    programs: ['web/server.ts'],
    environments: ['production'] as const,
  };
  return {
    review: { service: whole, profile: said, items, findings, former: [] },
    profile: said,
    notes: [],
    rules,
    portrait: {
      languages: ['TypeScript'],
      routes: ['GET /'],
      calls: [],
      elsewhere: 0,
      variables: [],
      callers: [],
      entrances: [],
      objectives: [],
      alerts: 1,
      alertRoutes: [],
    },
    reaches: unreached,
    reading: { read: 3, beside: 2, unread: [], leftOut: [], others: 0 },
    problems: [],
    before: undefined,
    guideTitle: () => undefined,
    formerNames: [],
    placeOf: async ({ file }) => ({ file, line: 7 }),
    ...rest,
  };
}
