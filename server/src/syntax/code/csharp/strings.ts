import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { quotedEnd } from '../scanner/literals.ts';
import type { Scan } from '../scanner/state.ts';
import type { Tokens } from '../scanner/tokens.ts';

/** Brackets of a string with code in it, and of the code. */
export const bracket = { string: 104, code: 105 } as const;

/** How a string is written, as its first signs say: `$@"`, `$$"` and so on. */
interface Form {
  /** How many braces begin code; none where the string has no code in it. */
  readonly dollars: number;
  readonly isVerbatim: boolean;
  /** Three or more for a raw string. */
  readonly quotes: number;
}

function formOf(opening: string): Form {
  const quotes = opening.length - opening.indexOf('"');
  return { dollars: opening.split('$').length - 1, isVerbatim: opening.includes('@'), quotes };
}

/** `"…"` and `"…"` of three quotes or more. */
export function quote(scan: Scan): boolean {
  const { text, at } = scan;
  const around = openString(scan);
  if (around >= 0 && isLast(text, at) && formOf(openingOf(scan, around)).quotes === 1) {
    // No string of its own, but the end of the one that the code stands in, whose bracket is not closed.
    scan.damage();
    closeTo(scan, scan.depth - 1);
    scan.close(bracket.string, at + 1);
    return true;
  }
  const run = runOf(text, at, 34);
  if (run < 3) scan.add(kinds.string, 0, quotedEnd(scan, at));
  else scan.add(kinds.string, 0, rawEnd(scan, { from: at + run, quotes: run }));
  return true;
}

/** Whether no other quote stands on the line. */
function isLast(text: string, at: number): boolean {
  const next = text.indexOf('"', at + 1);
  const line = text.indexOf('\n', at);
  return next < 0 || (line >= 0 && next > line);
}

/** The innermost bracket, where it is the code of a string: the index of that string. -1 where it is not. */
function openString(scan: Scan): number {
  const isCode = scan.innermost >= 0 && scan.code(scan.innermost) === bracket.code;
  return isCode ? scan.openAt(scan.depth - 2) : -1;
}

function openingOf(scan: Scan, open: number): string {
  return scan.text.slice(scan.start(open), scan.end(open));
}

function runOf(text: string, at: number, unit: number): number {
  let end = at;
  while (text.charCodeAt(end) === unit) end++;
  return end - at;
}

function rawEnd(scan: Scan, { from, quotes }: { from: number; quotes: number }): number {
  const { text } = scan;
  const end = text.indexOf('"'.repeat(quotes), from);
  if (end < 0) scan.damage();
  return end < 0 ? text.length : end + runOf(text, end, 34);
}

/** `@"…"`, in which a quote is written twice; `@name` is a name that may be a word of the language. */
export function atSign(scan: Scan): boolean {
  const { text, at } = scan;
  if (text.charCodeAt(at + 1) === 36) return interpolated(scan);
  if (text.charCodeAt(at + 1) !== 34) {
    const end = nameEnd(text, at + 1);
    if (end === at + 1) return false;
    scan.at = at + 1;
    scan.add(kinds.name, 0, end);
    return true;
  }
  for (let end = at + 2; ; end += 2) {
    end = text.indexOf('"', end);
    if (end < 0) {
      scan.damage();
      scan.add(kinds.string, 0, text.length);
      return true;
    }
    if (text.charCodeAt(end + 1) === 34) continue;
    scan.add(kinds.string, 0, end + 1);
    return true;
  }
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (/[\p{L}\p{N}_]/u.test(text.charAt(end))) end++;
  return end;
}

/** `$"…"` in all its forms: a bracket, with a bracket for each code in it. */
export function dollarSign(scan: Scan): boolean {
  return interpolated(scan);
}

function interpolated(scan: Scan): boolean {
  const { text, at } = scan;
  let end = at;
  while (text.charCodeAt(end) === 36 || text.charCodeAt(end) === 64) end++;
  const run = runOf(text, end, 34);
  if (run === 0) return false;
  // Two quotes are an empty string.
  scan.open(bracket.string, end + (run < 3 ? 1 : run));
  passText(scan);
  return true;
}

/** Goes over the text of the innermost string, up to code or its end. */
function passText(scan: Scan): void {
  const { text } = scan;
  const { dollars, isVerbatim, quotes } = formOf(openingOf(scan, scan.innermost));
  const isRaw = quotes > 2;
  for (let at = scan.at; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      const run = runOf(text, at, 34);
      if (isVerbatim && !isRaw && run > 1) {
        at++;
        continue;
      }
      if (isRaw && run < quotes) {
        at += run - 1;
        continue;
      }
      scan.at = at;
      return scan.close(bracket.string, at + (isRaw ? run : 1));
    }
    if (unit === 123) {
      const run = runOf(text, at, 123);
      const isCode = isRaw ? run >= dollars : run % 2 === 1;
      if (!isCode) {
        at += run - 1;
        continue;
      }
      const end = at + run;
      scan.at = end - (isRaw ? dollars : 1);
      return scan.open(bracket.code, end);
    }
    if (isRaw || isVerbatim) continue;
    if (unit === 92) at++;
    else if (unit === 10) {
      scan.damage();
      scan.at = at;
      return scan.close(bracket.string, at);
    }
  }
  scan.damage();
  scan.at = text.length;
}

/** `}` closes the code of a string where no block is open in it; the text goes on behind it. */
export function curlyEnd(scan: Scan): boolean {
  for (let depth = scan.depth - 1; depth >= 0; depth--) {
    const code = scan.code(scan.openAt(depth));
    if (code === brackets.curly) return false;
    if (code !== bracket.code) continue;
    const { dollars, quotes } = formOf(openingOf(scan, scan.openAt(depth - 1)));
    scan.close(bracket.code, scan.at + (quotes > 2 ? Math.min(dollars, runOf(scan.text, scan.at, 125)) : 1));
    passText(scan);
    return true;
  }
  return false;
}

/** A colon in the code of a string begins the format, which is text. */
export function colon(scan: Scan): boolean {
  const { text, at } = scan;
  if (openString(scan) < 0 || text.charCodeAt(at + 1) === 58 || text.charCodeAt(at - 1) === 58) return false;
  let end = at;
  while (end < text.length && !formatEnds.has(text.charCodeAt(end))) end++;
  scan.at = end;
  if (text.charCodeAt(end) === 125) return curlyEnd(scan);
  scan.damage();
  closeTo(scan, scan.depth - 2);
  return true;
}

/** Ends what is open above this depth, each by an end of its own that has no width. */
function closeTo(scan: Scan, depth: number): void {
  while (scan.depth > depth) scan.close(scan.code(scan.innermost), scan.at);
}

const formatEnds: ReadonlySet<number> = new Set([10, 34, 125]);

/** A statement ends in no string: its bracket is not closed. */
export function semicolon(scan: Scan): boolean {
  for (let depth = scan.depth - 1; depth > 0; depth--) {
    const code = scan.code(scan.openAt(depth));
    if (code === brackets.curly) return false;
    if (code !== bracket.code) continue;
    scan.damage();
    closeTo(scan, depth - 1);
    return false;
  }
  return false;
}

/** A line for the preprocessor says nothing that runs; what stands under each of its conditions is read. */
export function hash(scan: Scan): boolean {
  const { text, at } = scan;
  let before = at - 1;
  while (before >= 0 && /[^\S\n]|\uFEFF/.test(text.charAt(before))) before--;
  if (before >= 0 && text.charAt(before) !== '\n') return false;
  const end = text.indexOf('\n', at);
  scan.at = end < 0 ? text.length : end;
  return true;
}

/** Whether a range is one string. */
export function isString(tokens: Tokens, { from, to }: { readonly from: number; readonly to: number }): boolean {
  if (tokens.kind(from) === kinds.string) return to === from + 1;
  return tokens.isOpen(from, bracket.string) && tokens.behind(from) === to;
}

/** What a string says; code in it is a gap. */
export function contentOf(tokens: Tokens, at: number): string {
  if (tokens.kind(at) === kinds.string) return plain(tokens.word(at));
  const { text } = tokens;
  const close = Math.min(tokens.match(at), tokens.count);
  let content = '';
  let from = tokens.end(at);
  for (let next = at + 1; next < close; next = Math.max(tokens.behind(next), next + 1)) {
    if (!tokens.isOpen(next, bracket.code)) continue;
    content += `${text.slice(from, tokens.start(next))}\${}`;
    from = tokens.end(tokens.behind(next) - 1);
  }
  return content + text.slice(from, tokens.start(close));
}

function plain(written: string): string {
  if (written.startsWith('@')) return written.slice(2, -1).replaceAll('""', '"');
  const quotes = written.startsWith('"') ? runOf(written, 0, 34) : 1;
  return quotes < 3 ? written.slice(1, -1) : written.slice(quotes, -quotes).trim();
}
