import { noteDeclared } from './assignments.ts';
import { isKeyword } from './lexicon.ts';
import { word } from './words.ts';
import { behindType, type Reading } from './reading.ts';

/** `out var x`, `out T x`; begins behind `out`. */
export function readOut(reading: Reading): void {
  const { tokens, at } = reading;
  const name = behindType(tokens, at);
  if (name === at || !tokens.isName(name) || isKeyword(tokens.code(name))) return;
  noteDeclared(reading, { name, type: { from: at, to: name } });
  // The name is read as what is given.
  reading.at = name;
}

/** Whether `from` begins a query here. */
export function isQuery({ tokens, at }: Reading): boolean {
  if (tokens.isName(at + 1) && tokens.isWord(at + 2, word.in)) return true;
  const name = behindType(tokens, at + 1);
  return name > at + 1 && tokens.isName(name) && tokens.isWord(name + 1, word.in);
}

/** `x in`, `T x in` of a query; goes behind `in`. */
export function readSource(reading: Reading): void {
  const { tokens, at } = reading;
  const behind = behindType(tokens, at);
  const isTyped = behind > at && tokens.isName(behind) && tokens.isWord(behind + 1, word.in);
  const name = isTyped ? behind : at;
  if (!tokens.isName(name) || !tokens.isWord(name + 1, word.in)) return;
  noteDeclared(reading, { name, ...(isTyped ? { type: { from: at, to: name } } : {}) });
  reading.at = name + 2;
}
