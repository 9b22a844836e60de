/** Whether a path fits; the cost grows with the product of its length and the pattern's at most, whatever the pattern is. */
export type PathMatcher = (path: string) => boolean;
/** The same for a path that is given as its names. */
export type NamesMatcher = (names: readonly string[]) => boolean;

/** One sign of a pattern: a character itself, one of a set, or any but a slash. */
type Sign = string | ((character: string) => boolean);

/** A run of signs without a star. `text` where all are characters themselves. */
interface Chunk {
  readonly signs: readonly Sign[];
  readonly text: string | undefined;
}

/** Chunks with a star between each two of them; one chunk for a name without a star. `folders` for `**`: any number of names. */
type Part = readonly Chunk[] | 'folders';

const star = Symbol('star');

/** A pattern as signs. */
export type Signs = readonly (Sign | typeof star)[];

/**
 * Reads the signs of one pattern by the rules of `wildmatch`, which git and shells share: `?`, `*`, `[a-z]`, `[!a]`, `[[:alpha:]]`,
 * backslashes. Slashes are characters themselves. Undefined for a pattern that nothing fits, such as a set without an end.
 */
export function signsOf(pattern: string): Signs | undefined {
  const signs: (Sign | typeof star)[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') signs.push(star);
    else if (character === '?') signs.push(any);
    else if (character === '[') {
      const set = readSet(characters, at);
      if (!set) return undefined;
      signs.push(set.sign);
      at = set.end;
    } else if (character === '\\') {
      const next = characters[++at];
      if (next === undefined) return undefined;
      signs.push(next);
    } else signs.push(character);
  }
  return signs;
}

/** A matcher for the names of a path, relative to where the pattern applies. `bare`: `a/**` also fits `a` itself. */
export function matcherOf(signs: Signs, { bare }: { readonly bare: boolean }): NamesMatcher {
  const parts: Part[] = [];
  let from = 0;
  for (let at = 0; at <= signs.length; at++) {
    if (at < signs.length && signs[at] !== '/') continue;
    parts.push(partOf(signs.slice(from, at)));
    from = at + 1;
  }
  const open = parts.at(-1) === 'folders' && !(bare && parts.length > 1);
  const runs: Names[] = [[]];
  for (const part of parts) {
    if (part === 'folders') runs.push([]);
    else runs.at(-1)?.push(part);
  }
  const [head = [], ...between] = runs;
  const tail = between.pop();
  if (!tail) return (names) => names.length === head.length && fitsAt(head, names, 0);
  return (names) => fitsAll({ head, between, tail, open }, names);
}

/** A matcher for one name, in which no slash has a meaning. */
export function nameMatcherOf(signs: Signs): PathMatcher {
  const part = chunksOf(signs);
  return (name) => fitsName(part, name);
}

function partOf(signs: Signs): Part {
  return signs.length > 1 && signs.every((sign) => sign === star) ? 'folders' : chunksOf(signs);
}

function chunksOf(signs: Signs): readonly Chunk[] {
  const chunks: Sign[][] = [[]];
  for (const [at, sign] of signs.entries()) {
    if (sign !== star) chunks.at(-1)?.push(sign);
    else if (signs[at - 1] !== star) chunks.push([]);
  }
  return chunks.map((own) => ({
    signs: own,
    text: own.every((sign) => typeof sign === 'string') ? own.join('') : undefined,
  }));
}

/** Names between two `**`. */
type Names = (readonly Chunk[])[];

interface Runs {
  readonly head: Names;
  readonly between: readonly Names[];
  readonly tail: Names;
  /** At least one name must stand for the last `**`. */
  readonly open: boolean;
}

/** Each run between two `**` is put at the first place where it fits: no later place could help what follows. */
function fitsAll({ head, between, tail, open }: Runs, names: readonly string[]): boolean {
  const end = names.length - (open ? 1 : tail.length);
  if (head.length > end || !fitsAt(head, names, 0) || !fitsAt(tail, names, names.length - tail.length)) return false;
  let at = head.length;
  for (const run of between) {
    while (at + run.length <= end && !fitsAt(run, names, at)) at++;
    at += run.length;
    if (at > end) return false;
  }
  return true;
}

function fitsAt(run: Names, names: readonly string[], at: number): boolean {
  for (const [index, chunks] of run.entries()) {
    const name = names[at + index];
    if (name === undefined || !fitsName(chunks, name)) return false;
  }
  return true;
}

/** As `fitsAll`, for the chunks of a name and the stars between them. */
function fitsName(chunks: readonly Chunk[], name: string): boolean {
  const head = chunks[0];
  if (!head) return name === '';
  const tail = chunks.length > 1 ? chunks[chunks.length - 1] : undefined;
  // Most patterns are like `*.log`; the others compare character by character.
  if (!tail && head.text !== undefined) return name === head.text;
  if (tail && chunks.length === 2 && head.text !== undefined && tail.text !== undefined)
    return name.length >= head.text.length + tail.text.length && name.startsWith(head.text) && name.endsWith(tail.text);
  const characters = Array.from(name);
  if (!tail) return characters.length === head.signs.length && fitsHere(head, characters, 0);
  const end = characters.length - tail.signs.length;
  if (head.signs.length > end || !fitsHere(head, characters, 0) || !fitsHere(tail, characters, end)) return false;
  let at = head.signs.length;
  for (let index = 1; index < chunks.length - 1; index++) {
    const chunk = chunks[index];
    if (!chunk) break;
    while (at + chunk.signs.length <= end && !fitsHere(chunk, characters, at)) at++;
    at += chunk.signs.length;
    if (at > end) return false;
  }
  return true;
}

function fitsHere({ signs }: Chunk, characters: readonly string[], at: number): boolean {
  return signs.every((sign, index) => {
    const character = characters[at + index];
    if (character === undefined) return false;
    return typeof sign === 'string' ? sign === character : sign(character);
  });
}

function any(character: string): boolean {
  return character !== '/';
}

/** POSIX classes, as git knows them. */
const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[^ -~\u{80}-\u{10ffff}]/u,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
};

/** The set that begins at `[`, and where it ends; undefined for one without an end, or with a class that does not exist. */
function readSet(pattern: readonly string[], start: number): { sign: Sign; end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const tests: ((character: string) => boolean)[] = [];
  let before: string | undefined;
  for (let first = true; first || pattern[at] !== ']'; first = false, at++) {
    let own = pattern[at];
    if (own === undefined) return undefined;
    const range = own === '-' && before !== undefined && pattern[at + 1] !== undefined && pattern[at + 1] !== ']';
    if (range) own = pattern[++at];
    const name = !range && own === '[' && pattern[at + 1] === ':' ? className(pattern, at + 2) : undefined;
    if (name === null) return undefined;
    if (name !== undefined) {
      const known = classes[name];
      if (!known) return undefined;
      tests.push((character) => known.test(character));
      at += name.length + 3;
      before = undefined;
      continue;
    }
    if (own === '\\') own = pattern[++at];
    if (own === undefined) return undefined;
    const [low, high] = [range ? (before ?? own) : own, own];
    tests.push((character) => character >= low && character <= high);
    before = range ? undefined : own;
  }
  const sign = (character: string) => character !== '/' && tests.some((test) => test(character)) !== negated;
  return { sign, end: at };
}

/** The name of a class up to `:]`; undefined where the next `]` ends none, null where there is none. */
function className(pattern: readonly string[], from: number): string | undefined | null {
  const end = pattern.indexOf(']', from);
  if (end < 0) return null;
  if (end - 1 < from || pattern[end - 1] !== ':') return undefined;
  return pattern.slice(from, end - 1).join('');
}
