import type { Span } from '../../model/span.ts';

/** One token of an action. */
export interface Token {
  readonly type:
    | 'field'
    | 'variable'
    | 'word'
    | 'string'
    | 'char'
    | 'number'
    | 'dot'
    | 'open'
    | 'close'
    | 'pipe'
    | 'comma'
    | 'declare'
    | 'assign'
    | 'end';
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

/** A stretch of a template: text, or the tokens of an action. */
export type Part =
  | { readonly type: 'text'; readonly span: Span }
  | { readonly type: 'action'; readonly tokens: readonly Token[]; readonly span: Span };

/** A text that is no template, with the place. */
export class SyntaxFailure extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

const wordStart = /[\p{L}_]/u;
const wordRest = /[\p{L}\p{Nd}_]*/uy;

/** Splits a template at its braces, with trim markers applied and comments left out. Throws a `SyntaxFailure`. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  let trimStart = false;
  while (at <= text.length) {
    const open = text.indexOf('{{', at);
    const stop = open < 0 ? text.length : open;
    const trimEnd = open >= 0 && text[open + 2] === '-' && isSpace(text[open + 3]);
    pushText(parts, trimmed(text, { start: at, end: stop }, { trimStart, trimEnd }));
    if (open < 0) break;
    const inner = open + (trimEnd ? 3 : 2);
    const read = readAction(text, { open, inner });
    if (read.tokens) parts.push({ type: 'action', tokens: read.tokens, span: { start: open, end: read.end } });
    trimStart = read.trims;
    at = read.end;
  }
  return parts;
}

function pushText(parts: Part[], span: Span): void {
  if (span.end > span.start) parts.push({ type: 'text', span });
}

function trimmed(text: string, { start, end }: Span, trim: { trimStart: boolean; trimEnd: boolean }): Span {
  let from = start;
  let to = end;
  if (trim.trimEnd) while (to > from && isSpace(text[to - 1])) to--;
  if (trim.trimStart) while (from < to && isSpace(text[from])) from++;
  return { start: from, end: to };
}

interface Action {
  /** Absent for a comment. */
  readonly tokens?: readonly Token[];
  readonly end: number;
  readonly trims: boolean;
}

function readAction(text: string, { open, inner }: { open: number; inner: number }): Action {
  const comment = skipSpace(text, inner);
  if (text.startsWith('/*', inner) || (inner > open + 2 && text.startsWith('/*', comment))) {
    const from = text.startsWith('/*', inner) ? inner : comment;
    const close = text.indexOf('*/', from + 2);
    if (close < 0) throw new SyntaxFailure('unclosed comment', { start: open, end: from + 2 });
    const right = rightDelimiter(text, close + 2);
    if (!right) throw new SyntaxFailure('comment ends before closing delimiter', { start: open, end: close + 2 });
    return right;
  }
  const tokens: Token[] = [];
  let at = inner;
  let depth = 0;
  for (;;) {
    const right = rightDelimiter(text, at);
    if (right) {
      if (depth > 0) throw new SyntaxFailure('unclosed left paren', { start: open, end: right.end });
      const last = right.end - (right.trims ? 3 : 2);
      tokens.push({ type: 'end', text: '}}', start: last, end: right.end, spaced: true });
      return { tokens, end: right.end, trims: right.trims };
    }
    const start = skipSpace(text, at);
    if (start >= text.length)
      throw new SyntaxFailure('unclosed action', { start: open, end: Math.max(open + 2, lineEnd(text, open)) });
    if (start > at && rightDelimiter(text, start)) {
      at = start;
      continue;
    }
    const token = readToken(text, { start, spaced: start > at });
    if (token.type === 'open') depth++;
    if (token.type === 'close' && --depth < 0) throw new SyntaxFailure('unexpected right paren', token);
    tokens.push(token);
    at = token.end;
  }
}

function rightDelimiter(text: string, at: number): { end: number; trims: boolean } | undefined {
  if (text.startsWith('}}', at)) return { end: at + 2, trims: false };
  if (isSpace(text[at]) && text.startsWith('-}}', at + 1)) return { end: at + 4, trims: true };
  return undefined;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  // A space that belongs to a trim marker is left for it.
  while (isSpace(text[at]) && !text.startsWith('-}}', at + 1)) at++;
  return at;
}

interface TokenStart {
  readonly text: string;
  readonly start: number;
  readonly spaced: boolean;
}

function made({ text, start, spaced }: TokenStart, { type, end }: Pick<Token, 'type' | 'end'>): Token {
  return { type, text: text.slice(start, end), start, end, spaced };
}

function readToken(text: string, { start, spaced }: { start: number; spaced: boolean }): Token {
  const first = text[start] ?? '';
  const at = { text, start, spaced };
  switch (first) {
    case '(':
      return made(at, { type: 'open', end: start + 1 });
    case ')':
      return made(at, { type: 'close', end: start + 1 });
    case '|':
      return made(at, { type: 'pipe', end: start + 1 });
    case ',':
      return made(at, { type: 'comma', end: start + 1 });
    case '=':
      return made(at, { type: 'assign', end: start + 1 });
    case '"':
    case "'":
      return made(at, { type: first === '"' ? 'string' : 'char', end: closeQuote(text, start) });
    case '`': {
      const close = text.indexOf('`', start + 1);
      if (close < 0) throw new SyntaxFailure('unterminated raw quoted string', { start, end: start + 1 });
      return made(at, { type: 'string', end: close + 1 });
    }
    case '$': {
      const end = wordEnd(text, start + 1);
      return checked(text, made(at, { type: 'variable', end: end }));
    }
    case ':':
      if (text[start + 1] === '=') return made(at, { type: 'declare', end: start + 2 });
      throw new SyntaxFailure('expected :=', { start, end: start + 1 });
    default:
  }
  if (first === '.' && !/[0-9]/.test(text[start + 1] ?? '')) {
    const end = wordEnd(text, start + 1);
    return checked(text, made(at, { type: end === start + 1 ? 'dot' : 'field', end: end }));
  }
  if (/[-+.0-9]/.test(first)) return number(text, made(at, { type: 'number', end: start }));
  if (wordStart.test(first)) return checked(text, made(at, { type: 'word', end: wordEnd(text, start) }));
  throw new SyntaxFailure(`unrecognized character in action: ${JSON.stringify(first)}`, { start, end: start + 1 });
}

function wordEnd(text: string, from: number): number {
  wordRest.lastIndex = from;
  return from + (wordRest.exec(text)?.[0].length ?? 0);
}

/** A word, a field and a variable must be followed by something that ends them. */
function checked(text: string, token: Token): Token {
  const next = text[token.end];
  if (next === undefined || isSpace(next) || '.,|:)(='.includes(next) || text.startsWith('}}', token.end)) return token;
  throw new SyntaxFailure(`bad character ${JSON.stringify(next)}`, { start: token.end, end: token.end + 1 });
}

function closeQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '\n') break;
    else if (character === quote) return at + 1;
  }
  const kind = quote === '"' ? 'quoted string' : 'character constant';
  throw new SyntaxFailure(`unterminated ${kind}`, { start, end: lineEnd(text, start) });
}

const numbers =
  /[+-]?(0[xX][0-9a-fA-F_]*(\.[0-9a-fA-F_]*)?([pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(\.[0-9_]*)?([eE][+-]?[0-9_]*)?)/y;

function number(text: string, token: Token): Token {
  numbers.lastIndex = token.start;
  const length = numbers.exec(text)?.[0].length ?? 0;
  const end = token.start + Math.max(length, 1);
  const next = text[end] ?? '';
  if (length === 0 || /[\p{L}\p{Nd}_]/u.test(next)) {
    throw new SyntaxFailure(`bad number syntax: ${JSON.stringify(text.slice(token.start, end + 1))}`, {
      start: token.start,
      end: end + (next ? 1 : 0),
    });
  }
  return { ...token, text: text.slice(token.start, end), end };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
