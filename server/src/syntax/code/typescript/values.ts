import type { Draft } from '../draft.ts';
import type { Argument, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { CallPlace, Range, ValueReader, Values } from '../shapes.ts';
import { bareOf, templateText } from './bare.ts';
import { behindPart, itemsIn } from './items.ts';
import { isAssignment, sign, word } from './words.ts';
import { entriesIn } from './literals.ts';
import { joined } from './operators.ts';
import { lastNameSpan, pathOf } from './paths.ts';
import { marks } from './tags.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 60;

/** Reads the values of a file of TypeScript or JavaScript. */
export function typescriptValues(draft: Draft): ValueReader {
  const values: Values = {
    tokens: draft.tokens,
    draft,
    valueOf: (range, depth) => valueOf(values, range, depth),
  };
  return {
    value: (range) => valueOf(values, range),
    target: (range) => pathOf(values, range),
    callee: ({ callee, name, open }) =>
      pathOf(values, { from: callee, to: name >= 0 ? name + 1 : behindCallee(values, open) }),
    args: (place) => argumentsOf(values, place),
    nameSpan: ({ callee, open }) => lastNameSpan(values, { from: callee, to: behindCallee(values, open) }),
  };
}

/** The end of a callee before `?.`. */
function behindCallee({ tokens }: Values, open: number): number {
  return tokens.isSign(open - 1, sign['?.']) ? open - 1 : open;
}

function argumentsOf(values: Values, { open }: CallPlace): Argument[] {
  const { tokens } = values;
  return itemsIn(tokens, open).map(({ from, to }): Argument => {
    const span = tokens.span(from, to);
    if (!tokens.isSign(from, sign['...'])) return { value: valueOf(values, { from, to }, 1), span };
    return { spread: true, value: valueOf(values, { from: from + 1, to }, 1), span };
  });
}

/** What an expression is. */
function valueOf(values: Values, range: Range, depth = 0): Value {
  const { tokens, draft } = values;
  const { from, to } = bareOf(tokens, range);
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (to <= from || depth > maxDepth) return other;
  if (to - from === 1) return single(tokens, from);
  const inner = (of: Range) => valueOf(values, of, depth + 1);
  const region = draft.functionOf({ from, to });
  if (region !== undefined) return { kind: 'function', region, span };
  const split = splitBy(tokens, { from, to });
  if (split.assignment >= 0)
    return tokens.isSign(split.assignment, sign['=']) ? inner({ from: split.assignment + 1, to }) : other;
  if (split.question >= 0) {
    const colon = split.colon >= 0 ? split.colon : to;
    const sides = [
      inner({ from: split.question + 1, to: colon }),
      ...(colon < to ? [inner({ from: colon + 1, to })] : []),
    ];
    return { kind: 'either', of: sides, span };
  }
  const found = joined(values, { from, to }, inner);
  if (found) return found;
  if (tokens.kind(from) === kinds.sign) return other;
  const last = to - 1;
  if (tokens.isWord(from, word.new) && draft.callAt(last) !== undefined) return madeWithout(values, { from, to });
  if (tokens.isName(last))
    return isPlace(tokens, from) ? { kind: 'path', path: pathOf(values, { from, to }), span } : other;
  if (tokens.kind(last) !== kinds.close) return other;
  return bracketed(values, { from, to }, depth);
}

/** An expression that ends with a bracket. */
function bracketed(values: Values, { from, to }: Range, depth: number): Value {
  const { tokens, draft } = values;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  const last = to - 1;
  const open = tokens.match(last);
  switch (tokens.code(last)) {
    case brackets.round: {
      const call = draft.callAt(open);
      return call === undefined ? other : { kind: 'call', call, span };
    }
    case brackets.square:
      if (open !== from) return { kind: 'path', path: pathOf(values, { from, to }), span };
      return { kind: 'list', items: itemsIn(tokens, open).map((item) => itemOf(values, item, depth)), span };
    case brackets.curly:
      if (open === from)
        return { kind: 'object', entries: entriesIn(values, open, (range) => valueOf(values, range, depth + 1)), span };
      return other;
    case marks.template:
      return open === from ? { kind: 'string', text: templateText(tokens, from), span } : other;
    default:
      return other;
  }
}

function itemOf(values: Values, item: Range, depth: number): Value {
  const { tokens } = values;
  if (tokens.isSign(item.from, sign['...'])) return { kind: 'other', span: tokens.span(item.from, item.to) };
  return valueOf(values, item, depth + 1);
}

/** `new X` without arguments. */
function madeWithout({ tokens, draft }: Values, { from, to }: Range): Value {
  const span = tokens.span(from, to);
  const call = draft.callAt(to - 1);
  return call === undefined ? { kind: 'other', span } : { kind: 'call', call, span };
}

const notPlaces: ReadonlySet<number> = new Set([
  word.class,
  word.function,
  word.typeof,
  word.delete,
  word.void,
  word.yield,
]);

/** Whether what begins so may be a path. */
function isPlace(tokens: Tokens, from: number): boolean {
  return !tokens.isName(from) || !notPlaces.has(tokens.code(from));
}

/** The first assignment and the first condition outside of brackets, with the colon that belongs to it; -1 for none. */
function splitBy(tokens: Tokens, { from, to }: Range): { assignment: number; question: number; colon: number } {
  let question = -1;
  let colon = -1;
  let nested = 0;
  for (let at = from; at < to; at = behindPart(tokens, at)) {
    if (tokens.kind(at) !== kinds.sign) continue;
    const code = tokens.code(at);
    if (question < 0 && isAssignment(code)) return { assignment: at, question, colon };
    if (code === sign['?']) {
      if (question < 0) question = at;
      else nested++;
    } else if (code === sign[':'] && colon < 0 && question >= 0 && nested-- === 0) colon = at;
  }
  return { assignment: -1, question, colon };
}

function single(tokens: Tokens, at: number): Value {
  const span = tokens.span(at, at + 1);
  const text = tokens.word(at);
  switch (tokens.kind(at)) {
    case kinds.name:
      switch (tokens.code(at)) {
        case word.null:
        case word.undefined:
          return { kind: 'null', text, span };
        case word.true:
        case word.false:
          return { kind: 'boolean', text, span };
        case word.super:
          return { kind: 'path', path: { names: [text] }, span };
        default:
          return { kind: 'path', path: { names: [text] }, span };
      }
    case kinds.number:
      return { kind: 'number', text, span };
    case kinds.string:
      return text.startsWith('/') ? { kind: 'other', span } : { kind: 'string', text: text.slice(1, -1), span };
    default:
      return { kind: 'other', span };
  }
}
