import type { Draft } from '../draft.ts';
import type { Range } from '../shapes.ts';
import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { isKeyword, sign, word } from './lexicon.ts';

/** What the readers of Go share while they go through the tokens of one file. */
export interface Reading {
  readonly tokens: Tokens;
  readonly draft: Draft;
  /** The token that is read next. */
  at: number;
  /** The bracket that opens the arguments of the call that last gave a variable its value, by `region name`. */
  readonly lastCalls: Map<string, number>;
  /** Brackets of calls of `recover`. */
  readonly recovers: Set<number>;
  /** The token at which the scope of what is declared now ends. */
  scopeEnd: number;
  readonly writes: Write[];
  readonly enter: Entrances;
}

/** Readers of statements, for those of what statements stand in. */
export interface Entrances {
  /** The statements in curly brackets; goes behind them. */
  block(reading: Reading, open: number): void;
  /** Statements up to the token `end`. */
  statements(reading: Reading, end: number): void;
  /** An expression, an assignment, a step or a send; `header` is the part of a header that it is. */
  simple(reading: Reading, place: { readonly header?: number }): void;
}

/** A name that is set: what it is in the text, and to where it hides a variable of the same name. */
export interface Write {
  readonly target: Range;
  /** Tokens in which the name means another variable. */
  readonly hides?: Range;
}

/** Whether a statement ends before the token `at`, as Go puts semicolons at the ends of lines. */
export function endsBefore(tokens: Tokens, at: number): boolean {
  if (at >= tokens.count) return true;
  if (tokens.isSign(at, sign[';'])) return true;
  if (!tokens.startsLine(at)) return false;
  const last = at - 1;
  const kind = tokens.kind(last);
  const code = tokens.code(last);
  switch (kind) {
    case kinds.name:
      return !isKeyword(code) || ending.has(code);
    case kinds.number:
    case kinds.string:
    case kinds.close:
      return true;
    case kinds.sign:
      return code === sign['++'] || code === sign['--'];
    case kinds.open:
      // Nobody closed it, and it ends here.
      return tokens.match(last) === at;
    default:
      return false;
  }
}

const ending: ReadonlySet<number> = new Set([word.break, word.continue, word.fallthrough, word.return]);

/** Behind the end of a statement: the token after its semicolon, or the one that begins the next line. */
export function behindStatement(tokens: Tokens, at: number): number {
  return tokens.isSign(at, sign[';']) ? at + 1 : at;
}

/** Parts of one type: nobody writes more, and each place may be asked. */
const longestType = 500;

/** Behind a type that begins at `at`; `at` itself where none begins. Nothing in a type runs, but lengths of arrays are skipped as well. */
export function behindType(tokens: Tokens, at: number): number {
  // Behind what is a type already: results may follow it.
  let least = at;
  let steps = 0;
  for (let next = at; ;) {
    if (++steps > longestType) return least;
    const kind = tokens.kind(next);
    const code = tokens.code(next);
    if (kind === kinds.sign) {
      if (code !== sign['*'] && code !== sign['<-'] && code !== sign['...'] && code !== sign['~']) return least;
      next++;
      continue;
    }
    if (kind === kinds.open) {
      if (code === brackets.square) {
        next = tokens.behind(next);
        continue;
      }
      return code === brackets.round ? tokens.behind(next) : least;
    }
    if (kind !== kinds.name) return least;
    switch (code) {
      case word.map:
        next = tokens.isOpen(next + 1, brackets.square) ? tokens.behind(next + 1) : next + 1;
        continue;
      case word.chan:
        next++;
        if (tokens.isSign(next, sign['<-'])) next++;
        continue;
      case word.struct:
      case word.interface:
        return tokens.isOpen(next + 1, brackets.curly) ? tokens.behind(next + 1) : next + 1;
      case word.func:
        if (!tokens.isOpen(next + 1, brackets.round)) return next + 1;
        next = tokens.behind(next + 1);
        if (tokens.startsLine(next)) return next;
        least = next;
        continue;
      default:
        if (isKeyword(code)) return least;
        return behindNamedType(tokens, next);
    }
  }
}

/** `T`, `p.T`, `p.T[A, B]`. */
function behindNamedType(tokens: Tokens, at: number): number {
  let next = at + 1;
  while (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) next += 2;
  if (tokens.isOpen(next, brackets.square) && !tokens.startsLine(next)) next = tokens.behind(next);
  return next;
}

/** Behind parameters and results, which begin at `at`. */
export function behindSignature(tokens: Tokens, at: number): number {
  if (!tokens.isOpen(at, brackets.round)) return at;
  return behindResults(tokens, tokens.behind(at));
}

/** Behind the results, which begin at `at`; there may be none. */
export function behindResults(tokens: Tokens, at: number): number {
  if (tokens.startsLine(at)) return at;
  return behindType(tokens, at);
}
