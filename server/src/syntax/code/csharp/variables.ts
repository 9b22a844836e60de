import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { readInside } from './inside.ts';
import { isClause, isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';
import { typeNames } from './lookahead.ts';
import { readRest, type Reading } from './reading.ts';

/** A name behind a type, and what may follow a variable's. */
export function isVariable({ tokens }: Reading, name: number): boolean {
  if (!tokens.isName(name) || isKeyword(tokens.code(name))) return false;
  const next = name + 1;
  if (tokens.kind(next) === kinds.none || tokens.kind(next) === kinds.close) return !isClause(tokens.code(name));
  return tokens.isSign(next, sign['=']) || tokens.isSign(next, sign[';']) || tokens.isSign(next, sign[',']);
}

/** `a = 1, b` behind a type, the semicolon included; one binding each. */
export function readVariables(
  reading: Reading,
  { type, how }: { type: Range; how: 'declare' | 'field' | 'with' },
): void {
  const { tokens, draft } = reading;
  const written = tokens.slice(type.from, type.to);
  reading.at = type.to;
  for (;;) {
    const name = reading.at;
    if (!tokens.isName(name)) break;
    reading.at = name + 1;
    const value = readValue(reading, type);
    const target = { from: name, to: name + 1 };
    const span = { from: name, to: reading.at };
    draft.binding({ targets: [target], how, type: written === 'var' ? undefined : written, value, span });
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  readRest(reading);
}

/** `= x` behind what is declared with a type. */
export function readValue(reading: Reading, type: Range): Range | undefined {
  const { tokens } = reading;
  if (!tokens.isSign(reading.at, sign['='])) return undefined;
  const from = reading.at + 1;
  reading.at = from;
  if (tokens.isWord(from, word.new) && tokens.isOpen(from + 1, brackets.round))
    reading.given.set(from + 1, typeNames(tokens, type));
  if (tokens.isOpen(from, brackets.curly)) readInside(reading, from);
  else skim(reading, { comma: true });
  return { from, to: reading.at };
}
