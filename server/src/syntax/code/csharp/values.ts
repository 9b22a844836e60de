import type { Draft } from '../draft.ts';
import type { Argument, Path, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { CallPlace, Range, ValueReader, Values } from '../shapes.ts';
import { behindCreated, isCast, isLambdaAt, typeNames } from './lookahead.ts';
import { behindPart, expressionsIn } from './items.ts';
import { isAssignment } from './lexicon.ts';
import { sign, word } from './words.ts';
import { joined } from './operators.ts';
import { pathOf } from './paths.ts';
import { contentOf, isString } from './strings.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 200;

/** Reads the values of a file of C#; `given` has the types of what `new (…)` makes, by bracket. */
export function csharpValues(draft: Draft, given: ReadonlyMap<number, readonly string[]>): ValueReader {
  const values: Values = {
    tokens: draft.tokens,
    draft,
    valueOf: (range, depth) => valueOf(values, range, depth),
  };
  return {
    value: (range) => valueOf(values, range),
    target: (range) => pathOf(values, range),
    callee: (place) => calleeOf(values, { place, given }),
    args: (place) => argumentsOf(values, place),
  };
}

function calleeOf(
  values: Values,
  { place, given }: { place: CallPlace; given: ReadonlyMap<number, readonly string[]> },
): Path {
  const { tokens } = values;
  const { callee, open, name } = place;
  const type = given.get(open);
  if (type !== undefined) return { names: type };
  const isMade = tokens.isWord(callee, word.new) && behindCreated(tokens, callee + 1) === open;
  if (isMade) return { names: typeNames(tokens, { from: callee + 1, to: open }) };
  return pathOf(values, { from: callee, to: name < 0 ? open : name + 1 });
}

/** What is set behind the parentheses of `new T(…) {…}` is an argument with a name. */
function argumentsOf(values: Values, { from, open }: CallPlace): Argument[] {
  const { tokens } = values;
  const found = expressionsIn(tokens, open).map((range) => argumentOf(values, range));
  const behind = tokens.behind(open);
  const isMade = tokens.isWord(from, word.new) && tokens.isOpen(open, brackets.round);
  if (!isMade || !tokens.isOpen(behind, brackets.curly)) return found;
  return [...found, ...expressionsIn(tokens, behind).map((range) => argumentOf(values, range))];
}

/** `x`, `name: x`, `Name = x`, `out x`. */
function argumentOf(values: Values, { from, to }: Range): Argument {
  const { tokens } = values;
  const span = tokens.span(from, to);
  const isNamed = tokens.isName(from) && (tokens.isSign(from + 1, sign[':']) || tokens.isSign(from + 1, sign['=']));
  let first = isNamed ? from + 2 : from;
  if (tokens.isWord(first, word.ref) || tokens.isWord(first, word.out) || tokens.isWord(first, word.in)) first++;
  const value = valueOf(values, { from: first, to });
  return isNamed ? { name: tokens.word(from), value, span } : { value, span };
}

/** What an expression is. */
function valueOf(values: Values, { from, to: end }: Range, depth = 0): Value {
  const { tokens } = values;
  let to = end;
  while (to > from + 1 && tokens.isSign(to - 1, sign['!'])) to--;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (to <= from || depth > maxDepth) return other;
  if (isString(tokens, { from, to })) return { kind: 'string', text: contentOf(tokens, from), span };
  if (to - from === 1) return single(tokens, from);
  const inner = (range: Range) => valueOf(values, range, depth + 1);
  if (isLambdaAt(tokens, from)) return functionOf(values, { from, to });
  if (tokens.isWord(from, word.await)) return inner({ from: from + 1, to });
  if (isOther(tokens, from)) return other;
  if (tokens.isOpen(from, brackets.round)) {
    const isWhole = tokens.behind(from) === to;
    if (isWhole) return expressionsIn(tokens, from).length > 1 ? other : inner({ from: from + 1, to: to - 1 });
    if (isCast(tokens, from)) return castOf(values, { from, to }, inner);
  }
  const isList = tokens.isOpen(from, brackets.curly) || tokens.isOpen(from, brackets.square);
  if (isList && tokens.behind(from) === to) return listOf(values, { open: from, span }, inner);
  const split = splitBy(tokens, { from, to });
  if (split.assignment >= 0)
    return tokens.isSign(split.assignment, sign['=']) ? inner({ from: split.assignment + 1, to }) : other;
  const either = eitherOf(tokens, { range: { from, to }, split }, inner);
  if (either) return either;
  const found = joined(tokens, { from, to }, inner);
  if (found) return found;
  if (tokens.kind(from) === kinds.sign) return unary(values, { from, to }, inner);
  return operandOf(values, { from, to }, inner);
}

/** Queries, and what ends what runs. */
function isOther(tokens: Tokens, from: number): boolean {
  return tokens.isWord(from, word.throw) || (tokens.isWord(from, word.from) && tokens.isName(from + 1));
}

function operandOf({ tokens, draft }: Values, { from, to }: Range, read: (range: Range) => Value): Value {
  const last = to - 1;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (tokens.isSign(last, sign['++']) || tokens.isSign(last, sign['--'])) return other;
  if (tokens.isWord(from, word.new)) {
    const created = createdOf({ tokens, draft }, { from, to }, read);
    if (created) return created;
  }
  if (tokens.kind(last) === kinds.close && tokens.code(last) !== brackets.square) {
    const call = draft.callAt(tokens.match(last));
    return call === undefined ? other : { kind: 'call', call, span };
  }
  return { kind: 'path', path: pathOf({ tokens, draft }, { from, to }), span };
}

/** `a ? b : c` and `a ?? b`. */
function eitherOf(
  tokens: Tokens,
  { range: { from, to }, split }: { range: Range; split: Split },
  read: (range: Range) => Value,
): Value | undefined {
  const span = tokens.span(from, to);
  if (split.question >= 0) {
    const colon = split.colon >= 0 ? split.colon : to;
    const sides = [read({ from: split.question + 1, to: colon })];
    if (colon < to) sides.push(read({ from: colon + 1, to }));
    return { kind: 'either', of: sides, span };
  }
  if (split.otherwise < 0) return undefined;
  return { kind: 'either', of: [read({ from, to: split.otherwise }), read({ from: split.otherwise + 1, to })], span };
}

/** A cast joins more strongly than an operator behind it: `(int) a + b` is a sum. */
function castOf(values: Values, { from, to }: Range, read: (range: Range) => Value): Value {
  const { tokens } = values;
  const split = splitBy(tokens, { from, to });
  const either = eitherOf(tokens, { range: { from, to }, split }, read);
  if (either) return either;
  const operand = { from: tokens.behind(from), to };
  const isWhole =
    split.assignment < 0 && !joined(tokens, operand, () => ({ kind: 'other', span: tokens.span(from, to) }));
  if (isWhole) return read(operand);
  return joined(tokens, { from, to }, read) ?? { kind: 'other', span: tokens.span(from, to) };
}

function functionOf({ tokens, draft }: Values, { from, to }: Range): Value {
  const region = draft.functionAt(from);
  const span = tokens.span(from, to);
  return region === undefined ? { kind: 'other', span } : { kind: 'function', region, span };
}

/** What `new` makes, where it is the whole: a call, an object without a type, or a list of given elements. */
function createdOf(
  { tokens, draft }: Pick<Values, 'tokens' | 'draft'>,
  { from, to }: Range,
  read: (range: Range) => Value,
): Value | undefined {
  const span = tokens.span(from, to);
  let next = behindCreated(tokens, from + 1);
  const isObject = tokens.isOpen(next, brackets.curly);
  if (isObject && next === from + 1 && tokens.behind(next) === to) return objectOf(tokens, { open: next, span }, read);
  if (isObject || tokens.isOpen(next, brackets.round)) {
    let behind = tokens.behind(next);
    if (!isObject && tokens.isOpen(behind, brackets.curly)) behind = tokens.behind(behind);
    const call = behind === to ? draft.callAt(next) : undefined;
    return call === undefined ? undefined : { kind: 'call', call, span };
  }
  while (tokens.isOpen(next, brackets.square)) next = tokens.behind(next);
  if (next === to) return { kind: 'other', span };
  if (!tokens.isOpen(next, brackets.curly) || tokens.behind(next) !== to) return undefined;
  return listOf({ tokens }, { open: next, span: tokens.span(next, to) }, read);
}

/** `new { A = 1 }`. */
function objectOf(
  tokens: Tokens,
  { open, span }: { open: number; span: Value['span'] },
  read: (range: Range) => Value,
): Value {
  const entries = expressionsIn(tokens, open).map(({ from, to }): Argument => {
    const isNamed = tokens.isName(from) && tokens.isSign(from + 1, sign['=']);
    const value = read({ from: isNamed ? from + 2 : from, to });
    const name = tokens.word(isNamed ? from : to - 1);
    return { name, value, span: tokens.span(from, to) };
  });
  return { kind: 'object', entries, span };
}

function listOf(
  { tokens }: Pick<Values, 'tokens'>,
  { open, span }: { open: number; span: Value['span'] },
  read: (range: Range) => Value,
): Value {
  return { kind: 'list', items: expressionsIn(tokens, open).map(read), span };
}

/** Where an expression parts, outside of brackets; -1 for none. */
interface Split {
  readonly assignment: number;
  readonly question: number;
  /** The colon that belongs to the question. */
  readonly colon: number;
  /** The first `??`. */
  readonly otherwise: number;
}

function splitBy(tokens: Tokens, { from, to }: Range): Split {
  let question = -1;
  let colon = -1;
  let otherwise = -1;
  let nested = 0;
  for (let at = from; at < to; at = behindPart(tokens, at)) {
    if (tokens.kind(at) !== kinds.sign) continue;
    const code = tokens.code(at);
    if (code === sign['=>']) break;
    if (question < 0 && isAssignment(code)) return { assignment: at, question, colon, otherwise };
    if (code === sign['??'] && otherwise < 0) otherwise = at;
    if (code === sign['?']) {
      const isIndex = tokens.isOpen(at + 1, brackets.square) && tokens.end(at) === tokens.start(at + 1);
      if (isIndex) continue;
      if (question < 0) question = at;
      else nested++;
    } else if (code === sign[':'] && colon < 0 && nested-- === 0) colon = at;
  }
  return { assignment: -1, question, colon, otherwise };
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
    default:
      return { kind: 'other', span };
  }
}

/** Decimal numbers without separators and suffix; others as written. */
function numberText(text: string): string {
  return /^0[xXbB]/.test(text) ? text : text.replaceAll('_', '').replace(/[ulfdm]+$/i, '');
}
