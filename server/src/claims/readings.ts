import type { ClaimReading } from '../model/claim.ts';
import type { Related } from '../model/site.ts';

/** The places that are shown of one claim, where more show the same. */
const maxPlaces = 10;

/** Files show that the claim is true. */
export function shown(because: string, places: readonly Related[]): ClaimReading {
  return { verdict: 'shown', because, places: places.slice(0, maxPlaces) };
}

/** Files show that it is not. */
export function violated(because: string, places: readonly Related[]): ClaimReading {
  return { verdict: 'violated', because, places: places.slice(0, maxPlaces) };
}

/** Files do not decide it; `ask` would. */
export function cannotTell(because: string, ask: string, places: readonly Related[] = []): ClaimReading {
  return { verdict: 'cannot-tell', because, ask, places: places.slice(0, maxPlaces) };
}

/** There is nothing of the kind that the claim is about. */
export function notApplicable(because: string): ClaimReading {
  return { verdict: 'not-applicable', because, places: [] };
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  const [first = '', second, third, ...more] = [...new Set(names)];
  if (second === undefined) return first;
  if (third === undefined) return `${first} and ${second}`;
  return more.length === 0 ? `${first}, ${second} and ${third}` : `${first}, ${second} and ${more.length + 1} more`;
}
