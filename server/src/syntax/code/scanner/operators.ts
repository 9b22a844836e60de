import type { Range } from '../shapes.ts';
import type { Tokens } from './tokens.ts';

/** How one language joins operands. */
export interface Joining {
  /** How strongly the token at `at` joins what stands beside it; undefined where it joins nothing. */
  strength(tokens: Tokens, at: number): number | undefined;
  /** Whether an operand may end with this token: otherwise a sign behind it stands before an operand of its own. */
  endsOperand(tokens: Tokens, at: number): boolean;
  /** The token behind the part that begins at `at`: over brackets. */
  next(tokens: Tokens, at: number): number;
}

/** The operators of an expression that join its largest parts, in order; all of one strength. None where it is one operand. */
export function weakestOperators(tokens: Tokens, { from, to }: Range, joining: Joining): number[] {
  let weakest = Number.POSITIVE_INFINITY;
  let found: number[] = [];
  for (let at = from; at < to; at = joining.next(tokens, at)) {
    if (at === from) continue;
    const strength = joining.strength(tokens, at);
    if (strength === undefined || strength > weakest || !joining.endsOperand(tokens, at - 1)) continue;
    if (strength < weakest) found = [];
    weakest = strength;
    found.push(at);
  }
  return found;
}
