import { brackets } from '../scanner/lexicon.ts';
import { itemsIn } from '../scanner/items.ts';
import type { Value } from '../outline.ts';
import type { Range } from '../shapes.ts';
import { sign, word } from './words.ts';
import { behindType, type Reading } from './reading.ts';

/** An assignment; one to a tuple has a target for each of its parts. */
export function noteAssignment(reading: Reading, given: { target: Range; sign: number; to: number }): void {
  const { tokens, draft } = reading;
  const { target, to } = given;
  const span = { from: target.from, to };
  const open = target.from;
  if (tokens.isOpen(open, brackets.round) && tokens.behind(open) === target.to) {
    const targets = itemsIn(tokens, { open, comma: sign[','] }).map((item) => {
      const name = behindType(tokens, item.from);
      return tokens.isName(name) && name > item.from && name + 1 === item.to ? { from: name, to: item.to } : item;
    });
    const how = tokens.isWord(open - 1, word.var) ? 'declare' : 'assign';
    return draft.binding({ targets, how, value: () => unknown(reading, span), span });
  }
  const value = given.sign === sign['='] ? { from: target.to + 1, to } : () => unknown(reading, span);
  draft.binding({ targets: [target], how: 'assign', value, span });
}

/** `x++`, `--x`. */
export function noteStep(
  reading: Reading,
  { target, from, to = target.to }: { target: Range; from: number; to?: number },
): void {
  const span = { from, to };
  reading.draft.binding({ targets: [target], how: 'assign', value: () => unknown(reading, span), span });
}

/** A variable that an expression declares (`out T x`, `is T x`): its type alone is known, if that. */
export function noteDeclared(
  reading: Reading,
  { name, type, region }: { name: number; type?: Range; region?: number },
): void {
  const { tokens, draft } = reading;
  const span = { from: name, to: name + 1 };
  const written = type ? tokens.slice(type.from, type.to) : 'var';
  draft.binding({
    targets: [span],
    how: 'declare',
    type: written === 'var' ? undefined : written,
    value: written === 'var' ? () => unknown(reading, span) : undefined,
    span,
    ...(region === undefined ? {} : { region }),
  });
}

function unknown({ tokens }: Reading, { from, to }: Range): Value {
  return { kind: 'other', span: tokens.span(from, to) };
}
