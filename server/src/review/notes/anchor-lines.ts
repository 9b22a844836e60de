/** A line of a text as anchors see it. */
export interface Line {
  /** 0-based, in the text. */
  readonly index: number;
  readonly trimmed: string;
  /** The line without what formatters change; equal keys are the same line. */
  readonly key: string;
  /** Four characters that stand for the key. */
  readonly print: string;
  /** Width of its indentation. */
  readonly indent: number;
}

/** The lines of a text that are not blank. */
export function speakingLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    const key = keyOf(trimmed);
    lines.push({ index, trimmed, key, print: printOf(key), indent: indentOf(raw) });
  }
  return lines;
}

/** A line without what formatters change: blanks, the kind of quotes, a comma or semicolon at the end or before a bracket. */
export function keyOf(line: string): string {
  const key = line
    .replace(/\s+/g, '')
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/[;,]+$/, '');
  return key === '' ? line.trim() : key;
}

/** 24 bits of FNV-1a. */
export function printOf(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) {
    hash ^= key.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 24;
  let print = '';
  for (let digit = 0; digit < 4; digit++) print += digits[(hash >>> (6 * digit)) & 63];
  return print;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The lines that enclose one by indentation, innermost first; brackets alone enclose nothing. */
export function headsOf(lines: readonly Line[], at: number, count: number): string[] {
  const heads: string[] = [];
  let indent = lines[at]?.indent ?? 0;
  for (let back = at - 1; back >= 0 && indent > 0 && heads.length < count; back--) {
    const line = lines[back];
    if (!line || line.indent >= indent) continue;
    indent = line.indent;
    if (/\w/.test(line.key)) heads.push(line.trimmed);
  }
  return heads;
}

/** How alike two keys are, from 0 to 1: the share of letter pairs that they have in common; 1 where one was wrapped out of the other. */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  if (one.length < 2 || other.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let at = 0; at < one.length - 1; at++) {
    const pair = one.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at < other.length - 1; at++) {
    const pair = other.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    shared++;
    pairs.set(pair, left - 1);
  }
  return (2 * shared) / (one.length + other.length - 2);
}

function indentOf(raw: string): number {
  let width = 0;
  for (const character of raw) {
    if (character === ' ') width++;
    else if (character === '\t') width += 4;
    else break;
  }
  return width;
}
