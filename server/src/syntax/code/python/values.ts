import type { Draft } from '../draft.ts';
import type { Argument, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, ValueReader } from '../shapes.ts';
import { bracket } from './brackets.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import { joined } from './operators.ts';
import { pathOf } from './paths.ts';
import { find, inside, isComprehension, isDictionary, isWhole, itemsOf } from './reading.ts';
import { contentOf, isString } from './texts.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 200;

/** Reads the values of a file of Python. */
export function pythonValues(draft: Draft): ValueReader {
  return {
    value: (range) => valueOf(draft, range),
    target: (range) => pathOf(draft, range),
    callee: ({ callee, name, open }) => pathOf(draft, { from: callee, to: open < 0 ? name + 1 : open }),
    args: ({ open }) => argumentsOf(draft, open),
  };
}

function argumentsOf(draft: Draft, open: number): Argument[] {
  const { tokens } = draft;
  if (isComprehension(tokens, open)) {
    const span = tokens.span(open, tokens.behind(open));
    return [{ value: { kind: 'other', span }, span }];
  }
  return itemsOf(tokens, inside(tokens, open)).map(({ from, to }): Argument => {
    const span = tokens.span(from, to);
    if (tokens.isName(from) && tokens.isSign(from + 1, sign['=']) && to > from + 2)
      return { name: tokens.word(from), value: valueOf(draft, { from: from + 2, to }), span };
    return { ...spreadOf(tokens, from), value: valueOf(draft, { from, to }), span };
  });
}

function spreadOf(tokens: Tokens, at: number): { name?: string; spread?: true } {
  if (tokens.isSign(at, sign['**'])) return { name: '', spread: true };
  return tokens.isSign(at, sign['*']) ? { spread: true } : {};
}

/** What an expression is. */
export function valueOf(draft: Draft, { from: begin, to }: Range, depth = 0): Value {
  const { tokens } = draft;
  let from = begin;
  while (tokens.isSign(from + 1, sign[':=']) && from + 2 < to) from += 2;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (to <= from || depth > maxDepth) return other;
  const read = (range: Range) => valueOf(draft, range, depth + 1);
  if (to - from === 1) return single(draft, from);
  if (tokens.isWord(from, word.yield)) return other;
  if (find(tokens, { from, to }, { sign: sign[','] }) >= 0)
    return { kind: 'list', items: itemsOf(tokens, { from, to }).map(read), span };
  if (tokens.isWord(from, word.lambda)) {
    const region = draft.functionAt(from);
    return region === undefined ? other : { kind: 'function', region, span };
  }
  if (tokens.isSign(from, sign['*']) || tokens.isSign(from, sign['**'])) return read({ from: from + 1, to });
  const condition = find(tokens, { from, to }, { word: word.if });
  if (condition > from) {
    const otherwise = find(tokens, { from: condition, to }, { word: word.else });
    if (otherwise < 0) return other;
    return { kind: 'either', of: [read({ from, to: condition }), read({ from: otherwise + 1, to })], span };
  }
  const found = joined(tokens, { from, to }, read);
  if (found) return found;
  if (tokens.kind(from) === kinds.sign) return unary(draft, { from, to }, read);
  if (tokens.isWord(from, word.await)) return read({ from: from + 1, to });
  if (isKeyword(tokens.code(from)) && tokens.isName(from)) return other;
  if (isString(tokens, { from, to })) return { kind: 'string', text: contentOf(tokens, { from, to }), span };
  const last = to - 1;
  if (tokens.kind(last) === kinds.close) {
    const open = tokens.match(last);
    if (open === from) return bracketed(draft, from, read);
    if (tokens.code(last) === brackets.round) {
      const call = draft.callAt(open);
      return call === undefined ? other : { kind: 'call', call, span };
    }
  }
  return { kind: 'path', path: pathOf(draft, { from, to }), span };
}

type Read = (range: Range) => Value;

/** What one pair of brackets is. */
function bracketed({ tokens }: Draft, open: number, read: Read): Value {
  const span = tokens.span(open, tokens.behind(open));
  if (isComprehension(tokens, open)) return { kind: 'other', span };
  const within = inside(tokens, open);
  const code = tokens.code(open);
  if (code === brackets.round) {
    const isTuple = within.to <= within.from || find(tokens, within, { sign: sign[','] }) >= 0;
    if (!isTuple) return read(within);
  }
  const items = itemsOf(tokens, inside(tokens, open));
  if (code !== brackets.curly || !isDictionary(tokens, open)) return { kind: 'list', items: items.map(read), span };
  return { kind: 'object', entries: items.flatMap((item) => entryOf(tokens, item, read)), span };
}

function entryOf(tokens: Tokens, { from, to }: Range, read: Read): Argument[] {
  const span = tokens.span(from, to);
  if (tokens.isSign(from, sign['**'])) return [{ name: '', spread: true, value: read({ from: from + 1, to }), span }];
  const colon = find(tokens, { from, to }, { sign: sign[':'] });
  if (colon < 0 || colon + 1 >= to) return [];
  const key = { from, to: colon };
  const isName = isOne(tokens, key) && isString(tokens, key);
  return [{ ...(isName ? { name: contentOf(tokens, key) } : {}), value: read({ from: colon + 1, to }), span }];
}

function isOne(tokens: Tokens, { from, to }: Range): boolean {
  return to - from === 1 || isWhole(tokens, { from, to }, bracket.string);
}

function single({ tokens }: Draft, at: number): Value {
  const span = tokens.span(at, at + 1);
  const text = tokens.word(at);
  switch (tokens.kind(at)) {
    case kinds.name:
      switch (tokens.code(at)) {
        case word.None:
          return { kind: 'null', text, span };
        case word.True:
        case word.False:
          return { kind: 'boolean', text: text.toLowerCase(), span };
        default:
          if (isKeyword(tokens.code(at))) return { kind: 'other', span };
          return { kind: 'path', path: { names: [text] }, span };
      }
    case kinds.number:
      return { kind: 'number', text: text.replaceAll('_', ''), span };
    case kinds.string:
      return { kind: 'string', text: contentOf(tokens, { from: at, to: at + 1 }), span };
    default:
      return { kind: 'other', span: span };
  }
}

function unary({ tokens }: Draft, { from, to }: Range, read: Read): Value {
  const span = tokens.span(from, to);
  let operand = from;
  while (tokens.isSign(operand, sign['-']) || tokens.isSign(operand, sign['+'])) operand++;
  if (operand === from || read({ from: operand, to }).kind !== 'number') return { kind: 'other', span };
  return { kind: 'number', text: tokens.slice(from, to), span };
}
