import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { sign, word } from './words.ts';
import { behindAssertion, behindCallTypes, behindType, behindTypeParameters } from './types.ts';

/** The expressions or members between the commas of brackets. */
export function itemsIn(tokens: Tokens, open: number): Range[] {
  const end = Math.min(tokens.match(open), tokens.count);
  const items: Range[] = [];
  let first = open + 1;
  for (let at = first; at <= end; at = at < end ? Math.min(behindPart(tokens, at), end) : at + 1) {
    if (at < end && !tokens.isSign(at, sign[','])) continue;
    if (at > first) items.push({ from: first, to: at });
    first = at + 1;
  }
  return items;
}

/** Behind the next part of an expression, over brackets and types. */
export function behindPart(tokens: Tokens, at: number): number {
  const kind = tokens.kind(at);
  if (kind === kinds.open) return Math.max(tokens.behind(at), at + 1);
  const code = tokens.code(at);
  if (kind === kinds.name) {
    if ((code !== word.as && code !== word.satisfies) || !endsOperand(tokens, at - 1)) return at + 1;
    return behindAssertion(tokens, at);
  }
  if (kind !== kinds.sign) return at + 1;
  if (code === sign['<']) {
    if (endsOperand(tokens, at - 1)) return Math.max(behindCallTypes(tokens, at), at + 1);
    return Math.max(behindTypeParameters(tokens, at), at + 1);
  }
  // The type of what a method or an arrow function gives.
  if (code === sign[':'] && tokens.kind(at - 1) === kinds.close) {
    const behind = behindType(tokens, at + 1);
    const isResult = tokens.isSign(behind, sign['=>']) || tokens.isOpen(behind, brackets.curly);
    return behind > at + 1 && isResult ? behind : at + 1;
  }
  return at + 1;
}

const operators: ReadonlySet<number> = new Set([
  word.in,
  word.instanceof,
  word.typeof,
  word.void,
  word.delete,
  word.await,
  word.yield,
  word.new,
  word.return,
  word.case,
  word.throw,
]);

/** Whether an operand may end with this token: otherwise a sign behind it stands before an operand of its own. */
export function endsOperand(tokens: Tokens, at: number): boolean {
  const kind = tokens.kind(at);
  if (kind === kinds.name) return !operators.has(tokens.code(at)) || tokens.isSign(at - 1, sign['.']);
  if (kind === kinds.sign) {
    const code = tokens.code(at);
    return (
      code === sign['++'] ||
      code === sign['--'] ||
      (code === sign['!'] && endsOperand(tokens, at - 1)) ||
      code === sign['>']
    );
  }
  return kind === kinds.number || kind === kinds.string || kind === kinds.close;
}
