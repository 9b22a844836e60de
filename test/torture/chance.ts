/** Numbers that are drawn, the same for the same seed. */
export interface Chance {
  /** From 0 to below `end`, whole. */
  below(end: number): number;
  /** One of several. */
  of<T>(choices: readonly T[]): T;
  /** True with this probability. */
  is(probability: number): boolean;
}

/** Mulberry32: small, and good enough to choose moments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (end) => Math.floor(next() * end),
    of: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
    is: (probability) => next() < probability,
  };
}
