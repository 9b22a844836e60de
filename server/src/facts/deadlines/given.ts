import { say } from '../../words/say.ts';

/**
 * What a place says about a deadline: one is given, it is switched off, something is there that we cannot judge,
 * or nothing is said. The clause says which.
 */
export type Given =
  /** `ms`: how long it waits at most, where that is written. */
  | { readonly state: 'given' | 'off'; readonly because: string; readonly ms?: number }
  /** `byCaller`: what the callers of the function pass on would tell. */
  | { readonly state: 'unclear'; readonly because: string; readonly byCaller?: true }
  | { readonly state: 'missing' };

export const missing: Given = { state: 'missing' };

export function unclear(because: string): Given {
  return { state: 'unclear', because };
}

/** What the callers of the function decide. */
export function leftToCallers(because: string): Given {
  return { state: 'unclear', because, byCaller: true };
}

/** Of several places that may say it, what they say together: one deadline is enough. */
export function firstOf(places: readonly Given[]): Given {
  const all = places.flatMap((place) => (place.state === 'given' ? [place] : []));
  const [given] = all;
  return (
    (given && withMs(given, shortest(all))) ?? doubtIn(places) ?? places.find(({ state }) => state === 'off') ?? missing
  );
}

/** The doubt where a limit is set on some ways and not on others. */
export const onSomeWays = say('given.it-is-set-on-some');

/** Of several ways that the program may go, what holds on all of them. */
export function allOf(ways: readonly Given[]): Given {
  const [first] = ways;
  if (!first) return unclear(say('given.its-value-could-not-be'));
  if (first.state !== 'unclear' && ways.every((way) => way.state === first.state)) {
    const [ms, ...others] = new Set(ways.map((way) => ('ms' in way ? way.ms : undefined)));
    return withMs(first, others.length === 0 ? ms : undefined);
  }
  return doubtIn(ways) ?? unclear(onSomeWays);
}

/** A deadline with how long it waits, or without where that is not known. */
export function withMs(given: Given, ms: number | undefined): Given {
  if (given.state !== 'given') return given;
  const { ms: _, ...plain } = given;
  return ms === undefined ? plain : { ...plain, ms };
}

/** Of several limits that hold at once the shortest; undefined where one is not written. */
function shortest(all: readonly { readonly ms?: number }[]): number | undefined {
  return all.reduce<number | undefined>(
    (least, { ms }) => (least === undefined || ms === undefined ? undefined : Math.min(least, ms)),
    Infinity,
  );
}

/** The doubt that stays whatever the callers pass on comes first. */
function doubtIn(places: readonly Given[]): Given | undefined {
  const doubts = places.filter((place) => place.state === 'unclear');
  return doubts.find(({ byCaller }) => !byCaller) ?? doubts[0];
}
