/**
 * What a place says about a deadline: one is given, it is switched off, something is there that we cannot judge,
 * or nothing is said. The clause says which.
 */
export type Given =
  { readonly state: 'given' | 'off' | 'unclear'; readonly because: string } | { readonly state: 'missing' };

export const missing: Given = { state: 'missing' };

export function unclear(because: string): Given {
  return { state: 'unclear', because };
}

/** Of several places that may say it, what they say together: one deadline is enough. */
export function firstOf(places: readonly Given[]): Given {
  for (const state of ['given', 'unclear', 'off'] as const) {
    const found = places.find((place) => place.state === state);
    if (found) return found;
  }
  return missing;
}

/** Of several ways that the program may go, what holds on all of them. */
export function allOf(ways: readonly Given[]): Given {
  const [first] = ways;
  if (!first) return unclear('it cannot be followed');
  if (ways.every((way) => way.state === first.state)) return first;
  const doubt = ways.find((way) => way.state === 'unclear');
  return doubt ?? unclear('it is given on some ways only');
}
