import type { ItemStatus } from '../../model/review.ts';
import type { LinePlace } from '../../model/line-place.ts';
import type { Service } from '../../model/service.ts';
import { listed } from '../../report/summary/input.ts';
import type { ServiceReview } from '../../review/review.ts';
import { modulesFor } from '../seen/conformance.ts';
import { isAsked } from './composition.ts';
import { type Postmortem } from '../../documents/postmortems/postmortems.ts';
import type { PartInput } from '../part.ts';
import { concerning } from '../seen/taken-up.ts';

/** Something that was learned elsewhere and is not known here. */
export interface Proposed {
  readonly text: string;
  /** Who or what it comes from. */
  readonly from: string;
  readonly item?: string;
  /** Why it may concern this service. */
  readonly because: string;
  readonly at?: LinePlace;
}

/** Services looked at for what they share, and of these the ones that are read whole: a review is dear. */
const maxSeen = 20;
const maxReviewed = 10;
const maxProposed = 10;

/** Lessons of this service's postmortems and of related services that nobody has taken up here. */
export async function proposedLessons(
  input: PartInput,
  postmortems: readonly Postmortem[],
): Promise<readonly Proposed[]> {
  const { said, lineOf } = input;
  const taken = new Set(said.analysis.lessons.map(({ text }) => text));
  const found: Proposed[] = [];
  for (const { title, lessons, at } of concerning(postmortems, input)) {
    const place = await lineOf(at);
    for (const text of lessons) found.push({ text, from: title, because: `from its postmortem “${title}”`, at: place });
  }
  for (const { other, review, shares } of await relatedTo(input)) {
    const because = `${other.name} ${listed(shares)}`;
    for (const { text, item } of (await input.saidOf(other)).analysis.lessons)
      found.push({
        text,
        from: other.name,
        because: `${because}, and its review has this lesson`,
        ...(item === undefined ? {} : { item }),
      });
    found.push(...failings(input, review, because));
  }
  const texts = new Set<string>();
  return found.filter(({ text }) => !taken.has(text) && !texts.has(text) && texts.add(text)).slice(0, maxProposed);
}

/** What is known to be wrong there, and nobody has said of here. */
function failings({ review }: PartInput, other: ServiceReview, because: string): Proposed[] {
  const here = new Map(review.items.map((status) => [status.item.id, status]));
  return other.items
    .filter((status) => {
      const own = here.get(status.item.id);
      const unknown = own?.state === 'unanswered' || own?.state === 'cannot-tell';
      return own !== undefined && isAsked(own) && unknown && isAsked(status) && isFailing(status);
    })
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 3)
    .map(({ item, answer, state }) => ({
      text: `${item.risk ?? item.title}; check this service too`,
      from: other.service.name,
      item: item.id,
      because: `${because}, and ${
        state === 'no' && answer
          ? `${answer.by} answered no on ${answer.date}${answer.reason === '' ? '' : `: ${answer.reason.replace(/[.\s]+$/, '')}`}`
          : 'its checks fail'
      }`,
    }));
}

function isFailing({ state }: ItemStatus): boolean {
  return state === 'no' || state === 'violated';
}

function rank({ item, state }: ItemStatus): number {
  return (state === 'no' ? 0 : 10) + ['high', 'medium', 'low'].indexOf(item.priority);
}

interface Related {
  readonly other: Service;
  readonly review: ServiceReview;
  /** Phrases: `calls it`, `has the same owner`. */
  readonly shares: readonly string[];
}

/** Services that share something with this one; those that share most first. */
async function relatedTo(input: PartInput): Promise<readonly Related[]> {
  const { service, services, portrait, review } = input;
  const modules = new Set((await modulesFor(input)).map(({ pack }) => pack.id));
  // Two that use one product may use two of it.
  const calls = new Set(portrait.calls.filter(({ product }) => !product).map(({ name }) => name));
  const seen: { other: Service; shares: string[] }[] = [];
  for (const other of services.filter(({ name }) => name !== service.name).slice(0, maxSeen)) {
    const shares: string[] = [];
    if (calls.has(other.name)) shares.push('is called by this service');
    if (portrait.callers.some(({ name }) => name === other.name)) shares.push('calls this service');
    const theirs = input.portraitOf(other);
    const both = theirs.calls.map(({ name }) => name).filter((name) => calls.has(name));
    if (both.length > 0) shares.push(`also calls ${listed(both)}`);
    const same = (await modulesFor(input, other)).filter(({ pack }) => modules.has(pack.id));
    if (same.length > 0) shares.push(`also uses ${listed(same.slice(0, 3).map(({ library }) => library.fact.name))}`);
    seen.push({ other, shares });
  }
  seen.sort((a, b) => b.shares.length - a.shares.length);
  const related: Related[] = [];
  for (const { other, shares } of seen.slice(0, maxReviewed)) {
    const theirs = await input.reviewOf(other);
    const all = [...shares, ...people(review, theirs)];
    if (all.length > 0) related.push({ other, review: theirs, shares: all });
  }
  return related;
}

/** What people say that both have in common. */
function people(
  { profile: own, service: { name: self } }: ServiceReview,
  { profile, service: { name: other } }: ServiceReview,
): string[] {
  const same = (a: { value: string } | undefined, b: { value: string } | undefined) =>
    a !== undefined && a.value === b?.value;
  const depends = (one: typeof own, name: string) => one.dependencies.some((each) => each.name === name);
  const both = own.dependencies.map(({ name }) => name).filter((name) => depends(profile, name));
  return [
    ...(depends(profile, self) ? ['declares this service as a dependency'] : []),
    ...(depends(own, other) ? ['is a declared dependency of this service'] : []),
    ...(both.length > 0 ? [`also declares ${listed(both)} as a dependency`] : []),
    ...(same(own.owner, profile.owner) ? ['has the same owner'] : []),
    ...(same(own.rotation, profile.rotation) ? ['has the same rotation'] : []),
  ];
}
