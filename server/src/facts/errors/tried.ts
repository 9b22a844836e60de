import type { ResolvedCode } from '../code/resolved.ts';

/** The `try` whose errors come to a handler, or whose end a `finally` waits for. */
export function triedRegion({ outline }: ResolvedCode, handler: number): number | undefined {
  const own = outline.regions[handler];
  for (let at = handler - 1; own && at > own.parent; at--) {
    const region = outline.regions[at];
    if (region?.kind === 'try' && region.parent === own.parent) return at;
  }
  return undefined;
}
