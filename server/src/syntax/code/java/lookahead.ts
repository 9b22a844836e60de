import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { isKeyword, isPrimitive, sign, word } from './lexicon.ts';
import { behindAnnotations, behindType, behindTypeArguments } from './reading.ts';

/** Whether parentheses are the parameters of a lambda expression. */
export function isLambda(tokens: Tokens, open: number): boolean {
  return tokens.isSign(tokens.behind(open), sign['->']);
}

/** Whether parentheses are a cast: a type, and an operand behind it. */
export function isCast(tokens: Tokens, open: number): boolean {
  const close = tokens.match(open);
  let behind = behindType(tokens, open + 1);
  if (behind === open + 1) return false;
  while (tokens.isSign(behind, sign['&'])) behind = Math.max(behindType(tokens, behind + 1), behind + 1);
  if (behind !== close || !tokens.isClosed(open)) return false;
  const next = close + 1;
  const code = tokens.code(next);
  switch (tokens.kind(next)) {
    case kinds.number:
    case kinds.string:
      return true;
    case kinds.name:
      return code !== word.instanceof;
    case kinds.open:
      return code === brackets.round;
    case kinds.sign:
      if (code === sign['!'] || code === sign['~']) return true;
      return isPrimitive(tokens.code(close - 1)) && [sign['+'], sign['-'], sign['++'], sign['--']].includes(code);
    default:
      return false;
  }
}

/** Behind the type of what `new` makes, without the dimensions of an array. */
export function behindCreated(tokens: Tokens, at: number): number {
  let next = tokens.isSign(at, sign['<']) ? behindTypeArguments(tokens, at) : at;
  for (;;) {
    next = behindAnnotations(tokens, next);
    if (!tokens.isName(next)) return next;
    const code = tokens.code(next);
    if (isKeyword(code) && !isPrimitive(code)) return next;
    next++;
    if (tokens.isSign(next, sign['<'])) next = behindTypeArguments(tokens, next);
    if (!tokens.isSign(next, sign['.'])) return next;
    next++;
  }
}

/** The names of a type as written, without annotations, type arguments and dimensions: `OkHttpClient.Builder`. */
export function typeNames(tokens: Tokens, { from, to }: Range): string[] {
  const names: string[] = [];
  for (let at = from; at < to; at++) {
    if (tokens.isSign(at, sign['<'])) at = Math.max(behindTypeArguments(tokens, at) - 1, at);
    else if (tokens.isSign(at, sign['@'])) {
      at++;
      if (tokens.isOpen(at + 1, brackets.round)) at = tokens.behind(at + 1) - 1;
    } else if (tokens.isOpen(at, brackets.square)) break;
    else if (tokens.isName(at)) names.push(tokens.word(at));
  }
  return names;
}
