import type { Draft } from '../draft.ts';
import type { Range } from '../shapes.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { bracket } from './brackets.ts';
import { sign, word } from './lexicon.ts';

/** What the readers of Python share while they go through the tokens of one file. */
export interface Reading {
  readonly tokens: Tokens;
  readonly draft: Draft;
  /** The token that is read next. */
  at: number;
  /** The innermost function or class: assigned names belong to it. */
  scope: Scope | undefined;
  /** The line whose end was found last. */
  line: Range;
  /** Goes through statements, up to the token `end`: what holds a block is read by what reads its statements. */
  readonly readStatements: (reading: Reading, end: number) => void;
}

/** A function or class that statements stand in. */
export interface Scope {
  readonly kind: 'function' | 'class';
  readonly region: number;
  /** Names that need no declaration any more: parameters, `global`s and those declared already. */
  readonly known: Set<string>;
}

/** Whether a statement ends at this token. */
export function isEnd(tokens: Tokens, at: number): boolean {
  return tokens.isSign(at, sign[';']) || isLineEnd(tokens, at);
}

/** The token that ends the line: a line break outside of brackets, or the end of the block. */
export function endOfLine(reading: Reading, at: number): number {
  const { tokens, line } = reading;
  if (at >= line.from && at <= line.to) return line.to;
  let to = at;
  while (!isLineEnd(tokens, to)) to = behind(tokens, to);
  reading.line = { from: at, to };
  return to;
}

function isLineEnd(tokens: Tokens, at: number): boolean {
  const kind = tokens.kind(at);
  if (kind === kinds.newline || kind === kinds.none) return true;
  return (kind === kinds.open || kind === kinds.close) && tokens.code(at) === bracket.block;
}

/** Behind a token, behind the brackets that it opens, or behind the parameters of a `lambda`. */
export function behind(tokens: Tokens, at: number): number {
  if (tokens.kind(at) === kinds.open) return Math.max(tokens.behind(at), at + 1);
  return tokens.isWord(at, word.lambda) ? behindParameters(tokens, at) : at + 1;
}

function behindParameters(tokens: Tokens, at: number): number {
  let depth = 1;
  for (let next = at + 1; ;) {
    const kind = tokens.kind(next);
    if (kind === kinds.open) next = Math.max(tokens.behind(next), next + 1);
    else if (kind === kinds.close || kind === kinds.newline || kind === kinds.none) return next;
    else {
      if (tokens.isWord(next, word.lambda)) depth++;
      else if (tokens.isSign(next, sign[':'])) depth--;
      next++;
      if (depth === 0) return next;
    }
  }
}

/** What stands between the commas of a range, outside of brackets. */
export function itemsOf(tokens: Tokens, { from, to }: Range): Range[] {
  const items: Range[] = [];
  let first = from;
  for (let at = from; at < to;) {
    if (tokens.isSign(at, sign[','])) {
      if (at > first) items.push({ from: first, to: at });
      first = at + 1;
    }
    at = behind(tokens, at);
  }
  if (to > first) items.push({ from: first, to });
  return items;
}

/** The first place outside of brackets where this sign or word stands; -1 for none. */
export function find(tokens: Tokens, { from, to }: Range, wanted: { sign?: number; word?: number }): number {
  for (let at = from; at < to; at = behind(tokens, at)) {
    const kind = tokens.kind(at);
    if (kind === kinds.sign && tokens.code(at) === wanted.sign) return at;
    if (kind !== kinds.name || wanted.word === undefined) continue;
    if (tokens.code(at) === wanted.word) return at;
    // All that follows belongs to it.
    if (tokens.code(at) === word.lambda && wanted.word !== word.for) return -1;
  }
  return -1;
}

/** Whether brackets hold a comprehension or a generator. */
export function isComprehension(tokens: Tokens, open: number): boolean {
  return find(tokens, inside(tokens, open), { word: word.for }) >= 0;
}

/** What stands in brackets. */
export function inside(tokens: Tokens, open: number): Range {
  return { from: open + 1, to: Math.max(open + 1, Math.min(tokens.match(open), tokens.count)) };
}

/** Whether brackets of this sort hold all of a range. */
export function isWhole(tokens: Tokens, { from, to }: Range, code: number): boolean {
  return tokens.isOpen(from, code) && tokens.behind(from) === to;
}

/** What is between parentheses that hold nothing else; the range itself where there are none. */
export function unwrapped(tokens: Tokens, range: Range): Range {
  let { from, to } = range;
  while (to - from > 2 && isWhole(tokens, { from, to }, brackets.round) && tokens.isClosed(from)) {
    from++;
    to--;
  }
  return { from, to };
}

/** The items of `a, b`, `(a, b)`, `[a, b]` or `{a, b}`; undefined for what is no list. */
export function listed(tokens: Tokens, range: Range): Range[] | undefined {
  const { from, to } = unwrapped(tokens, range);
  if (to <= from) return undefined;
  const isSquare = isWhole(tokens, { from, to }, brackets.square);
  if (isSquare || isWhole(tokens, { from, to }, brackets.curly)) {
    if (isComprehension(tokens, from)) return undefined;
    if (!isSquare && isDictionary(tokens, from)) return undefined;
    return itemsOf(tokens, inside(tokens, from));
  }
  if (isWhole(tokens, { from, to }, brackets.round)) return to - from === 2 ? [] : undefined;
  return find(tokens, { from, to }, { sign: sign[','] }) < 0 ? undefined : itemsOf(tokens, { from, to });
}

/** Whether curly brackets are a dictionary, and no set. */
export function isDictionary(tokens: Tokens, open: number): boolean {
  const { from, to } = inside(tokens, open);
  if (from >= to || tokens.isSign(from, sign['**'])) return true;
  const comma = find(tokens, { from, to }, { sign: sign[','] });
  return find(tokens, { from, to: comma < 0 ? to : comma }, { sign: sign[':'] }) >= 0;
}
