import type { Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { CallUse, Range } from '../shapes.ts';
import type { Reading } from './reading.ts';
import { behindCallTypes } from './types.ts';
import { isReserved, sign, word } from './words.ts';

/** The operand that is being read. */
export interface Operand {
  /** Its first token; -1 where one is expected. */
  from: number;
  /** The token of its last name; -1 for none. */
  name: number;
  /** The bracket of the call that it is so far; -1 for none. */
  call: number;
  use: CallUse | undefined;
  region: number | undefined;
}

/** Reserved words that are operands. */
export const roots: ReadonlySet<number> = new Set([
  word.this,
  word.super,
  word.null,
  word.true,
  word.false,
  word.import,
]);

/** `await` as an operator, and not as a name. */
export function isPrefix({ tokens }: Reading, at: number): boolean {
  const kind = tokens.kind(at + 1);
  if (kind === kinds.sign) return [sign['!'], sign['+'], sign['-'], sign['<'], sign['~']].includes(tokens.code(at + 1));
  return kind !== kinds.none && kind !== kinds.close;
}

/** `new X.Y<T>(…)` and `new X`; begins behind `new`. */
export function readCreation(reading: Reading, operand: Operand): void {
  const { tokens, draft } = reading;
  const from = operand.from;
  const callee = reading.at;
  let name = -1;
  let next = callee;
  if (tokens.isName(next) && (!isReserved(tokens.code(next)) || roots.has(tokens.code(next)))) {
    name = next;
    next++;
  } else if (tokens.kind(next) === kinds.open) {
    reading.enter.inside(reading, next);
    next = reading.at;
  } else if (tokens.isWord(next, word.class) || tokens.isWord(next, word.function)) {
    if (tokens.isWord(next, word.class)) reading.enter.class(reading, { expression: true });
    else reading.enter.function(reading, { expression: true });
    next = Math.max(reading.at, next + 1);
  } else if (tokens.isWord(next, word.new) && !tokens.isWord(next + 1, word.new)) {
    // `new new X()()`, and `new.target` is none.
    const inner: Operand = { from: next, name: -1, call: -1, use: undefined, region: undefined };
    reading.at = next + 1;
    readCreation(reading, inner);
    next = Math.max(reading.at, next + 1);
  }
  for (;;) {
    if (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) {
      name = next + 1;
      next += 2;
    } else if (tokens.isOpen(next, brackets.square)) {
      reading.enter.inside(reading, next);
      next = reading.at;
      name = -1;
    } else if (tokens.isSign(next, sign['!'])) next++;
    else break;
  }
  operand.name = -1;
  const types = tokens.isSign(next, sign['<']) ? behindCallTypes(tokens, next) : next;
  if (tokens.isOpen(types, brackets.round) && next > callee) {
    operand.use = draft.call({ from, callee, name, open: types }, { constructs: true });
    operand.call = types;
    reading.enter.inside(reading, types);
    return;
  }
  reading.at = Math.max(next, callee);
  // `new.target`, and what is half written.
  if (next === callee || name < 0) return;
  operand.use = draft.call({ from, callee, name, open: -1 }, { constructs: true });
  operand.call = name;
}

/** A value of which nothing is known. */
export function unknown({ tokens }: Reading, { from, to }: Range): Value {
  return { kind: 'other', span: tokens.span(from, to) };
}
