import type { Draft } from '../draft.ts';
import type { Argument, Path, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { CallPlace, Range, ValueReader, Values } from '../shapes.ts';
import { behindCreated, isCast, typeNames } from './lookahead.ts';
import { behindPart, expressionsIn } from './items.ts';
import { isAssignment, sign, word } from './lexicon.ts';
import { joined } from './operators.ts';
import { pathOf } from './paths.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 200;

/** Reads the values of a file of Java; `constants` has the enums of what their constants construct, by bracket. */
export function javaValues(draft: Draft, constants: ReadonlyMap<number, string>): ValueReader {
  const values: Values = {
    tokens: draft.tokens,
    draft,
    valueOf: (range, depth) => valueOf(values, range, depth),
  };
  return {
    value: (range) => valueOf(values, range),
    target: (range) => pathOf(values, range),
    callee: (place) => calleeOf(values, { place, constants }),
    args: (place) => argumentsOf(values, place),
  };
}

function calleeOf(
  values: Values,
  { place, constants }: { place: CallPlace; constants: ReadonlyMap<number, string> },
): Path {
  const { tokens } = values;
  const { callee, open, name } = place;
  const owner = constants.get(open);
  if (owner !== undefined) return { names: [owner] };
  const isMade = tokens.isWord(callee, word.new) && behindCreated(tokens, callee + 1) === open;
  if (isMade) return { names: typeNames(tokens, { from: callee + 1, to: open }) };
  return pathOf(values, { from: callee, to: name + 1 });
}

function argumentsOf(values: Values, { from, open }: CallPlace): Argument[] {
  const { tokens } = values;
  const isAnnotation = tokens.isSign(from, sign['@']);
  return expressionsIn(tokens, open).map(({ from: first, to }): Argument => {
    const span = tokens.span(first, to);
    if (!isAnnotation || !tokens.isName(first) || !tokens.isSign(first + 1, sign['=']))
      return { value: valueOf(values, { from: first, to }), span };
    return { name: tokens.word(first), value: valueOf(values, { from: first + 2, to }), span };
  });
}

/** What an expression is. */
function valueOf(values: Values, { from, to }: Range, depth = 0): Value {
  const { tokens, draft } = values;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (to <= from || depth > maxDepth) return other;
  if (to - from === 1) return single(tokens, from);
  const inner = (range: Range) => valueOf(values, range, depth + 1);
  if (tokens.isOpen(from, brackets.round)) {
    const behind = tokens.behind(from);
    if (tokens.isSign(behind, sign['->'])) return functionOf(values, { from, to });
    if (behind === to) return inner({ from: from + 1, to: to - 1 });
    if (isCast(tokens, from)) return castOf(values, { from, to }, inner);
  }
  if (tokens.isSign(from + 1, sign['->'])) return functionOf(values, { from, to });
  if (tokens.isOpen(from, brackets.curly) && tokens.behind(from) === to)
    return listOf(values, { open: from, span }, inner);
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
  const found = joined(tokens, { from, to }, inner);
  if (found) return found;
  if (tokens.kind(from) === kinds.sign) return unary(values, { from, to }, inner);
  return operandOf(values, { from, to }, inner);

  function operandOf(_: Values, range: Range, read: (range: Range) => Value): Value {
    const last = range.to - 1;
    if (tokens.isSign(last, sign['++']) || tokens.isSign(last, sign['--']) || tokens.isWord(range.from, word.switch))
      return other;
    if (tokens.isWord(range.from, word.new)) {
      const created = createdOf(values, { from: range.from, to: range.to }, read);
      if (created) return created;
    }
    if (tokens.kind(last) === kinds.close && tokens.code(last) !== brackets.square) {
      const call = draft.callAt(tokens.match(last));
      return call === undefined ? other : { kind: 'call', call, span };
    }
    return { kind: 'path', path: pathOf(values, range), span };
  }
}

/** A cast joins more strongly than an operator behind it: `(int) a + b` is a sum. */
function castOf(values: Values, { from, to }: Range, read: (range: Range) => Value): Value {
  const { tokens } = values;
  const split = splitBy(tokens, { from, to });
  const operand = { from: tokens.behind(from), to };
  if (
    split.question < 0 &&
    split.assignment < 0 &&
    !joined(tokens, operand, () => ({ kind: 'other', span: tokens.span(from, to) }))
  )
    return read(operand);
  if (split.question >= 0) {
    const colon = split.colon >= 0 ? split.colon : to;
    const of = [read({ from: split.question + 1, to: colon }), read({ from: Math.min(colon + 1, to), to })];
    return { kind: 'either', of, span: tokens.span(from, to) };
  }
  return joined(tokens, { from, to }, read) ?? { kind: 'other', span: tokens.span(from, to) };
}

function functionOf({ tokens, draft }: Values, { from, to }: Range): Value {
  const region = draft.functionAt(from);
  const span = tokens.span(from, to);
  return region === undefined ? { kind: 'other', span } : { kind: 'function', region, span };
}

/** What `new` makes, where it is the whole: an object, or a list of given elements. */
function createdOf(values: Values, { from, to }: Range, read: (range: Range) => Value): Value | undefined {
  const { tokens, draft } = values;
  const span = tokens.span(from, to);
  let next = behindCreated(tokens, from + 1);
  if (tokens.isOpen(next, brackets.round)) {
    let behind = tokens.behind(next);
    if (tokens.isOpen(behind, brackets.curly)) behind = tokens.behind(behind);
    const call = behind === to ? draft.callAt(next) : undefined;
    return call === undefined ? undefined : { kind: 'call', call, span };
  }
  while (tokens.isOpen(next, brackets.square)) next = tokens.behind(next);
  if (next === to) return { kind: 'other', span };
  if (!tokens.isOpen(next, brackets.curly) || tokens.behind(next) !== to) return undefined;
  return listOf(values, { open: next, span: tokens.span(next, to) }, read);
}

function listOf(
  { tokens }: Values,
  { open, span }: { open: number; span: Value['span'] },
  read: (range: Range) => Value,
): Value {
  return { kind: 'list', items: expressionsIn(tokens, open).map(read), span };
}

/** The first assignment and the first condition outside of brackets, with the colon that belongs to it; -1 for none. */
function splitBy(tokens: Tokens, { from, to }: Range): { assignment: number; question: number; colon: number } {
  let question = -1;
  let colon = -1;
  let nested = 0;
  for (let at = from; at < to; at = behindPart(tokens, at)) {
    if (tokens.kind(at) !== kinds.sign) continue;
    const code = tokens.code(at);
    // The body of a lambda expression; in a branch of a condition it ends with the branch.
    if (code === sign['->'] && question < 0) break;
    if (question < 0 && isAssignment(code)) return { assignment: at, question, colon };
    if (code === sign['?']) {
      if (question < 0) question = at;
      else nested++;
    } else if (code === sign[':'] && colon < 0 && nested-- === 0) colon = at;
  }
  return { assignment: -1, question, colon };
}

function unary({ tokens }: Values, { from, to }: Range, read: (range: Range) => Value): Value {
  const span = tokens.span(from, to);
  const isSigned = tokens.isSign(from, sign['-']) || tokens.isSign(from, sign['+']);
  const isNumber = isSigned && read({ from: from + 1, to }).kind === 'number';
  return isNumber ? { kind: 'number', text: tokens.slice(from, to), span } : { kind: 'other', span };
}

function single(tokens: Tokens, at: number): Value {
  const span = tokens.span(at, at + 1);
  const text = tokens.word(at);
  switch (tokens.kind(at)) {
    case kinds.name:
      if (tokens.code(at) === word.null) return { kind: 'null', text, span };
      if (tokens.code(at) === word.true || tokens.code(at) === word.false) return { kind: 'boolean', text, span };
      return { kind: 'path', path: { names: [text] }, span };
    case kinds.number:
      return { kind: 'number', text: numberText(text), span };
    case kinds.string:
      return { kind: 'string', text: text.startsWith('"""') ? text.slice(3, -3).trim() : text.slice(1, -1), span };
    default:
      return { kind: 'other', span };
  }
}

/** Decimal numbers without separators and suffix; others as written. */
function numberText(text: string): string {
  if (/^0[xXbB]|^0[0-7_]+[lL]?$/.test(text)) return text;
  return text.replaceAll('_', '').replace(/[lfd]$/i, '');
}
