import type { Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { weakestOperators, type Joining } from '../scanner/operators.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { behindPart } from './items.ts';
import { isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';

const strengths: ReadonlyMap<number, number> = new Map([
  [sign['||'], 1],
  [sign['&&'], 2],
  [sign['|'], 3],
  [sign['^'], 4],
  [sign['&'], 5],
  ...[sign['=='], sign['!=']].map((code) => [code, 6] as const),
  ...[sign['<'], sign['<='], sign['>'], sign['>=']].map((code) => [code, 7] as const),
  [sign['<<'], 8],
  ...[sign['+'], sign['-']].map((code) => [code, 9] as const),
  ...[sign['*'], sign['/'], sign['%']].map((code) => [code, 10] as const),
]);
const arithmetic: ReadonlySet<number> = new Set([sign['+'], sign['-'], sign['*'], sign['/']]);

const joining: Joining = {
  strength: (tokens, at) => {
    if (tokens.isWord(at, word.is) || tokens.isWord(at, word.as)) return 7;
    return tokens.kind(at) === kinds.sign ? strengths.get(tokens.code(at)) : undefined;
  },
  endsOperand(tokens, at) {
    const kind = tokens.kind(at);
    if (kind === kinds.name) return !isKeyword(tokens.code(at)) || values.has(tokens.code(at));
    if (kind === kinds.sign)
      return (
        tokens.isSign(at, sign['++']) ||
        tokens.isSign(at, sign['--']) ||
        tokens.isSign(at, sign['>']) ||
        tokens.isSign(at, sign['!'])
      );
    return kind === kinds.number || kind === kinds.string || kind === kinds.close;
  },
  next: behindPart,
};

const values: ReadonlySet<number> = new Set([word.this, word.base, word.null, word.true, word.false]);

/**
 * What an expression with operators is: arithmetic on constants stays a number (`5 * 1000`); strings that are joined stay a string
 * with gaps. Nothing where there is no operator between operands.
 */
export function joined(tokens: Tokens, { from, to }: Range, read: (range: Range) => Value): Value | undefined {
  const operators = weakestOperators(tokens, { from, to }, joining);
  if (operators.length === 0) return undefined;
  if (operators.some((at) => !arithmetic.has(tokens.code(at)) || tokens.kind(at) !== kinds.sign))
    return { kind: 'other', span: tokens.span(from, to) };
  let found = read({ from, to: operators[0] ?? to });
  for (const [index, at] of operators.entries()) {
    const end = operators[index + 1] ?? to;
    const sides = [found, read({ from: at + 1, to: end })];
    const span = tokens.span(from, end);
    if (tokens.isSign(at, sign['+']) && sides.some(({ kind }) => kind === 'string')) {
      found = {
        kind: 'string',
        text: sides.map((side) => (side.kind === 'string' ? side.text : '${}')).join(''),
        span,
      };
    } else if (sides.every(({ kind }) => kind === 'number'))
      found = { kind: 'number', text: tokens.slice(from, end), span };
    else found = { kind: 'other', span };
  }
  return found;
}
