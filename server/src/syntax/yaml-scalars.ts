import type { YamlScalar } from './yaml-node.ts';
import * as sign from './yaml-scan.ts';
import { afterSpaces, decline, finishLine, isBlank, toNextLine, type Scan } from './yaml-scan.ts';

/** Signs that no plain scalar begins with: tags, anchors, aliases, comments, quotes, blocks, flows, what is reserved. */
const reserved = new Set('!&*{}[],#|>@`%"\'\t'.split('').map((each) => each.charCodeAt(0)));

/** Whether a plain scalar may begin here; behind `-`, `?` and `:` that depends on what follows. */
export function isPlainStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === sign.dash || code === 63 || code === sign.colon) return !isBlank(text.charCodeAt(at + 1));
  return !reserved.has(code) && !isBlank(code);
}

/** A plain value, over several lines too if they are indented by `indent`. */
export function plainScalar(scan: Scan, indent: number): YamlScalar | undefined {
  const { text, at: start } = scan;
  if (!isPlainStart(text, start)) return decline(scan);
  let end = start;
  let firstBreak = -1;
  for (let at = start; ;) {
    const code = text.charCodeAt(at);
    if (code === sign.colon) {
      // A key: of a map on the line of another key, or over several lines.
      if (isBlank(text.charCodeAt(at + 1))) return decline(scan);
      end = ++at;
    } else if (code === sign.space) {
      if (text.charCodeAt(++at) === sign.hash) break;
    } else if (code === sign.newline) {
      if (firstBreak < 0) firstBreak = at;
      const next = afterSpaces(text, at + 1);
      const first = text.charCodeAt(next);
      if (first === sign.hash || (first !== sign.newline && next - at - 1 < indent)) break;
      at = next;
    } else if (code === sign.tab) return decline(scan);
    else if (code !== code) break;
    else end = ++at;
  }
  const written = text.slice(start, end);
  finishLine(scan, end);
  const value = firstBreak >= 0 && firstBreak < end ? unfolded(written) : written;
  return { type: 'scalar', style: 'plain', text: value, span: { start, end } };
}

/** Where the quote that opens at an offset closes; -1 where it does not. */
export function closingQuote(text: string, at: number): number {
  if (text.charCodeAt(at) === sign.singleQuote) {
    let end = text.indexOf("'", at + 1);
    while (end >= 0 && text.charCodeAt(end + 1) === sign.singleQuote) end = text.indexOf("'", end + 2);
    return end;
  }
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === sign.backslash) next++;
    else if (code === sign.doubleQuote) return next;
  }
  return -1;
}

/** A quoted value, whose further lines are indented by `indent`; with `isInner` the line goes on behind it. */
export function quotedScalar(scan: Scan, indent: number, isInner = false): YamlScalar | undefined {
  const { text, at: start } = scan;
  const end = closingQuote(text, start);
  if (end < 0) return decline(scan);
  const raw = text.slice(start + 1, end);
  const isFolded = raw.includes('\n');
  for (
    let line = isFolded ? text.indexOf('\n', start) : end;
    line >= 0 && line < end;
    line = text.indexOf('\n', line + 1)
  ) {
    const next = afterSpaces(text, line + 1);
    if (text.charCodeAt(next) !== sign.newline && next - line - 1 < indent) return decline(scan);
  }
  let value: string | undefined = raw;
  if (text.charCodeAt(start) === sign.singleQuote) {
    if (isFolded) value = unfolded(raw);
    if (value.includes("'")) value = value.replaceAll("''", "'");
  } else if (isFolded || raw.includes('\\')) value = unescaped(raw);
  if (value === undefined) return decline(scan);
  if (isInner) scan.at = end + 1;
  else finishLine(scan, end + 1);
  const span = { start: start + 1, end };
  return { type: 'scalar', style: 'quoted', text: value, span, outer: { start, end: end + 1 } };
}

/** A line break is a space, several are one less. */
function unfolded(raw: string): string {
  const lines = raw.split('\n');
  const last = lines.length - 1;
  let value = (lines[0] ?? '').replace(/(?<![ \t])[ \t]+$/, '');
  let separator = ' ';
  for (let i = 1; i < last; i++) {
    const line = (lines[i] ?? '').replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '');
    if (line !== '') {
      value += separator + line;
      separator = ' ';
    } else if (separator === '\n') value += separator;
    else separator = '\n';
  }
  return value + separator + (lines[last] ?? '').replace(/^[ \t]+/, '');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

/** What stands between double quotes, escapes and line breaks resolved; undefined with an escape that YAML does not know. */
function unescaped(raw: string): string | undefined {
  let value = '';
  for (let at = 0; at < raw.length;) {
    const run = runOf(/[^\\\n]*/y, raw, at);
    at += run.length;
    const code = raw.charCodeAt(at);
    if (code === sign.newline) {
      // Blanks before and after a line break belong to it.
      value += run.replace(/(?<![ \t])[ \t]+$/, '');
      const blanks = runOf(/[ \t\n]*/y, raw, at + 1);
      at += 1 + blanks.length;
      const more = blanks.split('\n').length - 1;
      value += more > 0 ? '\n'.repeat(more) : ' ';
      continue;
    }
    value += run;
    if (at >= raw.length) break;
    const next = raw[at + 1] ?? '';
    const known = escapes.get(next);
    if (known !== undefined) {
      value += known;
      at += 2;
    } else if (next === '\n') {
      at += 2 + runOf(/[ \t]*/y, raw, at + 2).length;
    } else {
      const digits = next === 'x' ? 2 : next === 'u' ? 4 : next === 'U' ? 8 : 0;
      const written = raw.slice(at + 2, at + 2 + digits);
      const number = /^[0-9a-fA-F]+$/.test(written) && written.length === digits ? parseInt(written, 16) : -1;
      if (number < 0 || number > 0x10ffff) return undefined;
      value += String.fromCodePoint(number);
      at += 2 + digits;
    }
  }
  return value;
}

function runOf(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** A block of text behind `|` or `>`, without a number in its header; blank only, or with trailing lines of more blanks, it is declined. */
export function blockScalar(scan: Scan, minimum: number): YamlScalar | undefined {
  const { text, at: start } = scan;
  const isFolded = text.charCodeAt(start) === 62;
  const chomp = text[start + 1] ?? '';
  const headerEnd = chomp === '-' || chomp === '+' ? start + 2 : start + 1;
  let body = afterSpaces(text, headerEnd);
  if (text.charCodeAt(body) === sign.hash && body > headerEnd) body = text.indexOf('\n', body);
  if (body < 0 || text.charCodeAt(body) !== sign.newline) return decline(scan);
  body++;
  let line = body;
  let first = afterSpaces(text, line);
  let blank = 0;
  while (text.charCodeAt(first) === sign.newline) {
    blank = Math.max(blank, first - line);
    line = first + 1;
    first = afterSpaces(text, line);
  }
  const indent = first - line;
  if (first >= text.length || indent < minimum || blank > indent) return decline(scan);
  const lines: string[] = [];
  // What is written ends with its last line that is not blank; the lines after it count for `+`.
  let kept = 0;
  let lastLong = 0;
  let lineStart = body;
  let end = body;
  while (lineStart < text.length) {
    const next = afterSpaces(text, lineStart);
    const code = text.charCodeAt(next);
    if (code !== sign.newline && next - lineStart < indent) {
      if (code === sign.tab) return decline(scan);
      break;
    }
    const lineEnd = text.indexOf('\n', next);
    const stop = lineEnd < 0 ? text.length : lineEnd;
    lines.push(text.slice(lineStart + indent, stop));
    const isEmpty = next === stop;
    if (!isEmpty) kept = lines.length;
    else if (stop - lineStart > indent) lastLong = lines.length;
    if (!isEmpty || chomp === '+') end = Math.min(stop + 1, text.length);
    lineStart = stop + 1;
  }
  if (lastLong > kept || (chomp === '+' && lineStart > text.length)) return decline(scan);
  const content = lines.slice(0, kept);
  let value = isFolded ? folded(content) : content.join('\n');
  if (chomp === '+') value += '\n'.repeat(1 + lines.length - kept);
  else if (chomp !== '-') value += '\n';
  toNextLine(scan, text.charCodeAt(end - 1) === sign.newline ? end - 1 : text.length);
  const spanEnd = start + text.slice(start, end).trimEnd().length;
  const style = isFolded ? 'folded' : 'literal';
  return { type: 'scalar', style, text: value, span: { start, end: spanEnd } };
}

/** Lines of a `>` as one text: those that are indented more, and those next to them, keep their breaks. */
function folded(lines: readonly string[]): string {
  let value = '';
  let separator = '';
  let isMore = false;
  let isLeading = true;
  for (const line of lines) {
    if (isLeading && line === '') {
      value += '\n';
      continue;
    }
    isLeading = false;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (separator === ' ') separator = '\n';
      else if (!isMore && separator === '\n') separator = '\n\n';
      value += separator + line;
      separator = '\n';
      isMore = true;
    } else if (line === '') {
      if (separator === '\n') value += '\n';
      else separator = '\n';
    } else {
      value += separator + line;
      separator = ' ';
      isMore = false;
    }
  }
  return value;
}
