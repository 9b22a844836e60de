import { kinds } from './kinds.ts';
import type { Scan } from './state.ts';

/** Comments of the languages of C: `//` and `/* … `. */
export function slashComment(scan: Scan): boolean {
  const { text, at } = scan;
  const next = text.charCodeAt(at + 1);
  if (next === 47) {
    lineComment(scan);
    return true;
  }
  if (next !== 42) return false;
  const end = text.indexOf('*/', at + 2);
  if (end < 0) scan.damage();
  scan.comment(at, end < 0 ? text.length : end + 2);
  return true;
}

/** A comment to the end of the line. */
export function lineComment(scan: Scan): boolean {
  const { text, at } = scan;
  const end = text.indexOf('\n', at);
  const stop = end < 0 ? text.length : end;
  scan.comment(at, text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
  return true;
}

/** A string in the quotes that it begins with, with escapes by `\`; one that has no end ends with its line. */
export function quoted(scan: Scan): boolean {
  scan.add(kinds.string, 0, quotedEnd(scan, scan.at));
  return true;
}

/** Where the string ends that begins with the quote at `at`. */
export function quotedEnd(scan: Scan, at: number): number {
  const { text } = scan;
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === quote) return end + 1;
    if (unit === 92) end++;
    else if (unit === 10) {
      scan.damage();
      return end;
    }
  }
  scan.damage();
  return text.length;
}

/** What ends with `closing`, over lines. */
export function until(scan: Scan, closing: string, { from, escapes }: { from: number; escapes: boolean }): number {
  const { text } = scan;
  if (!escapes) {
    const end = text.indexOf(closing, from);
    if (end < 0) scan.damage();
    return end < 0 ? text.length : end + closing.length;
  }
  for (let end = from; end < text.length; end++) {
    if (text.charCodeAt(end) === 92) end++;
    else if (text.startsWith(closing, end)) return end + closing.length;
  }
  scan.damage();
  return text.length;
}
