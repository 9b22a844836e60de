import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { isClause, isKeyword, isPrimitive } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindAttributes, behindType, behindTypeArguments } from './reading.ts';

/** Whether a function without a name begins here: `x =>`, `(x) =>`, `async`, `static` or `delegate` before it. */
export function isLambdaAt(tokens: Tokens, at: number): boolean {
  let next = behindAttributes(tokens, at);
  for (let words = 0; words < 2 && (tokens.isWord(next, word.async) || tokens.isWord(next, word.static)); words++) {
    if (tokens.isSign(next + 1, sign['=>'])) return true;
    next++;
  }
  if (tokens.isWord(next, word.delegate)) return true;
  if (tokens.isOpen(next, brackets.round)) return tokens.isSign(tokens.behind(next), sign['=>']);
  if (tokens.isName(next) && !isKeyword(tokens.code(next)) && tokens.isSign(next + 1, sign['=>'])) return true;
  return parametersAt(tokens, next) > next;
}

/** The bracket of the parameters behind the type of what a function gives: `int (x) => …`; `at` itself where there is none. */
export function parametersAt(tokens: Tokens, at: number): number {
  const list = tokens.isName(at) ? behindType(tokens, at) : at;
  return list > at && tokens.isOpen(list, brackets.round) && tokens.isSign(tokens.behind(list), sign['=>']) ? list : at;
}

/** Whether parentheses are a cast: a type, and an operand behind it. */
export function isCast(tokens: Tokens, open: number): boolean {
  const close = tokens.match(open);
  const behind = behindType(tokens, open + 1);
  if (behind === open + 1 || behind !== close || !tokens.isClosed(open)) return false;
  const next = close + 1;
  const code = tokens.code(next);
  switch (tokens.kind(next)) {
    case kinds.number:
    case kinds.string:
      return true;
    case kinds.name:
      return !follows.has(code) && !isClause(code);
    case kinds.open:
      return code !== brackets.square && code !== brackets.curly;
    case kinds.sign:
      if (code === sign['!'] || code === sign['~']) return true;
      return isPrimitive(tokens.code(close - 1)) && [sign['+'], sign['-'], sign['++'], sign['--']].includes(code);
    default:
      return false;
  }
}

/** Words behind an operand. */
const follows: ReadonlySet<number> = new Set([
  word.is,
  word.as,
  word.switch,
  word.with,
  word.when,
  word.and,
  word.or,
  word.else,
]);

/** Whether the sign `<` behind a name opens arguments of types in an expression: where they end, or -1. */
export function typeArgumentsEnd(tokens: Tokens, at: number): number {
  const behind = behindTypeArguments(tokens, at);
  if (behind === at) return -1;
  switch (tokens.kind(behind)) {
    case kinds.none:
    case kinds.close:
      return behind;
    case kinds.open:
      return tokens.code(behind) <= brackets.curly ? behind : -1;
    case kinds.sign:
      return afterTypes.has(tokens.code(behind)) ? behind : -1;
    default:
      return -1;
  }
}

const afterTypes: ReadonlySet<number> = new Set([
  sign[';'],
  sign[':'],
  sign[','],
  sign['.'],
  sign['?.'],
  sign['::'],
  sign['?'],
  sign['=='],
  sign['!='],
  sign['|'],
  sign['^'],
  sign['&&'],
  sign['||'],
  sign['&'],
  sign['=>'],
]);

/** Behind the type of what `new` makes, without the dimensions of an array. */
export function behindCreated(tokens: Tokens, at: number): number {
  let next = at;
  for (;;) {
    if (!tokens.isName(next)) return next;
    const code = tokens.code(next);
    if (isKeyword(code) && !isPrimitive(code)) return next;
    next++;
    if (tokens.isSign(next, sign['<'])) next = behindTypeArguments(tokens, next);
    if (tokens.isSign(next, sign['?']) && tokens.isOpen(next + 1, brackets.square)) return next + 1;
    if (!tokens.isSign(next, sign['.']) && !tokens.isSign(next, sign['::'])) return next;
    next++;
  }
}

/** The names of a type as written, without attributes, arguments of types and dimensions: `Grpc.Channel`. */
export function typeNames(tokens: Tokens, { from, to }: Range): string[] {
  const names: string[] = [];
  for (let at = from; at < to; at++) {
    if (tokens.isSign(at, sign['<'])) at = Math.max(behindTypeArguments(tokens, at) - 1, at);
    else if (tokens.kind(at) === kinds.open) break;
    else if (tokens.isSign(at, sign['::'])) names.length = 0;
    else if (tokens.isName(at)) names.push(tokens.word(at));
  }
  return names;
}

/** The last name of a type, without its arguments. */
export function lastNameOf(tokens: Tokens, { from, to }: Range): number {
  let name = -1;
  for (let at = from; at < to; at++) {
    if (tokens.isSign(at, sign['<'])) at = Math.max(behindTypeArguments(tokens, at) - 1, at);
    else if (tokens.isName(at)) name = at;
  }
  return name;
}
