import type { Origin } from './origin.ts';
import type { Declaration } from './declaration.ts';

/** More possibilities than that tell nothing. */
const maxOrigins = 12;

/** As many possibilities as tell something; what is left out is unknown. */
export function trimmed(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length <= maxOrigins) return origins;
  return [...origins.slice(0, maxOrigins), { kind: 'unknown', why: 'other', names: [] }];
}

/** Keeps the variable with what was found in it, so that what is later done to the variable counts. */
export function withHolder(origins: readonly Origin[], declaration: Declaration): readonly Origin[] {
  if (!origins.some(takesHolder)) return origins;
  return origins.map((origin) => (takesHolder(origin) ? { ...origin, holder: declaration } : origin));
}

function takesHolder(origin: Origin): origin is Extract<Origin, { kind: 'result' | 'literal' | 'typed' }> {
  const takes = origin.kind === 'result' || origin.kind === 'literal' || origin.kind === 'typed';
  return takes && !origin.holder && origin.names.length === 0;
}

/** What members of members are where each is only named; undefined where they must be followed. */
export function lengthened(origin: Origin, names: readonly string[]): Origin | undefined {
  switch (origin.kind) {
    case 'module':
      return { ...origin, names: [...origin.names, ...names.filter((name) => name !== 'default')] };
    case 'own':
    case 'literal':
    case 'value':
      return undefined;
    default:
      return { ...origin, names: [...origin.names, ...names] };
  }
}

/** What could not be followed, and why. */
export function unknown(why: Extract<Origin, { kind: 'unknown' }>['why'], name?: string): Origin {
  return { kind: 'unknown', why, ...(name === undefined ? {} : { name }), names: [] };
}
