import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import { readParentheses, skim } from './expressions.ts';
import { sign, word } from './lexicon.ts';
import type { Reading } from './reading.ts';

/** `switch`, as a statement or an expression; a case with what runs in it is a branch. */
export function readSwitch(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  readParentheses(reading);
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const end = Math.min(tokens.match(open), tokens.count);
  const region = draft.open({
    kind: 'switch',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
  });
  reading.at = open + 1;
  while (reading.at < end) {
    const { at: from } = reading;
    if (isLabel(reading, from)) readCase(reading, end);
    else reading.enter.statement(reading);
    if (reading.at === from) reading.at++;
  }
  draft.close(region);
  reading.at = tokens.behind(open);
}

function isLabel({ tokens }: Reading, at: number): boolean {
  if (!tokens.isName(at)) return false;
  const code = tokens.code(at);
  if (code === word.case) return true;
  return code === word.default && (tokens.isSign(at + 1, sign[':']) || tokens.isSign(at + 1, sign['->']));
}

function readCase(reading: Reading, end: number): void {
  const { tokens, draft, at: from } = reading;
  const region = draft.open({ kind: 'branch', opener: tokens.span(from, from + 1), body: tokens.span(from, from + 1) });
  const isRule = readLabel(reading, end);
  if (isRule && tokens.isOpen(reading.at, brackets.curly)) reading.enter.block(reading, reading.at);
  else if (isRule) reading.enter.statement(reading);
  else reading.enter.statements(reading, endOfCase(reading, end));
  draft.extend(region, { body: tokens.span(from, reading.at) });
  draft.close(region);
}

/** Goes behind the colon or the arrow, and says whether it is an arrow; what runs in a label is its guard. */
function readLabel(reading: Reading, end: number): boolean {
  const { tokens } = reading;
  let conditions = 0;
  reading.at++;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isSign(at, sign['->'])) {
      reading.at = at + 1;
      return true;
    }
    if (tokens.isSign(at, sign[':']) && conditions-- === 0) {
      reading.at = at + 1;
      return false;
    }
    if (tokens.isSign(at, sign['?'])) conditions++;
    if (tokens.isWord(at, word.when)) {
      reading.at = at + 1;
      skim(reading, { colon: true, arrow: true });
    } else reading.at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
  }
  return false;
}

/** The next label of the same switch, or its end. */
function endOfCase(reading: Reading, end: number): number {
  const { tokens } = reading;
  for (let at = reading.at; at < end;) {
    if (isLabel(reading, at)) return at;
    at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
  }
  return end;
}
