import type { Draft } from '../draft.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { isKeyword, isPrimitive, sign, word } from './lexicon.ts';

/** What the readers of Java share while they go through the tokens of one file. */
export interface Reading {
  readonly tokens: Tokens;
  readonly draft: Draft;
  /** The token that is read next. */
  at: number;
  /** Names of enums by the bracket of each constant that is constructed. */
  readonly constants: Map<number, string>;
  readonly enter: Entrances;
}

/** Readers of what expressions and statements hold and stand in. */
export interface Entrances {
  /** The statements in curly brackets; goes behind them. */
  block(reading: Reading, open: number): void;
  /** One statement, its semicolon included. */
  statement(reading: Reading): void;
  /** Statements up to the token `end`. */
  statements(reading: Reading, end: number): void;
  /** A lambda expression; what ends expressions around it ends its body. */
  lambda(reading: Reading, until: { readonly comma: boolean; readonly colon: boolean }): void;
  /** The body of an anonymous class that is made at `from`. */
  anonymousClass(reading: Reading, made: { readonly from: number; readonly type: Range }): void;
  switch(reading: Reading): void;
}

/** Behind annotations; their arguments hold nothing that runs. */
export function behindAnnotations(tokens: Tokens, at: number): number {
  let next = at;
  while (tokens.isSign(next, sign['@']) && tokens.isName(next + 1) && !tokens.isWord(next + 1, word.interface)) {
    next = behindQualified(tokens, next + 1);
    if (tokens.isOpen(next, brackets.round)) next = tokens.behind(next);
  }
  return next;
}

/** Behind `a.b.c`. */
export function behindQualified(tokens: Tokens, at: number): number {
  let next = at + 1;
  while (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) next += 2;
  return next;
}

/** Behind a type that begins at `at`; `at` itself where none begins. */
export function behindType(tokens: Tokens, at: number): number {
  let next = behindAnnotations(tokens, at);
  if (!tokens.isName(next)) return at;
  const code = tokens.code(next);
  if (isPrimitive(code)) next++;
  else {
    if (isKeyword(code)) return at;
    for (;;) {
      next++;
      if (tokens.isSign(next, sign['<'])) {
        const behind = behindTypeArguments(tokens, next);
        if (behind === next) return at;
        next = behind;
      }
      if (!tokens.isSign(next, sign['.'])) break;
      const member = behindAnnotations(tokens, next + 1);
      if (!tokens.isName(member) || isKeyword(tokens.code(member))) break;
      next = member;
    }
  }
  return behindDimensions(tokens, next);
}

/** Behind `[]`, as often as it stands there. */
export function behindDimensions(tokens: Tokens, at: number): number {
  let next = at;
  for (;;) {
    const open = behindAnnotations(tokens, next);
    if (!tokens.isOpen(open, brackets.square) || tokens.match(open) !== open + 1) return next;
    next = open + 2;
  }
}

/** Tokens between angle brackets: nobody writes more, and each sign may be asked. */
const longestTypes = 1000;

/** Behind `<A, ? extends B<C>>`; `at` itself where the sign is no bracket. */
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
      } else if (code === sign['@']) next = behindAnnotations(tokens, next) - 1;
      else if (!inTypes.has(code)) return at;
    } else if (kind === kinds.open) {
      if (code !== brackets.square || tokens.match(next) !== next + 1) return at;
      next++;
    } else if (kind !== kinds.name) return at;
    else if (isKeyword(code) && !isPrimitive(code) && code !== word.extends && code !== word.super) return at;
  }
  return at;
}

const inTypes: ReadonlySet<number> = new Set([sign[','], sign['.'], sign['?'], sign['&'], sign['@']]);

/** Where what stands outside of brackets ends: at a semicolon, or at a bracket that closes. */
export function endOfStatement(tokens: Tokens, at: number): number {
  for (let next = at; ;) {
    const kind = tokens.kind(next);
    if (kind === kinds.none || kind === kinds.close || tokens.isSign(next, sign[';'])) return next;
    next = kind === kinds.open ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
}

/** Goes behind the semicolon; what does not belong before it is passed. */
export function readRest(reading: Reading): void {
  const { tokens } = reading;
  if (tokens.isSign(reading.at, sign[';'])) reading.at++;
}
