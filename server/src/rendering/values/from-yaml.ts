import { unknownText } from '../../model/rendering.ts';
import type { Place, Span } from '../../model/span.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yaml-node.ts';
import type { Piece, Str, Value } from '../value.ts';
import { printedFloat } from './floats.ts';
import { bool, float, list, nil, str, unknown } from './make.ts';
import { goInteger, yamlNumber } from './numbers.ts';
import { sourcesOf, unknownIn } from './text.ts';

/** Where a document stands: its file, and the offset of the document in the file's text. */
export interface ValueSource {
  readonly file: string;
  readonly base: number;
  /** For a text that no file has: the range of it, with where that comes from. */
  readonly textOf?: (span: Span) => Str;
}

/** Values of one document; an anchor that is used again and again could give any number. */
const maxValues = 300_000;
const maxDepth = 200;

interface Conversion extends ValueSource {
  left: number;
}

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/**
 * The value of a YAML node as Helm reads it: types of YAML 1.1, merge keys resolved, each number a float.
 * A scalar and what is in braces come from their own place, a block from its key.
 */
export function valueOf(node: YamlNode | undefined, source: ValueSource): Value {
  if (!node) return nil();
  return convert(node, { node: node.span, depth: 0, to: { ...source, left: maxValues } });
}

/** What a plain scalar stands for in YAML 1.1: null, a boolean, a number or its text. */
export function plainValue(text: string): boolean | null | number | string {
  const word = words.get(text);
  if (word !== undefined) return word;
  return yamlNumber(text) ?? text;
}

interface At {
  /** What a block is shown by. */
  readonly node: Span;
  readonly depth: number;
  readonly to: Conversion;
}

function convert(node: YamlNode, at: At): Value {
  const { to } = at;
  if (at.depth > maxDepth || to.left <= 0) return unknown('the YAML is nested too deep or repeats an anchor too often');
  to.left--;
  if (node.type === 'scalar') return scalar(node, at);
  const from = placed(node.flow ? node.span : at.node, to);
  if (node.type === 'list') {
    return list(
      node.items.map((item) => convert(item, { node: item.span, depth: at.depth + 1, to })),
      from,
    );
  }
  const entries = new Map<string, Value>();
  mergeInto(entries, { map: node, at });
  return { type: 'dict', entries, ...(from ? { from } : {}) };
}

/** In the order of the text: Go's reader lets a merge key override the keys above it. */
function mergeInto(entries: Map<string, Value>, { map, at }: { map: YamlMap; at: At }): void {
  for (const entry of map.entries) {
    if (!entry.key) continue;
    if (entry.key.style === 'plain' && entry.key.text === '<<') {
      const sources = entry.value?.type === 'list' ? entry.value.items.toReversed() : [entry.value];
      for (const source of sources) {
        if (source?.type === 'map' && at.depth < maxDepth) {
          mergeInto(entries, { map: source, at: { ...at, depth: at.depth + 1 } });
        }
      }
      continue;
    }
    entries.set(keyOf(entry.key), entryValue(entry, { key: entry.key, at }));
  }
}

function entryValue(entry: YamlEntry, { key, at }: { key: YamlScalar; at: At }): Value {
  if (!entry.value) return nil(placed(key.span, at.to));
  return convert(entry.value, { node: key.span, depth: at.depth + 1, to: at.to });
}

/** JSON has text keys only: Helm's reader prints what the key is. */
function keyOf(key: YamlScalar): string {
  if (key.style !== 'plain') return key.text;
  const value = plainValue(key.text);
  if (value === null) return 'null';
  return typeof value === 'number' && goInteger(key.text.replaceAll('_', '')) === undefined
    ? printedFloat(value)
    : String(value);
}

function scalar(node: YamlScalar, { node: whole, to }: At): Value {
  const empty = node.style === 'plain' && node.text === '';
  const isText = node.tag === undefined ? node.style !== 'plain' : !/:(int|float|bool|null)$/.test(node.tag);
  const value = isText ? node.text : plainValue(node.text);
  if (typeof value === 'string' && to.textOf) return partOf(node, to.textOf(node.span));
  const from = placed(empty ? whole : node.span, to);
  if (isText) return str(node.text, from);
  if (/^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(node.text)) {
    return unknown(`Helm cannot read the number ${node.text}`, from);
  }
  if (value === null) return nil(from);
  if (typeof value === 'boolean') return bool(value, from);
  return typeof value === 'number' ? float(value, from) : str(value ?? '', from);
}

/** A scalar of a text that was rendered: its text keeps where it comes from, and what in it is not known. */
function partOf(node: YamlScalar, written: Str): Value {
  if (written.text === node.text) return written;
  const because = unknownIn(written);
  const from = sourcesOf(written);
  if (because === undefined) {
    const at = written.pieces?.find((piece) => piece.at)?.at;
    const piece: Piece = { start: 0, end: node.text.length, ...(at ? { at } : {}), ...(from ? { from } : {}) };
    return node.text === '' ? str('', from) : str(node.text, undefined, [piece]);
  }
  const ranges = [...node.text.matchAll(new RegExp(unknownText, 'g'))];
  const pieces = ranges.map(({ index }) => ({
    start: index,
    end: index + unknownText.length,
    unknown: because,
    ...(from ? { from } : {}),
  }));
  return str(node.text, from, pieces);
}

function placed(span: Span, to: ValueSource): readonly Place[] | undefined {
  if (to.textOf) return sourcesOf(to.textOf(span));
  return [{ file: to.file, span: { start: span.start + to.base, end: span.end + to.base } }];
}
