import type { Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { weakestOperators, type Joining } from '../scanner/operators.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import { behind } from './reading.ts';

const comparisons = [sign['=='], sign['!='], sign['<>'], sign['<'], sign['<='], sign['>'], sign['>=']];
/** How strongly a sign joins what stands beside it. */
const strengths: ReadonlyMap<number, number> = new Map([
  ...comparisons.map((code) => [code, 4] as const),
  [sign['|'], 5],
  [sign['^'], 6],
  [sign['&'], 7],
  ...[sign['<<'], sign['>>']].map((code) => [code, 8] as const),
  ...[sign['+'], sign['-']].map((code) => [code, 9] as const),
  ...[sign['*'], sign['/'], sign['//'], sign['%'], sign['@']].map((code) => [code, 10] as const),
  [sign['**'], 12],
]);
const strengthsOfWords: ReadonlyMap<number, number> = new Map([
  [word.or, 1],
  [word.and, 2],
  [word.not, 3],
  [word.in, 4],
  [word.is, 4],
]);
/** Between the signs that join two factors and the power. */
const unary = 11;

const joining: Joining = {
  strength: (tokens, at) => {
    const kind = tokens.kind(at);
    if (kind === kinds.sign) return strengths.get(tokens.code(at));
    return kind === kinds.name ? strengthsOfWords.get(tokens.code(at)) : undefined;
  },
  endsOperand: (tokens, at) => {
    const kind = tokens.kind(at);
    if (kind === kinds.name) return !isKeyword(tokens.code(at));
    if (kind === kinds.sign) return tokens.code(at) === sign['...'];
    return kind === kinds.number || kind === kinds.string || kind === kinds.close;
  },
  // All that follows belongs to a function.
  next: (tokens, at) => (tokens.isWord(at, word.lambda) ? tokens.count : behind(tokens, at)),
};

/** A longer row of alternatives is *other*. */
const maxAlternatives = 200;

/**
 * What an expression with operators is: arithmetic on constants stays a number; strings that are joined or formatted stay a string with
 * gaps. Nothing where there is no operator between operands.
 */
export function joined(tokens: Tokens, { from, to }: Range, read: (range: Range) => Value): Value | undefined {
  const operators = weakestOperators(tokens, { from, to }, joining);
  const first = operators[0];
  if (first === undefined) return undefined;
  const strength = joining.strength(tokens, first) ?? 0;
  const other: Value = { kind: 'other', span: tokens.span(from, to) };
  if (tokens.isWord(from, word.not) && strength > 2) return other;
  // `-a ** b` is the opposite of a power.
  if (strength > unary && tokens.kind(from) === kinds.sign) return undefined;
  const isOr = tokens.isWord(first, word.or);
  if (isOr ? operators.length > maxAlternatives : strength < 9 || strength > 10) return other;
  let found = read({ from, to: first });
  for (const [index, at] of operators.entries()) {
    const end = operators[index + 1] ?? to;
    const right = read({ from: at + 1, to: end });
    const span = tokens.span(from, end);
    if (isOr) found = { kind: 'either', of: [found, right], span };
    else found = combine(found, right, { code: tokens.code(at), text: tokens.slice(from, end), span });
  }
  return found;
}

function combine(
  left: Value,
  right: Value,
  { code, text, span }: { code: number; text: string; span: Value['span'] },
): Value {
  if (code === sign['//'] || code === sign['@']) return { kind: 'other', span };
  if (code === sign['%'] && left.kind === 'string')
    return { kind: 'string', text: left.text.replace(/%(\(\w+\))?[-\d.]*[sdrfxi]/g, '${}'), span };
  if (code === sign['+'] && (left.kind === 'string' || right.kind === 'string')) {
    const written = [left, right].map((side) => (side.kind === 'string' ? side.text : '${}'));
    return { kind: 'string', text: written.join(''), span };
  }
  const isNumber = left.kind === 'number' && right.kind === 'number';
  return isNumber ? { kind: 'number', text, span } : { kind: 'other', span };
}
