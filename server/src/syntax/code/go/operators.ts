import type { Path, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range, Values } from '../shapes.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import { behindSignature } from './reading.ts';

/** How strongly a sign joins what stands beside it. */
const strengths: ReadonlyMap<number, number> = new Map([
  [sign['||'], 1],
  [sign['&&'], 2],
  ...[sign['=='], sign['!='], sign['<'], sign['<='], sign['>'], sign['>=']].map((code) => [code, 3] as const),
  ...[sign['+'], sign['-'], sign['|'], sign['^']].map((code) => [code, 4] as const),
  ...[sign['*'], sign['/'], sign['%'], sign['<<'], sign['>>'], sign['&'], sign['&^']].map((code) => [code, 5] as const),
]);
const arithmetic: ReadonlySet<number> = new Set([sign['+'], sign['-'], sign['*'], sign['/']]);

/**
 * What an expression with operators is: arithmetic on constants stays a number (`5 * time.Second`); strings that are joined stay a
 * string with gaps. Nothing where there is no operator between operands.
 */
export function joined({ tokens }: Values, { from, to }: Range, read: (range: Range) => Value): Value | undefined {
  let weakest = 6;
  const operators: number[] = [];
  for (let at = from; at < to; at++) {
    const kind = tokens.kind(at);
    if (kind === kinds.open) at = Math.max(at, tokens.behind(at) - 1);
    else if (tokens.isWord(at, word.func)) at = Math.max(at, behindSignature(tokens, at + 1) - 1);
    else if (kind === kinds.sign && at > from) {
      const strength = strengths.get(tokens.code(at));
      if (strength === undefined || strength > weakest || !endsOperand(tokens, at - 1)) continue;
      if (strength < weakest) operators.length = 0;
      weakest = strength;
      operators.push(at);
    }
  }
  if (operators.length === 0) return undefined;
  const span = tokens.span(from, to);
  if (operators.some((at) => !arithmetic.has(tokens.code(at)))) return { kind: 'other', span };
  let found = read({ from, to: operators[0] ?? to });
  for (const [index, at] of operators.entries()) {
    const end = operators[index + 1] ?? to;
    const right = read({ from: at + 1, to: end });
    found = combine([found, right], {
      isPlus: tokens.isSign(at, sign['+']),
      text: tokens.slice(from, end),
      span: tokens.span(from, end),
    });
  }
  return found;
}

function endsOperand(tokens: Values['tokens'], at: number): boolean {
  const kind = tokens.kind(at);
  // `[]*T{…}`: the brackets begin a type.
  if (tokens.isClose(at, brackets.square)) return endsOperand(tokens, tokens.match(at) - 1);
  if (kind === kinds.name) return !isKeyword(tokens.code(at));
  return kind === kinds.number || kind === kinds.string || kind === kinds.close;
}

function combine(
  sides: readonly Value[],
  { isPlus, text, span }: { isPlus: boolean; text: string; span: Value['span'] },
): Value {
  if (isPlus && sides.some(({ kind }) => kind === 'string')) {
    const whole = sides.map((side) => (side.kind === 'string' ? side.text : '${}')).join('');
    return { kind: 'string', text: whole, span };
  }
  const constant = sides.every((side) => side.kind === 'number' || (side.kind === 'path' && isTimeUnit(side.path)));
  return constant ? { kind: 'number', text, span } : { kind: 'other', span };
}

function isTimeUnit(path: Path): boolean {
  return path.names[0] === 'time' && /^(Nano|Micro|Milli)?second$|^Minute$|^Hour$|^Second$/.test(path.names[1] ?? '');
}
