import type { Claim } from '../model/claim.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type {
  Answer,
  ChecklistItem,
  ClaimStatus,
  FormerAnswer,
  ItemState,
  ItemStatus,
  MovedItem,
} from '../model/review.ts';
import type { Site } from '../model/site.ts';
import { byWeight, claimStatus, type ClaimEvidence } from './claim-status.ts';
import { capped, include } from './composition.ts';
import { answerOf, formerOf } from './former-answers.ts';
import { itemState, type Cover } from './item-state.ts';
import { seenOf, staleness } from './staleness.ts';

export interface ChecklistInput extends Omit<ClaimEvidence, 'byRule'> {
  readonly items: readonly ChecklistItem[];
  /** Items of former lists, and where they are asked now. */
  readonly moved: readonly MovedItem[];
  readonly profile: ServiceProfile;
  /** Sites that belong to the service; waived ones (suppressed with a reason) are left out. */
  readonly sites: readonly Site[];
  readonly answers: readonly Answer[];
  /** By item, what was said and taken back. */
  readonly withdrawn: ReadonlyMap<string, readonly FormerAnswer[]>;
  /** By item, why the file of its answer cannot be read. */
  readonly unreadable?: ReadonlyMap<string, string>;
  /** By item, or by `item/claim`, what shows it by construction. */
  readonly covered: ReadonlyMap<string, Cover>;
  /** ISO date. */
  readonly today: string;
}

/** The items with their states, in the order given; those that are not on the list of this service say why. */
export function checklistStatus(input: ChecklistInput): ItemStatus[] {
  const byRule = new Map<string, Site[]>();
  for (const site of input.sites) {
    const own = byRule.get(site.rule);
    if (own) own.push(site);
    else byRule.set(site.rule, [site]);
  }
  const evidence: ClaimEvidence = { ...input, byRule };
  const answers = new Map(input.answers.map((answer) => [answer.item, answer]));
  const { profile, unreadCode, moved, withdrawn } = input;
  const asked = input.items.map((item) => {
    const sites = item.claims.flatMap(({ checks }) => checks.flatMap((rule) => byRule.get(rule) ?? []));
    const former = formerOf(item.id, { moved, answers, withdrawn });
    const answer = answerOf(item.id, { moved, answers, former });
    const included = include(item, { profile, answer, looked: sites.length > 0, unread: unreadCode });
    return { item, sites: [...new Set(sites)].sort(byWeight), former, answer, included };
  });
  return capped(asked, profile).map((each) => statusOf(each, input, evidence));
}

type Asked = Pick<ItemStatus, 'item' | 'sites' | 'former' | 'included'> & { readonly answer: Answer | undefined };

function statusOf(
  { item, sites, former, answer, included }: Asked,
  input: ChecklistInput,
  evidence: ClaimEvidence,
): ItemStatus {
  const { profile, today } = input;
  const cover = input.covered.get(item.id);
  const isAsked = included.value || answer !== undefined;
  const files = isAsked ? missed(claimsOf(item, profile).map((claim) => claimStatus(claim, evidence))) : [];
  const shown = files.map((claim) => covering(claim, input.covered.get(`${item.id}/${claim.claim.id}`) ?? cover));
  const claims = shown.map((claim) => answering(claim, answer));
  const seen = seenOf(shown, { rulesOnly: answer?.asked === undefined });
  const stale = answer && staleness(answer, { seen, owner: profile.owner?.value, months: item.months, today });
  const state = isAsked
    ? unless(input.unreadable?.get(item.id), itemState({ claims, answer, cover }))
    : { state: 'not-applicable' as const, because: included.because };
  return {
    item,
    claims,
    sites,
    ask: (profile.phase && item.asks[profile.phase.value]) ?? item.question,
    included,
    ...state,
    ...(answer ? { answer } : {}),
    ...(cover ? { framework: cover } : {}),
    history: answer?.history ?? input.withdrawn.get(item.id) ?? [],
    former,
    ...(stale ? { stale: stale.reason } : {}),
    changes: stale?.changes ?? [],
  };
}

/** What nothing was found of is open where the item would pass without it. */
function missed(claims: readonly ClaimStatus[]): readonly ClaimStatus[] {
  if (!claims.some(({ verdict }) => verdict === 'shown')) return claims;
  return claims.map((status) => {
    const ask = status.verdict === 'not-applicable' ? status.claim.absent : undefined;
    return ask === undefined ? status : { ...status, verdict: 'cannot-tell', because: 'Nothing was found', ask };
  });
}

/** The claims of an item; where its phase asks more than they say, that is one more for people. */
function claimsOf({ claims, asks, question }: ChecklistItem, { phase }: ServiceProfile): readonly Claim[] {
  const asked = phase && asks[phase.value];
  const decided = claims.some(({ checks, reader }) => checks.length > 0 || reader !== undefined);
  if (asked === undefined || asked === question || !decided) return claims;
  return [...claims, { id: 'phase', text: asked, checks: [] }];
}

/** What shows an item whole by construction shows each claim that the files do not decide; what the phase asks is more. */
function covering(status: ClaimStatus, cover: Cover | undefined): ClaimStatus {
  const isDecided = status.verdict === 'violated' || status.verdict === 'shown' || status.off === true;
  if (!cover || cover.part || isDecided || status.claim.id === 'phase') return status;
  const { ask: _, ...rest } = status;
  return {
    ...rest,
    verdict: 'shown',
    because: cover.because,
    places: [{ ...cover.at, message: cover.because }],
  };
}

/** A person answers what the files do not decide, and never overrules what failed. */
function answering(status: ClaimStatus, answer: Answer | undefined): ClaimStatus {
  const isOpen = status.verdict === 'manual' || status.verdict === 'cannot-tell';
  if (!isOpen || !answer || answer.answer === 'not-applicable') return status;
  const said = `answered ${answer.answer} by ${answer.by} on ${answer.date}`;
  const because = status.verdict === 'manual' && !status.off ? said : `${status.because}; ${said}`;
  return { ...status, answered: answer.answer, because };
}

/** An answer that is there and cannot be read is not the same as none. */
function unless(trouble: string | undefined, told: { state: ItemState; because: string }) {
  return trouble === undefined ? told : { ...told, because: `its answer cannot be read (${trouble}); ${told.because}` };
}
