import { kinds } from '../scanner/kinds.ts';
import type { Scan } from '../scanner/state.ts';
import { bracket } from './brackets.ts';

/** Words that begin a statement wherever they begin a line. */
const beginners = new Set([
  'assert',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'except',
  'finally',
  'global',
  'import',
  'nonlocal',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
]);
/** Words behind which a block comes. */
const heads = new Set([
  'async',
  'class',
  'def',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'if',
  'try',
  'while',
  'with',
]);

/**
 * What lines mean in one text: the end of a line ends a statement where no bracket is open, and a line that is indented deeper behind a
 * colon begins a block. Their tokens have no length; the end of a block stands behind its last token.
 */
export function indentation(forgetStrings: () => void): {
  readonly lineEnd: (scan: Scan) => void;
  readonly end: (scan: Scan) => void;
  readonly continued: (scan: Scan) => boolean;
} {
  /** Columns of the open blocks. */
  const blocks: number[] = [0];
  /** The first token of the statement. */
  let first = 0;

  const endStatement = (scan: Scan, at: number) => {
    const last = scan.count - 1;
    if (last < 0 || isBoundary(scan, last)) return;
    scan.at = scan.end(last);
    scan.add(kinds.newline, 0, scan.at);
    scan.at = at;
  };
  const endBlock = (scan: Scan, at: number) => {
    scan.at = scan.end(scan.count - 1);
    scan.close(bracket.block, scan.at);
    scan.at = at;
    blocks.pop();
  };

  return {
    lineEnd(scan) {
      const { text } = scan;
      let at = scan.at;
      let column = 0;
      for (; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit === 32) column++;
        else if (unit === 9) column += 8 - (column % 8);
        else if (unit === 12 || unit === 13) column = 0;
        else break;
      }
      const unit = text.charCodeAt(at);
      if (at >= text.length || unit === 10 || unit === 35) {
        if (scan.depth === blocks.length - 1) endStatement(scan, scan.at);
        return;
      }
      if (scan.depth > blocks.length - 1) {
        if (!beginsStatement(text, { at, column, block: blocks.at(-1) ?? 0 })) return;
        scan.giveUp(blocks.length - 1);
        forgetStrings();
      }
      endStatement(scan, at);
      while (column < (blocks.at(-1) ?? 0)) endBlock(scan, at);
      if (column > (blocks.at(-1) ?? 0)) {
        scan.at = at;
        if (opensBlock(scan, first)) {
          scan.open(bracket.block, at);
          blocks.push(column);
        } else scan.damage();
      }
      scan.at = at;
      first = scan.count;
    },
    end(scan) {
      const at = scan.text.length;
      if (scan.depth > blocks.length - 1) {
        scan.giveUp(blocks.length - 1);
        forgetStrings();
      }
      endStatement(scan, at);
      while (blocks.length > 1) endBlock(scan, at);
    },
    continued(scan) {
      const { text, at } = scan;
      const next = text.charCodeAt(at + 1) === 13 ? at + 2 : at + 1;
      if (text.charCodeAt(next) !== 10) return false;
      scan.at = next + 1;
      return true;
    },
  };
}

/** Whether a statement has been ended by this token, or none has begun behind it. */
function isBoundary(scan: Scan, at: number): boolean {
  return scan.kind(at) === kinds.newline || scan.code(at) === bracket.block;
}

/** A block begins behind a colon; somebody who types may have forgotten it. */
function opensBlock(scan: Scan, first: number): boolean {
  const { text, count } = scan;
  let last = count - 1;
  if (scan.kind(last) === kinds.newline) last--;
  if (last >= first && text.slice(scan.start(last), scan.end(last)) === ':') return true;
  const word = scan.kind(first) === kinds.name ? text.slice(scan.start(first), scan.end(first)) : '';
  if (!heads.has(word)) return false;
  scan.damage();
  return true;
}

/** Whether a line inside of brackets shows that they were never closed. */
function beginsStatement(text: string, { at, column, block }: { at: number; column: number; block: number }): boolean {
  if (text.charCodeAt(at) === 64) return column <= block && /^@\w/.test(text.slice(at, at + 2));
  const word = /^\w+/.exec(text.slice(at, at + 9))?.[0] ?? '';
  if (beginners.has(word)) return true;
  if (column > block || !heads.has(word)) return false;
  const end = text.indexOf('\n', at);
  return /:[ \t\r]*(?:#.*)?$/.test(text.slice(at, end < 0 ? text.length : end));
}
