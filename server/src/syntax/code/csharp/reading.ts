import type { Draft } from '../draft.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { isKeyword, isPrimitive } from './lexicon.ts';
import { sign, word } from './words.ts';

/** What the readers of C# share while they go through the tokens of one file. */
export interface Reading {
  readonly tokens: Tokens;
  readonly draft: Draft;
  /** The token that is read next. */
  at: number;
  /** By the bracket of a `new (…)` that names no type: the type of what it is given to. */
  readonly given: Map<number, readonly string[]>;
  readonly enter: Entrances;
}

/** What ends expressions beside a semicolon and a bracket that closes. */
export interface Until {
  readonly comma?: boolean;
  readonly colon?: boolean;
  /** The arrow behind the guard of a case. */
  readonly arrow?: boolean;
}

/** Readers of what expressions and statements hold and stand in. */
export interface Entrances {
  /** Expressions up to a semicolon, a bracket that closes or what else ends them. */
  skim(reading: Reading, until?: Until): void;
  /** The statements in curly brackets; goes behind them. */
  block(reading: Reading, open: number): void;
  /** One statement, its semicolon included. */
  statement(reading: Reading): void;
  /** Statements up to the token `end`. */
  statements(reading: Reading, end: number): void;
  /** A function without a name: `x => …`, `delegate {…}`; what ends expressions around it ends its body. */
  lambda(reading: Reading, until: Until): void;
  /** The cases of a `switch` behind its value. */
  cases(reading: Reading, keyword: number): void;
}

/** Behind attributes in square brackets. */
export function behindAttributes(tokens: Tokens, at: number): number {
  let next = at;
  while (tokens.isOpen(next, brackets.square) && tokens.isClosed(next)) next = tokens.behind(next);
  return next;
}

/** Behind `a.b.c`. */
export function behindQualified(tokens: Tokens, at: number): number {
  let next = at + 1;
  while ((tokens.isSign(next, sign['.']) || tokens.isSign(next, sign['::'])) && tokens.isName(next + 1)) next += 2;
  return next;
}

/** Behind a type that begins at `at`, with what says that it may be null; `at` itself where none begins. */
export function behindType(tokens: Tokens, at: number): number {
  return behindMarks(tokens, behindPlainType(tokens, at), at);
}

function behindMarks(tokens: Tokens, behind: number, at: number): number {
  if (behind === at) return at;
  let next = behind;
  for (;;) {
    if (tokens.isSign(next, sign['?']) || tokens.isSign(next, sign['*'])) next++;
    else {
      const further = behindDimensions(tokens, next);
      if (further === next) return next;
      next = further;
    }
  }
}

/** Behind a type without `?` and `*` at its end, which may be signs of an expression. */
export function behindPlainType(tokens: Tokens, at: number): number {
  let next = at;
  if (tokens.isOpen(next, brackets.round)) {
    const behind = behindTuple(tokens, next);
    return behind === next ? at : behindDimensions(tokens, behind);
  }
  if (!tokens.isName(next)) return at;
  if (isPrimitive(tokens.code(next))) return behindDimensions(tokens, next + 1);
  for (;;) {
    if (!tokens.isName(next) || isKeyword(tokens.code(next))) return at;
    next++;
    if (tokens.isSign(next, sign['<'])) {
      const behind = behindTypeArguments(tokens, next);
      if (behind === next) return at;
      next = behind;
    }
    const goesOn = tokens.isSign(next, sign['.']) || tokens.isSign(next, sign['::']);
    if (!goesOn || !tokens.isName(next + 1) || isKeyword(tokens.code(next + 1))) break;
    next++;
  }
  return behindDimensions(tokens, next);
}

/** `(int a, string)`: types with names that may be left out, at least two. */
function behindTuple(tokens: Tokens, open: number): number {
  if (!tokens.isClosed(open)) return open;
  const close = tokens.match(open);
  let count = 0;
  for (let next = open + 1; next < close; next++) {
    const behind = behindType(tokens, next);
    if (behind === next) return open;
    next = tokens.isName(behind) ? behind + 1 : behind;
    count++;
    if (next < close && !tokens.isSign(next, sign[','])) return open;
  }
  return count > 1 ? close + 1 : open;
}

/** Behind `[]` and `[,]`, as often as it stands there. */
export function behindDimensions(tokens: Tokens, at: number): number {
  let next = at;
  while (tokens.isOpen(next, brackets.square)) {
    const close = tokens.match(next);
    for (let inner = next + 1; inner < close; inner++) if (!tokens.isSign(inner, sign[','])) return next;
    next = tokens.behind(next);
  }
  return next;
}

/** Tokens between angle brackets: nobody writes more, and each sign may be asked. */
const longestTypes = 300;

/** Behind `<A, B<C>?>`; `at` itself where the sign is no bracket. */
export function behindTypeArguments(tokens: Tokens, at: number): number {
  let depth = 0;
  const end = Math.min(tokens.count, at + longestTypes);
  for (let next = at; next < end; next++) {
    const kind = tokens.kind(next);
    const code = tokens.code(next);
    if (kind === kinds.sign) {
      if (code === sign['<']) depth++;
      else if (code === sign['>']) {
        depth--;
        if (depth === 0) return next + 1;
      } else if (!inTypes.has(code)) return at;
    } else if (kind === kinds.open) {
      const isFirst = tokens.isSign(next - 1, sign['<']) || tokens.isSign(next - 1, sign[',']);
      // Attributes of a type stand before it, dimensions behind.
      const read = code !== brackets.square ? behindTuple : isFirst ? behindAttributes : behindDimensions;
      const behind = read(tokens, next);
      if (behind === next) return at;
      next = behind - 1;
    } else if (kind !== kinds.name) return at;
    else if (isKeyword(code) && !isPrimitive(code) && code !== word.in && code !== word.out) return at;
  }
  return at;
}

const inTypes: ReadonlySet<number> = new Set([sign[','], sign['.'], sign['?'], sign['::'], sign['*']]);

/** Where what stands outside of brackets ends: at a semicolon, or at a bracket that closes. */
export function endOfStatement(tokens: Tokens, at: number): number {
  for (let next = at; ;) {
    const kind = tokens.kind(next);
    if (kind === kinds.none || kind === kinds.close || tokens.isSign(next, sign[';'])) return next;
    next = kind === kinds.open ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
}

/** Goes behind the semicolon. */
export function readRest(reading: Reading): void {
  const { tokens } = reading;
  if (tokens.isSign(reading.at, sign[';'])) reading.at++;
}
