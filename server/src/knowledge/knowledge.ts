import type { Pack } from './pack.ts';

/** The packs, compiled for look-up by the resolver and the extractors. */
export interface Knowledge {
  readonly packs: readonly Pack[];
}

/** Compiles checked packs; a later pack with the id of an earlier one replaces it. */
export function compileKnowledge(packs: readonly Pack[]): Knowledge {
  return { packs: [...new Map(packs.map((pack) => [pack.id, pack])).values()] };
}
