import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import { skim } from './expressions.ts';
import { readParentheses } from './inside.ts';
import { sign, word } from './words.ts';
import { readPattern } from './patterns.ts';
import type { Reading } from './reading.ts';

/** `switch` as a statement; a case with what runs in it is a branch. */
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
  return tokens.isWord(at, word.case) || (tokens.isWord(at, word.default) && tokens.isSign(at + 1, sign[':']));
}

function readCase(reading: Reading, end: number): void {
  const { tokens, draft, at: from } = reading;
  const region = draft.open({ kind: 'branch', opener: tokens.span(from, from + 1), body: tokens.span(from, from + 1) });
  reading.at = from + 1;
  readPattern(reading);
  if (tokens.isWord(reading.at, word.when)) {
    reading.at++;
    skim(reading, { colon: true });
  }
  while (reading.at < end && !tokens.isSign(reading.at, sign[':'])) {
    const { at } = reading;
    skim(reading, { colon: true });
    if (reading.at === at) reading.at++;
  }
  if (tokens.isSign(reading.at, sign[':'])) reading.at++;
  reading.enter.statements(reading, endOfCase(reading, end));
  draft.extend(region, { body: tokens.span(from, reading.at) });
  draft.close(region);
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

/** `{ A => 1, B when c => 2 }` behind a value and `switch`; each of them is a branch. */
export function readCases(reading: Reading, keyword: number): void {
  const { tokens, draft, at: open } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  const region = draft.open({
    kind: 'switch',
    opener: tokens.span(keyword, keyword + 1),
    body: tokens.span(open, tokens.behind(open)),
  });
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    const branch = draft.open({ kind: 'branch', opener: tokens.span(at, at + 1), body: tokens.span(at, at + 1) });
    readPattern(reading);
    if (tokens.isWord(reading.at, word.when)) {
      reading.at++;
      skim(reading, { arrow: true, comma: true });
    }
    if (tokens.isSign(reading.at, sign['=>'])) reading.at++;
    skim(reading, { comma: true });
    draft.extend(branch, { body: tokens.span(at, Math.max(reading.at, at + 1)) });
    draft.close(branch);
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  draft.close(region);
  reading.at = Math.max(tokens.behind(open), open + 1);
}
