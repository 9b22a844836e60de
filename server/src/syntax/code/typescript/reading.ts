import type { Draft } from '../draft.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { sign } from './words.ts';

/** What the readers of TypeScript share while they go through the tokens of one file. */
export interface Reading {
  readonly tokens: Tokens;
  readonly draft: Draft;
  /** The token that is read next. */
  at: number;
  readonly enter: Entrances;
}

/** Readers of what expressions and statements hold and stand in. */
export interface Entrances {
  /** The statements in curly brackets; goes behind them. */
  block(reading: Reading, open: number): void;
  /** One statement, its semicolon included. */
  statement(reading: Reading): void;
  /** A class from its decorators, `abstract` or `class`; `decoratedBy` are calls that stand before `export`. */
  class(reading: Reading, place: { readonly expression?: boolean; readonly decoratedBy?: readonly number[] }): void;
  /** `function` in an expression; gives its region, none for a signature. */
  function(reading: Reading, place: { readonly expression: boolean }): number | undefined;
  /** An arrow function; gives its region. */
  arrow(reading: Reading, place: ArrowPlace): number;
  /** An object literal; goes behind it. */
  object(reading: Reading): void;
  /** Reads what stands in brackets, and goes behind them. */
  inside(reading: Reading, open: number): unknown;
  /** What an assignment binds and exports. */
  assign(reading: Reading, assignment: Assignment): void;
}

/** An assignment in tokens; the value ends before `to`, and `region` is that of the function that it is. */
export interface Assignment {
  readonly target: Range;
  readonly sign: number;
  readonly to: number;
  readonly region: number | undefined;
}

/** Where an arrow function stands, in tokens. */
export interface ArrowPlace {
  readonly from: number;
  /** The bracket of its parameters, or the one parameter. */
  readonly list: number;
  /** Behind the arrow. */
  readonly body: number;
}

/** Goes behind the semicolon, where one stands there. */
export function readSemicolon(reading: Reading): void {
  if (reading.tokens.isSign(reading.at, sign[';'])) reading.at++;
}

/** Whether a statement ends before this token: at a semicolon, a bracket that closes, or a new line. */
export function endsBefore(tokens: Tokens, at: number): boolean {
  const kind = tokens.kind(at);
  return kind === kinds.none || kind === kinds.close || tokens.isSign(at, sign[';']) || tokens.startsLine(at);
}

/** `empty` for a block without a statement. */
export function emptiness(tokens: Tokens, open: number): { empty?: true } {
  for (let at = open + 1; at < tokens.match(open); at++) {
    if (!tokens.isSign(at, sign[';'])) return {};
  }
  return { empty: true };
}

/** The name of a property as written in a literal or class, and the token behind it; no name for one that is computed. */
export function keyAt(tokens: Tokens, at: number): { name?: string; behind: number } {
  const kind = tokens.kind(at);
  if (kind === kinds.string) return { name: tokens.word(at).slice(1, -1), behind: at + 1 };
  if (!tokens.isOpen(at, brackets.square)) return { name: tokens.word(at), behind: at + 1 };
  const behind = tokens.behind(at);
  const isText = behind === at + 3 && tokens.kind(at + 1) === kinds.string;
  return { ...(isText ? { name: tokens.word(at + 1).slice(1, -1) } : {}), behind };
}

/** Whether a key may begin here. */
export function isKey(tokens: Tokens, at: number): boolean {
  const kind = tokens.kind(at);
  return kind === kinds.name || kind === kinds.string || kind === kinds.number || tokens.isOpen(at, brackets.square);
}
