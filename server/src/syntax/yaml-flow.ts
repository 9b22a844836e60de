import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';
import { isPlainStart, quotedScalar } from './yaml-scalars.ts';
import * as sign from './yaml-scan.ts';
import { afterSpaces, decline, isBlank, type Scan } from './yaml-scan.ts';

interface Around {
  /** Columns by which each line must be indented. */
  readonly indent: number;
  readonly level: number;
  /** How many brackets are open within. */
  readonly depth: number;
  readonly maxLevels: number;
}

/** A `[…]` or `{…}` of scalars and of its like, without comments; `scan` stands behind it then. */
export function flowIn(scan: Scan, around: Around): YamlNode | undefined {
  if (around.level > around.maxLevels) return decline(scan);
  return scan.text.charCodeAt(scan.at) === sign.mapStart ? map(scan, around) : list(scan, around);
}

function list(scan: Scan, around: Around): YamlList | undefined {
  const { at: start } = scan;
  const items: YamlNode[] = [];
  scan.at++;
  for (let next = gap(scan, around); next !== sign.listEnd || items.length > 0;) {
    const item = valueIn(scan, around);
    if (!item) return undefined;
    items.push(item);
    next = gap(scan, around);
    if (next === sign.listEnd) break;
    if (next !== sign.comma) return decline(scan);
    scan.at++;
    gap(scan, around);
  }
  scan.at++;
  return scan.isDeclined ? undefined : { type: 'list', span: { start, end: scan.at }, flow: true, items };
}

function map(scan: Scan, around: Around): YamlMap | undefined {
  const { text, at: start } = scan;
  const entries: YamlEntry[] = [];
  const seen = new Set<string>();
  scan.at++;
  // A template's action.
  if (text.charCodeAt(scan.at) === sign.mapStart) return decline(scan);
  for (let next = gap(scan, around); next !== sign.mapEnd || entries.length > 0;) {
    const isQuoted = next === sign.doubleQuote || next === sign.singleQuote;
    const key = scalarIn(scan, around);
    if (!key || seen.has(key.text) || key.text === '<<') return decline(scan);
    seen.add(key.text);
    const at = afterSpaces(text, scan.at);
    if (text.charCodeAt(at) !== sign.colon || !(isQuoted || isBlank(text.charCodeAt(at + 1)))) return decline(scan);
    scan.at = at + 1;
    gap(scan, around);
    const value = valueIn(scan, around);
    if (!value) return undefined;
    entries.push({ key, value, end: scan.at });
    next = gap(scan, around);
    if (next === sign.mapEnd) break;
    if (next !== sign.comma) return decline(scan);
    scan.at++;
    next = gap(scan, around);
    if (next === sign.mapEnd) return decline(scan);
  }
  scan.at++;
  return scan.isDeclined ? undefined : { type: 'map', span: { start, end: scan.at }, flow: true, entries };
}

function valueIn(scan: Scan, around: Around): YamlNode | undefined {
  const code = scan.text.charCodeAt(scan.at);
  if (code === sign.listStart || code === sign.mapStart)
    return flowIn(scan, { ...around, level: around.level + 1, depth: around.depth + 1 });
  return scalarIn(scan, around);
}

function scalarIn(scan: Scan, { indent }: Around): YamlScalar | undefined {
  const { text, at: start } = scan;
  const code = text.charCodeAt(start);
  if (code === sign.doubleQuote || code === sign.singleQuote) return quotedScalar(scan, indent, true);
  if (code === sign.colon || code === 63 || !isPlainStart(text, start)) return decline(scan);
  if (code === sign.dash && isFlowSign(text.charCodeAt(start + 1))) return decline(scan);
  let end = start;
  for (let at = start; ; at++) {
    const each = text.charCodeAt(at);
    if (each === sign.space) {
      if (text.charCodeAt(at + 1) === sign.hash) return decline(scan);
    } else if (each === sign.colon) {
      const next = text.charCodeAt(at + 1);
      if (isBlank(next) || isFlowSign(next)) break;
      end = at + 1;
    } else if (each === sign.newline || isFlowSign(each) || each !== each) break;
    else if (each === sign.tab) return decline(scan);
    else end = at + 1;
  }
  scan.at = end;
  return { type: 'scalar', style: 'plain', text: text.slice(start, end), span: { start, end } };
}

function isFlowSign(code: number): boolean {
  return (
    code === sign.comma ||
    code === sign.listStart ||
    code === sign.listEnd ||
    code === sign.mapStart ||
    code === sign.mapEnd
  );
}

/** Leaves blanks and line breaks behind; the unit that follows. A line must be indented, but for the bracket that ends all. */
function gap(scan: Scan, { indent, depth }: Around): number {
  const { text } = scan;
  for (;;) {
    const at = afterSpaces(text, scan.at);
    const code = text.charCodeAt(at);
    scan.at = at;
    if (code === sign.newline) {
      const next = afterSpaces(text, at + 1);
      const first = text.charCodeAt(next);
      scan.at = next;
      if (first === sign.newline) continue;
      const column = next - at - 1;
      const isLast = depth === 1 && (first === sign.listEnd || first === sign.mapEnd);
      if (column < indent && !(isLast && column === indent - 1)) break;
      continue;
    }
    if (code === sign.tab || code === sign.hash || code !== code) break;
    return code;
  }
  decline(scan);
  return Number.NaN;
}
