import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';
import { flowIn } from './yaml-flow.ts';
import { blockScalar, closingQuote, isPlainStart, plainScalar, quotedScalar } from './yaml-scalars.ts';
import * as sign from './yaml-scan.ts';
import { afterSpaces, decline, finishLine, isBlank, isItem, isMarker, toNextLine, type Scan } from './yaml-scan.ts';

/** Up to so many keys are compared one by one. */
const listed = 8;
/** Deeper nesting is left to the library, which counts differently. */
const maxLevels = 60;

/**
 * The root of a document that is written in plain block style: maps and lists by indentation, scalars, `[…]` and `{…}` in them.
 * Undefined for whatever else YAML allows (anchors, aliases, tags, directives, tabs between words, `\r`, keys that are no scalars) and
 * for every mistake: the library reads those. Where this answers, the library gives the same nodes with the same spans, without problems.
 * One pass over the text, some thirty times as fast as the library.
 */
export function readBlockStyle(text: string): YamlNode | undefined {
  if (text.includes('\r')) return undefined;
  const scan: Scan = { text, at: 0, column: 0, isDeclined: false };
  if (text.charCodeAt(0) === sign.dash && isMarker(text, 0)) finishLine(scan, 3);
  else toNextLine(scan, -1);
  // A byte order mark belongs to no word, where a document begins.
  if (scan.column < 0 || text.charCodeAt(scan.at) === 0xfeff) return undefined;
  const root = block(scan, 1);
  return scan.isDeclined || scan.column >= 0 ? undefined : root;
}

/** The collection that begins on the line of `scan`. */
function block(scan: Scan, level: number): YamlNode | undefined {
  if (level > maxLevels) return decline(scan);
  if (isItem(scan)) return list(scan, level);
  const end = keyEnd(scan);
  return end < 0 ? decline(scan) : map(scan, end, level);
}

function list(scan: Scan, level: number): YamlList {
  const { at: start, column } = scan;
  const items: YamlNode[] = [];
  let end = start;
  while (scan.column === column && isItem(scan)) {
    const at = afterSpaces(scan.text, scan.at + 1);
    const item = isLineEnd(scan.text, at) ? below(scan, { at, column, level }) : itemAt(scan, at, level);
    if (!item) break;
    end = endOf(item);
    items.push(item);
  }
  if (scan.column > column) decline(scan);
  return { type: 'list', span: { start, end }, flow: false, items };
}

/** What stands on the line of its dash. */
function itemAt(scan: Scan, at: number, level: number): YamlNode | undefined {
  const { column } = scan;
  scan.column += at - scan.at;
  scan.at = at;
  if (level >= maxLevels) return decline(scan);
  if (isItem(scan)) return list(scan, level + 1);
  const end = keyEnd(scan);
  return end < 0 ? value(scan, column + 1, level) : map(scan, end, level + 1);
}

/** `firstEnd` is where the first key ends, see `keyEnd`. */
function map(scan: Scan, firstEnd: number, level: number): YamlMap {
  const { text, at: start, column } = scan;
  const entries: YamlEntry[] = [];
  let seen: Set<string> | undefined;
  for (let keyStop = firstEnd; ; keyStop = keyEnd(scan)) {
    const key = keyStop < 0 ? undefined : keyAt(scan, keyStop);
    if (entries.length === listed) seen = new Set(entries.map((entry) => entry.key?.text ?? ''));
    if (!key || (seen ? seen.has(key.text) : entries.some((entry) => entry.key?.text === key.text))) {
      decline(scan);
      break;
    }
    seen?.add(key.text);
    const at = afterSpaces(text, afterSpaces(text, keyStop) + 1);
    let read: YamlNode | undefined;
    if (isLineEnd(text, at)) read = below(scan, { at, column, level, isValue: true });
    else {
      scan.at = at;
      read = value(scan, column + 1, level);
    }
    if (!read) break;
    entries.push({ key, value: read, end: endOf(read) });
    if (scan.column !== column) break;
  }
  if (scan.column > column) decline(scan);
  return { type: 'map', span: { start, end: entries.at(-1)?.end ?? start }, flow: false, entries };
}

interface Above {
  /** Where an empty scalar stands. */
  readonly at: number;
  readonly column: number;
  readonly level: number;
  /** Of a key, whose list may stand in the key's own column. */
  readonly isValue?: boolean;
}

/** What is indented below a key or a dash; an empty scalar where nothing is. */
function below(scan: Scan, { at, column, level, isValue }: Above): YamlNode | undefined {
  // A comment needs a space before it, which `at` is behind.
  finishLine(scan, scan.text.charCodeAt(at) === sign.hash ? at - 1 : at);
  if (scan.column > column || (isValue && scan.column === column && isItem(scan))) return block(scan, level + 1);
  return { type: 'scalar', style: 'plain', text: '', span: { start: at, end: at } };
}

/** A value on the line of its key or dash; its further lines are indented by `indent` at least. */
function value(scan: Scan, indent: number, level: number): YamlNode | undefined {
  const { text, at } = scan;
  switch (text.charCodeAt(at)) {
    case sign.doubleQuote:
    case sign.singleQuote:
      return quotedScalar(scan, indent);
    case 124:
    case 62:
      return blockScalar(scan, indent);
    case sign.listStart:
    case sign.mapStart: {
      const read = flowIn(scan, { indent, level: level + 1, depth: 1, maxLevels });
      if (read) finishLine(scan, read.span.end);
      return read;
    }
    default:
      return plainScalar(scan, indent);
  }
}

function keyAt(scan: Scan, end: number): YamlScalar | undefined {
  const { text, at } = scan;
  const code = text.charCodeAt(at);
  if (code === sign.doubleQuote || code === sign.singleQuote) return quotedScalar(scan, 0, true);
  const key = text.slice(at, end);
  if (key === '<<') return decline(scan);
  return { type: 'scalar', style: 'plain', text: key, span: { start: at, end } };
}

/** Where the key ends that begins at `scan`: behind it stands, perhaps after spaces, the colon. -1 if none begins there. */
function keyEnd({ text, at }: Scan): number {
  const code = text.charCodeAt(at);
  if (code === sign.doubleQuote || code === sign.singleQuote) {
    const end = closingQuote(text, at) + 1;
    if (end === 0) return -1;
    const next = afterSpaces(text, end);
    if (text.charCodeAt(next) !== sign.colon || !isBlank(text.charCodeAt(next + 1))) return -1;
    const line = text.indexOf('\n', at);
    return line >= 0 && line < end ? -1 : end;
  }
  if (!isPlainStart(text, at)) return -1;
  let end = at;
  for (let next = at; ; next++) {
    const each = text.charCodeAt(next);
    if (each === sign.space) {
      if (text.charCodeAt(next + 1) === sign.hash) return -1;
    } else if (each === sign.colon && isBlank(text.charCodeAt(next + 1))) return end;
    else if (each === sign.newline || each === sign.tab || each !== each) return -1;
    else end = next + 1;
  }
}

/** Whether nothing but a comment is left of a line; behind a dash or a colon. */
function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === sign.newline || code === sign.hash || code !== code;
}

function endOf(node: YamlNode): number {
  return (node.type === 'scalar' ? (node.outer ?? node.span) : node.span).end;
}
