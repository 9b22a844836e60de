import type { Span } from '../../../model/span.ts';
import type { Path } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, Values } from '../shapes.ts';
import { bareOf, isOneOperand } from './bare.ts';
import { isReserved, sign, word } from './words.ts';

/** Nobody writes more parentheses around a name. */
const maxDepth = 50;

/**
 * The path of an expression, read from its end: a chain of calls costs each link its own length. An element taken by a computed key
 * has the name `[]`; a root that is neither a name nor a call (`'x'.concat`) has the empty name.
 */
export function pathOf(values: Values, range: Range, depth = 0): Path {
  const { tokens, draft } = values;
  const { from, to } = bareOf(tokens, range);
  const names: string[] = [];
  const begun = (start: Path): Path => ({ ...start, names: [...start.names, ...names.reverse()] });
  const nowhere: Path = { names: [''] };
  // What stands in parentheses may be more than one operand.
  if (depth > maxDepth || (depth > 0 && !isOneOperand(tokens, { from, to }))) return nowhere;
  for (let at = to - 1; at >= from;) {
    if (tokens.isSign(at, sign['!']) || tokens.isSign(at, sign['?.'])) {
      at--;
      continue;
    }
    if (tokens.isName(at)) {
      if (tokens.isSign(at - 1, sign['.']) || tokens.isSign(at - 1, sign['?.'])) {
        if (at - 1 > from) {
          names.push(tokens.word(at));
          at -= 2;
          continue;
        }
      }
      if (at !== from) return begun(madeAt(values, { from, at }) ?? nowhere);
      return begun(isRoot(tokens, at) ? { names: [tokens.word(at)] } : nowhere);
    }
    if (tokens.kind(at) !== kinds.close) return begun(nowhere);
    const open = tokens.match(at);
    if (open < from) return begun(nowhere);
    if (tokens.code(at) === brackets.square) {
      if (open === from) return begun(nowhere);
      names.push(elementName(tokens, open));
      at = open - 1;
      continue;
    }
    if (tokens.code(at) !== brackets.round) return begun(nowhere);
    const call = draft.callAt(open);
    if (call !== undefined) return begun({ base: call, names: [] });
    if (open !== from) return begun(nowhere);
    return begun(pathOf(values, { from, to: at + 1 }, depth + 1));
  }
  return begun(nowhere);
}

/** `(new X).y`: a call without brackets. */
function madeAt({ tokens, draft }: Values, { from, at }: { from: number; at: number }): Path | undefined {
  const call = tokens.isWord(from, word.new) ? draft.callAt(at) : undefined;
  return call === undefined ? undefined : { base: call, names: [] };
}

const roots: ReadonlySet<number> = new Set([word.this, word.super, word.import]);

function isRoot(tokens: Tokens, at: number): boolean {
  const code = tokens.code(at);
  if (code === word.null || code === word.true || code === word.false) return false;
  return !isReserved(code) || roots.has(code);
}

/** `x['name']` is a name. */
function elementName(tokens: Tokens, open: number): string {
  const isText = tokens.match(open) === open + 2 && tokens.kind(open + 1) === kinds.string;
  const text = isText ? tokens.word(open + 1) : '/';
  return text.startsWith('/') ? '[]' : text.slice(1, -1);
}

/** Where a finding on a call without a last name is put: at the index of an element, or at the call that is called again. */
export function lastNameSpan(values: Values, range: Range): Span {
  const { tokens, draft } = values;
  const { from, to } = bareOf(tokens, range);
  const last = to - 1;
  const open = tokens.kind(last) === kinds.close ? tokens.match(last) : -1;
  if (tokens.isClose(last, brackets.square) && open > from) return tokens.span(open + 1, Math.max(last, open + 2));
  const isCall = open >= from && draft.callAt(open) !== undefined;
  const whole = tokens.span(from, to);
  if (isCall) return whole;
  const path = pathOf(values, { from, to });
  if (path.base === undefined && path.names.at(-1) === '') return { start: whole.start, end: whole.start };
  return tokens.span(last, to);
}
