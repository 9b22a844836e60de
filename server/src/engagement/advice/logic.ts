/** Something that may be so, not so, or unknown; with words for each. */
export interface Claim {
  /** Undefined: cannot tell. */
  readonly value: boolean | undefined;
  /** Phrases that speak for it. */
  readonly pro: readonly string[];
  /** Phrases that speak against it. */
  readonly contra: readonly string[];
  /** Questions (ids) whose answers would tell. */
  readonly missing: readonly string[];
}

/** A plain claim with its words. */
export function claim(value: boolean | undefined, { yes, no, ask }: { yes: string; no: string; ask: string }): Claim {
  return {
    value,
    pro: value === true ? [yes] : [],
    contra: value === false ? [no] : [],
    missing: value === undefined ? [ask] : [],
  };
}

/** All of these are so: one that is not settles it, else one that is unknown leaves it open. */
export function all(...claims: readonly Claim[]): Claim {
  const against = claims.filter(({ value }) => value === false);
  const open = claims.filter(({ value }) => value === undefined);
  return {
    value: against.length > 0 ? false : open.length > 0 ? undefined : true,
    pro: claims.flatMap(({ pro }) => pro),
    contra: against.flatMap(({ contra }) => contra),
    missing: open.flatMap(({ missing }) => missing),
  };
}

/** At least one of these is so. */
export function any(...claims: readonly Claim[]): Claim {
  const sure = claims.filter(({ value }) => value === true);
  const open = claims.filter(({ value }) => value === undefined);
  return {
    value: sure.length > 0 ? true : open.length > 0 ? undefined : false,
    pro: sure.flatMap(({ pro }) => pro),
    contra: sure.length > 0 ? [] : claims.flatMap(({ contra }) => contra),
    missing: sure.length > 0 ? [] : open.flatMap(({ missing }) => missing),
  };
}

/** The opposite, with the words of the claim on the other side. */
export function not({ value, pro, contra, missing }: Claim): Claim {
  return { value: value === undefined ? undefined : !value, pro: contra, contra: pro, missing };
}
