import type { Span } from '../../../model/span.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { bracket } from './brackets.ts';
import { sign, word } from './lexicon.ts';
import { endOfLine, type Reading } from './reading.ts';

/** The statements behind a colon: a block, or what stands on the same line. */
export interface Suite {
  /** The first token, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** The token that comes next. */
  readonly behind: number;
  /** From the colon to the dedent, with the comments before it. */
  readonly body: Span;
}

/** The suite whose colon is read next; the statement begins at `head`, which says how deep comments must stand to belong to it. */
export function suiteAt(reading: Reading, head: number): Suite {
  const { tokens, at } = reading;
  const hasColon = tokens.isSign(at, sign[':']);
  const next = hasColon ? at + 1 : at;
  const line = endOfLine(reading, next);
  const block = tokens.kind(line) === kinds.newline ? line + 1 : line;
  const hasBlock = (line === next || !hasColon) && tokens.isOpen(block, bracket.block);
  const range = hasBlock
    ? { from: block + 1, to: Math.min(tokens.match(block), tokens.count), behind: tokens.behind(block) }
    : hasColon
      ? { from: next, to: line, behind: line }
      : { from: next, to: next, behind: next };
  const start = hasColon ? tokens.start(at) : tokens.end(at - 1);
  const last = Math.max(tokens.end(range.to - 1), tokens.end(next - 1), start);
  const end = behindComments(tokens.text, last, indentAt(tokens.text, tokens.start(head)));
  return { ...range, body: { start, end } };
}

/** Goes through a suite, and behind it. */
export function readSuite(reading: Reading, { from, to, behind }: Suite): void {
  reading.at = from;
  reading.readStatements(reading, to);
  reading.at = behind;
}

/** Whether a suite holds only `pass`, `...` or texts. */
export function isEmpty(tokens: Tokens, { from, to }: Suite): boolean {
  for (let at = from; at < to;) {
    if (isNothing(tokens, at)) at = tokens.isOpen(at, bracket.string) ? tokens.behind(at) : at + 1;
    else return false;
    if (at < to && tokens.kind(at) !== kinds.newline && !tokens.isSign(at, sign[';'])) return false;
    at++;
  }
  return true;
}

function isNothing(tokens: Tokens, at: number): boolean {
  if (tokens.kind(at) === kinds.string || tokens.isOpen(at, bracket.string)) return true;
  return tokens.isWord(at, word.pass) || tokens.isSign(at, sign['...']);
}

function indentAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let at = start;
  while (at < offset && isBlank(text.charCodeAt(at))) at++;
  return at - start;
}

/** The end with a comment on the same line and the comment lines below that are indented deeper than `indent`. */
function behindComments(text: string, end: number, indent: number): number {
  let behind = end;
  let at = passBlank(text, end);
  if (text.charCodeAt(at) === 35) behind = at = lineEnd(text, at);
  while (text.charCodeAt(at) === 10) {
    const start = at + 1;
    at = passBlank(text, start);
    if (text.charCodeAt(at) !== 35) continue;
    if (at - start <= indent) break;
    behind = at = lineEnd(text, at);
  }
  return text.charCodeAt(behind - 1) === 13 && behind > end ? behind - 1 : behind;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 13 || unit === 12;
}

function passBlank(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
