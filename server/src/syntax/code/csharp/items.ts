import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { sign, word } from './words.ts';
import { behindCreated, typeArgumentsEnd } from './lookahead.ts';
import { behindPlainType, behindTypeArguments } from './reading.ts';

/** The expressions between the commas of brackets. */
export function expressionsIn(tokens: Tokens, open: number): Range[] {
  return itemsIn(tokens, { open, next: (at) => behindPart(tokens, at) });
}

/** The declarations between the commas of brackets: what stands in angle brackets are types. */
export function declarationsIn(tokens: Tokens, open: number): Range[] {
  const next = (at: number) =>
    tokens.isSign(at, sign['<']) ? Math.max(behindTypeArguments(tokens, at), at + 1) : behindToken(tokens, at);
  return itemsIn(tokens, { open, next });
}

function itemsIn(tokens: Tokens, { open, next }: { open: number; next: (at: number) => number }): Range[] {
  const end = Math.min(tokens.match(open), tokens.count);
  const items: Range[] = [];
  let first = open + 1;
  for (let at = first; at <= end; at = at < end ? Math.min(next(at), end) : at + 1) {
    if (at < end && !tokens.isSign(at, sign[','])) continue;
    if (at > first) items.push({ from: first, to: at });
    first = at + 1;
  }
  return items;
}

/** Behind the next part of an expression, over brackets and the arguments of types. */
export function behindPart(tokens: Tokens, at: number): number {
  if (tokens.isWord(at, word.new)) return Math.max(behindCreated(tokens, at + 1), at + 1);
  if (tokens.isWord(at, word.is) || tokens.isWord(at, word.as))
    return Math.max(behindPlainType(tokens, at + 1), at + 1);
  if (tokens.isSign(at, sign['<'])) return Math.max(typeArgumentsEnd(tokens, at), at + 1);
  return behindToken(tokens, at);
}

function behindToken(tokens: Tokens, at: number): number {
  return tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
}
