import type { FactKind, FileFacts } from '../model/fact.ts';
import type { ProductionPicture } from '../model/production.ts';
import type { Place, Span } from '../model/span.ts';

/** Where the places of a file are now, by where they were. */
export type Moves = ReadonlyMap<string, Span>;

/**
 * How the places of a file have moved, where its facts of some kinds say the same as before apart from places and from what
 * `except` names; undefined where they say something else.
 */
export function movesOf(
  kinds: ReadonlySet<FactKind>,
  { before, after, except }: { before: FileFacts | undefined; after: FileFacts | undefined; except?: string },
): Moves | undefined {
  const of = (facts: FileFacts | undefined) => (facts?.facts ?? []).filter(({ kind }) => kinds.has(kind));
  const moves = new Map<string, Span>();
  const taken = new Set<string>();
  const note = (was: Span, now: Span) => {
    const key = keyOf(was);
    const known = moves.get(key);
    if (known) return known.start === now.start && known.end === now.end;
    // Two places that were apart must not be one.
    if (taken.has(keyOf(now))) return false;
    taken.add(keyOf(now));
    moves.set(key, now);
    return true;
  };
  return isSame(of(before), of(after), { note, except }) ? moves : undefined;
}

interface Comparing {
  readonly note: (was: Span, now: Span) => boolean;
  readonly except: string | undefined;
}

/** Keys whose numbers are places in the text. */
const placeKeys: ReadonlySet<string> = new Set(['start', 'end', 'offset']);
/** Keys of lists of places that the picture does not hold. */
const placeLists: ReadonlySet<string> = new Set(['offsets']);

function isSame(one: unknown, other: unknown, comparing: Comparing): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, at) => isSame(each, other[at], comparing))
    );
  if (isSpan(one) && isSpan(other)) return isSameOrigin(one, other) && comparing.note(one, other);
  // Of every fact of the file, at each key that is typed: without a list of pairs for each object.
  const [a, b] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      const value = a[key];
      if (!Object.hasOwn(b, key)) return false;
      if (placeKeys.has(key) && typeof value === 'number') return typeof b[key] === 'number';
      return key === comparing.except || placeLists.has(key) || isSame(value, b[key], comparing);
    })
  );
}

function isSpan(value: object): value is Span {
  if (!('start' in value && 'end' in value) || typeof value.start !== 'number') return false;
  return Object.keys(value).length === 2 || 'from' in value;
}

/** What another file decided has not moved there. */
function isSameOrigin(one: Span, other: Span): boolean {
  return one.from === other.from || JSON.stringify([one.from, one.away]) === JSON.stringify([other.from, other.away]);
}

function keyOf({ start, end }: Span): string {
  return `${start}:${end}`;
}

/** Where a place of that file is now. */
export function movedPlace(at: Place, moves: Moves): Place {
  const span = moves.get(keyOf(at.span));
  return span ? { ...at, span } : at;
}

/** The picture with the places of a file where they are now; what has none there stays as it is. */
export function withMoves(picture: ProductionPicture, file: string, moves: Moves): ProductionPicture {
  const place = (at: Place): Place => (at.file === file ? movedPlace(at, moves) : at);
  const isThere = (at: Place) => at.file === file;
  return {
    ...picture,
    programs: picture.programs.map((each) =>
      each.starts.some(({ at }) => isThere(at))
        ? { ...each, starts: each.starts.map((start) => ({ ...start, at: place(start.at) })) }
        : each,
    ),
    workloads: picture.workloads.map((each) =>
      [...each.environments, ...each.env.values(), ...(each.otherwise ?? [])].some(({ at }) => isThere(at))
        ? {
            ...each,
            environments: each.environments.map((of) => ({ ...of, at: place(of.at) })),
            ...(each.otherwise
              ? { otherwise: each.otherwise.map((value) => ({ ...value, at: place(value.at) })) }
              : {}),
            env: new Map([...each.env].map(([name, value]) => [name, { ...value, at: place(value.at) }])),
          }
        : each,
    ),
    services: picture.services.map((each) =>
      each.places.some(isThere) ? { ...each, places: each.places.map(place) } : each,
    ),
    dependencies: picture.dependencies.map((each) =>
      each.places.some(isThere) ? { ...each, places: each.places.map(place) } : each,
    ),
  };
}
