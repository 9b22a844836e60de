import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { sign } from './words.ts';
import type { Reading } from './reading.ts';
import { bracket } from './strings.ts';

/** The code in a string. */
export function readString(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  for (let at = open + 1; at < end; at = Math.max(reading.at, at + 1)) {
    reading.at = at;
    if (tokens.isOpen(at, bracket.code)) readInside(reading, at);
  }
  reading.at = Math.max(tokens.behind(open), open + 1);
}

/** Reads what stands in brackets, and goes behind them. */
export function readInside(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isName(at) && tokens.isSign(at + 1, sign[':'])) reading.at = at + 2;
    else if (tokens.isOpen(at, brackets.curly)) readInside(reading, at);
    else reading.enter.skim(reading);
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = Math.max(tokens.behind(open), open + 1);
}

/** `{ A = 1, B = { C = 2 } }`: what is set is a member of what is made, and no variable. */
export function readInitializer(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isName(at) && tokens.isSign(at + 1, sign['='])) reading.at = at + 2;
    if (tokens.isOpen(reading.at, brackets.curly)) readInitializer(reading, reading.at);
    else reading.enter.skim(reading, { comma: true });
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = Math.max(tokens.behind(open), open + 1);
}

/** What stands in the parentheses that come next. */
export function readParentheses(reading: Reading): void {
  const { tokens, at } = reading;
  if (!tokens.isOpen(at, brackets.round)) return;
  const end = Math.min(tokens.match(at), tokens.count);
  reading.at = at + 1;
  while (reading.at < end) {
    const { at: from } = reading;
    reading.enter.skim(reading);
    if (reading.at === from || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(at);
}
