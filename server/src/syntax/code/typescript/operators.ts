import type { Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { weakestOperators, type Joining } from '../scanner/operators.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, Values } from '../shapes.ts';
import { bareOf, templateText } from './bare.ts';
import { behindPart, endsOperand } from './items.ts';
import { sign, word } from './words.ts';
import { marks } from './tags.ts';
import { behindCallTypes } from './types.ts';

const strengths: ReadonlyMap<number, number> = new Map([
  [sign['??'], 1],
  [sign['||'], 2],
  [sign['&&'], 3],
  [sign['|'], 4],
  [sign['^'], 5],
  [sign['&'], 6],
  ...[sign['=='], sign['!='], sign['==='], sign['!==']].map((code) => [code, 7] as const),
  ...[sign['<'], sign['<='], sign['>'], sign['>=']].map((code) => [code, 8] as const),
  [sign['<<'], 9],
  ...[sign['+'], sign['-']].map((code) => [code, 10] as const),
  ...[sign['*'], sign['/'], sign['%']].map((code) => [code, 11] as const),
  [sign['**'], 12],
]);
const relations: ReadonlySet<number> = new Set([word.in, word.instanceof, word.as, word.satisfies]);

const joining: Joining = {
  strength: (tokens, at) => {
    if (tokens.kind(at) === kinds.name) return relations.has(tokens.code(at)) && !isMember(tokens, at) ? 8 : undefined;
    if (tokens.kind(at) !== kinds.sign || behindCallTypes(tokens, at) > at) return undefined;
    return strengths.get(tokens.code(at));
  },
  endsOperand,
  next: behindPart,
};

function isMember(tokens: Tokens, at: number): boolean {
  return tokens.isSign(at - 1, sign['.']) || tokens.isSign(at - 1, sign['?.']);
}

/** What an expression with operators is; nothing where it is one operand. */
export function joined(values: Values, { from, to }: Range, read: (range: Range) => Value): Value | undefined {
  const { tokens } = values;
  const span = tokens.span(from, to);
  const operators = weakestOperators(tokens, { from, to }, joining);
  const last = operators.at(-1);
  if (last === undefined) return signed(values, { from, to });
  if (tokens.isWord(last, word.as) || tokens.isWord(last, word.satisfies)) return read({ from, to: last });
  if (tokens.isSign(last, sign['||']) || tokens.isSign(last, sign['??']))
    return { kind: 'either', of: [read({ from, to: last }), read({ from: last + 1, to })], span };
  const isSum = tokens.isSign(last, sign['+']);
  const text = isSum ? concatenation(values, { from, to, operators }) : undefined;
  if (text !== undefined) return { kind: 'string', text, span };
  const number = constantOf(values, { from, to });
  return number === undefined ? { kind: 'other', span } : { kind: 'number', text: String(number), span };
}

/** `'/users/' + id` reads as `/users/${}`; nothing when no part is a string. */
function concatenation(
  values: Values,
  { from, to, operators }: Range & { readonly operators: readonly number[] },
): string | undefined {
  const { tokens } = values;
  // Only what is added on the way from the right is a part; before a minus, all is one.
  const first = operators.findLastIndex((at) => !tokens.isSign(at, sign['+'])) + 1;
  const bounds = operators.slice(first);
  const ends = [...bounds, to];
  const parts = ends.map((end, at) => {
    const before = bounds[at - 1];
    return bareOf(tokens, { from: before === undefined ? from : before + 1, to: end });
  });
  const texts = parts.map((part) => textOf(tokens, part));
  if (texts.every((text) => text === undefined)) return undefined;
  return texts.map((text) => text ?? '${}').join('');
}

function textOf(tokens: Tokens, { from, to }: Range): string | undefined {
  if (tokens.isOpen(from, marks.template) && tokens.behind(from) === to) return templateText(tokens, from);
  if (to - from !== 1 || tokens.kind(from) !== kinds.string) return undefined;
  const text = tokens.word(from);
  return text.startsWith('/') ? undefined : text.slice(1, -1);
}

/** `-5`, `void 0`; nothing where no sign or word stands before the operand. */
function signed(values: Values, { from, to }: Range): Value | undefined {
  const { tokens } = values;
  const span = tokens.span(from, to);
  if (tokens.isWord(from, word.void))
    return to === from + 2 && tokens.kind(from + 1) === kinds.number
      ? { kind: 'null', text: 'undefined', span }
      : { kind: 'other', span };
  if (tokens.kind(from) !== kinds.sign) return undefined;
  const number = constantOf(values, { from, to });
  return number === undefined ? { kind: 'other', span } : { kind: 'number', text: String(number), span };
}

/** `5 * 60 * 1000` is a number, as people write durations. */
function constantOf(values: Values, range: Range, depth = 0): number | undefined {
  const { tokens } = values;
  const { from, to } = bareOf(tokens, range);
  if (depth > 8) return undefined;
  if (to - from === 1) {
    return tokens.kind(from) === kinds.number ? Number(tokens.word(from).replaceAll('_', '')) : undefined;
  }
  const operators = weakestOperators(tokens, { from, to }, joining);
  const at = operators.at(-1);
  if (at === undefined) {
    const value = tokens.isSign(from, sign['-']) ? constantOf(values, { from: from + 1, to }, depth + 1) : undefined;
    return value === undefined ? undefined : -value;
  }
  const left = constantOf(values, { from, to: at }, depth + 1);
  const right = left === undefined ? undefined : constantOf(values, { from: at + 1, to }, depth + 1);
  if (left === undefined || right === undefined) return undefined;
  if (tokens.isSign(at, sign['*'])) return left * right;
  if (tokens.isSign(at, sign['+'])) return left + right;
  if (tokens.isSign(at, sign['-'])) return left - right;
  if (tokens.isSign(at, sign['/'])) return left / right;
  return tokens.isSign(at, sign['**']) ? left ** right : undefined;
}
