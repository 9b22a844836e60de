import type { Draft } from '../draft.ts';
import type { Argument, Path, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { CallPlace, Range, ValueReader, Values } from '../shapes.ts';
import { itemsIn } from '../scanner/items.ts';
import { sign, word } from './lexicon.ts';
import { compositeOf } from './literals.ts';
import { joined } from './operators.ts';
import { pathOf } from './paths.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 60;

/** Reads the values of a file of Go. */
export function goValues(draft: Draft): ValueReader {
  const values: Values = {
    tokens: draft.tokens,
    draft,
    valueOf: (range, depth) => valueOf(values, range, depth),
  };
  return {
    value: (range) => valueOf(values, range),
    target: (range) => pathOf(values, range),
    callee: ({ callee, open }: CallPlace) => calleeOf(values, { from: callee, to: open }),
    args: ({ open }) => argumentsOf(values, open),
  };
}

function calleeOf(values: Values, range: Range): Path {
  return pathOf(values, range);
}

function argumentsOf(values: Values, open: number): Argument[] {
  const { tokens } = values;
  return itemsIn(tokens, { open, comma: sign[','] }).map(({ from, to }) => {
    const isSpread = tokens.isSign(to - 1, sign['...']);
    return {
      ...(isSpread ? { spread: true as const } : {}),
      value: valueOf(values, { from, to: isSpread ? to - 1 : to }),
      span: tokens.span(from, to),
    };
  });
}

/** What an expression is. */
function valueOf(values: Values, { from, to }: Range, depth = 0): Value {
  const { tokens, draft } = values;
  const span = tokens.span(from, to);
  const other: Value = { kind: 'other', span };
  if (to <= from || depth > maxDepth) return other;
  if (to - from === 1) return single(values, from);
  if (tokens.isOpen(from, brackets.round) && tokens.behind(from) === to)
    return valueOf(values, { from: from + 1, to: tokens.match(from) }, depth + 1);
  const found = joined(values, { from, to }, (range) => valueOf(values, range, depth + 1));
  if (found) return found;
  if (tokens.kind(from) === kinds.sign) return unary(values, { from, to }, depth);
  const last = to - 1;
  if (tokens.kind(last) === kinds.close) {
    const open = tokens.match(last);
    const code = tokens.code(last);
    if (code === brackets.round) {
      const call = draft.callAt(open);
      return call === undefined ? other : { kind: 'call', call, span };
    }
    if (code === brackets.curly) {
      if (tokens.isWord(from, word.func)) {
        const region = draft.functionAt(from);
        return region === undefined ? other : { kind: 'function', region, span };
      }
      // `struct{}` and `interface{}` are types.
      if (tokens.isName(open - 1) && typeWords.has(tokens.code(open - 1))) return other;
      return compositeOf(values, { from, open }, (range) => valueOf(values, range, depth + 1));
    }
    if (isSliced(tokens, open) || open === from) return other;
  } else if (!tokens.isName(last)) return other;
  if (!isPlace(tokens, from)) return other;
  return { kind: 'path', path: pathOf(values, { from, to }), span };
}

/** A path begins with a name or with parentheses; what begins with the words of a type, or with its brackets, is one. */
function isPlace(tokens: Tokens, from: number): boolean {
  if (!tokens.isName(from)) return tokens.isOpen(from, brackets.round);
  return !typeWords.has(tokens.code(from));
}

const typeWords: ReadonlySet<number> = new Set([word.chan, word.struct, word.interface, word.map, word.func]);

/** `a[1:2]`. */
function isSliced(tokens: Tokens, open: number): boolean {
  for (let at = open + 1; at < tokens.match(open); at++) {
    if (tokens.kind(at) === kinds.open) at = Math.max(at, tokens.behind(at) - 1);
    else if (tokens.isSign(at, sign[':'])) return true;
  }
  return false;
}

function single({ tokens }: Values, at: number): Value {
  const span = tokens.span(at, at + 1);
  const text = tokens.word(at);
  switch (tokens.kind(at)) {
    case kinds.name:
      if (tokens.code(at) === word.nil) return { kind: 'null', text, span };
      if (tokens.code(at) === word.true || tokens.code(at) === word.false) return { kind: 'boolean', text, span };
      if (tokens.code(at) === word.iota) return { kind: 'other', span };
      return { kind: 'path', path: { names: [text] }, span };
    case kinds.number:
      return text.endsWith('i') ? { kind: 'other', span } : { kind: 'number', text, span };
    case kinds.string:
      return text.startsWith("'") ? { kind: 'other', span } : { kind: 'string', text: text.slice(1, -1), span };
    default:
      return { kind: 'other', span };
  }
}

function unary(values: Values, { from, to }: Range, depth: number): Value {
  const { tokens } = values;
  const span = tokens.span(from, to);
  const code = tokens.code(from);
  if (code !== sign['&'] && code !== sign['*'] && code !== sign['-'] && code !== sign['+'])
    return { kind: 'other', span };
  const inner = valueOf(values, { from: from + 1, to }, depth + 1);
  if (code === sign['&'] || code === sign['*']) return { ...inner, span };
  return inner.kind === 'number' ? { kind: 'number', text: tokens.slice(from, to), span } : { kind: 'other', span };
}
