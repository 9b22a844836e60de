import type { Origin } from './origin.ts';
import type { Declaration } from './scopes.ts';

/** More possibilities than that tell nothing. */
const maxOrigins = 12;

/** As many possibilities as tell something; what is left out is unknown. */
export function trimmed(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length <= maxOrigins) return origins;
  return [...origins.slice(0, maxOrigins), { kind: 'unknown', why: 'other', names: [] }];
}

/** Keeps the variable with what was found in it, so that what is later done to the variable counts. */
export function withHolder(origins: readonly Origin[], declaration: Declaration): readonly Origin[] {
  return origins.map((origin) => {
    const takes = origin.kind === 'result' || origin.kind === 'literal' || origin.kind === 'typed';
    return takes && !origin.holder && origin.names.length === 0 ? { ...origin, holder: declaration } : origin;
  });
}
