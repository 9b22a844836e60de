import { unknownText } from '../../model/rendering.ts';
import type { Dict, Str, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import type { Budget } from '../values/budget.ts';
import { fail, overLimit } from '../values/failure.ts';
import { formatFloat, jsonFloat } from '../values/floats.ts';
import { openOf } from '../values/keys.ts';
import { goInteger } from '../values/numbers.ts';
import { str, unknown } from '../values/make.ts';
import { concat, maxText, replaceRanges, slice } from '../values/text.ts';
import { byteLength } from './bytes.ts';
import { base64 } from './base64.ts';
import { maxValueDepth, unknownStr, utf8 } from './printing.ts';
import { mapMatches } from './quoting.ts';
import { folded } from './yaml-fold.ts';
import { styleOf, unprintable } from './yaml-style.ts';

/** What is written so far, with its length: a value that holds another many times could give any text. */
interface Parts {
  readonly written: (Str | string)[];
  length: number;
  /** As Go's newer printer has it: lists are indented in maps, long lines stay, numbers print as floats. */
  readonly pretty: boolean;
}

function push(parts: Parts, ...more: readonly (Str | string)[]): void {
  for (const part of more) {
    parts.length += typeof part === 'string' ? part.length : part.text.length;
    parts.written.push(part);
  }
  if (parts.length > maxText) overLimit('a value is too large to print as YAML');
}

interface Writing {
  readonly parts: Parts;
  readonly budget: Budget;
  readonly depth: number;
  /** Column of the entries of a map, and of the items of a list in it. */
  readonly indent: number;
}

/** Where a scalar stands: its column, and that of the map or list that it is in. */
interface Position {
  readonly column: number;
  readonly indent: number;
  readonly depth: number;
  /** It stands on one line. */
  readonly isKey?: boolean;
  /** As in `Parts`. */
  readonly pretty?: boolean;
}

/** A value as `sigs.k8s.io/yaml` prints it, without the last line break; each key and value has its places. */
export function yamlText(value: Value, { budget, pretty = false }: { budget: Budget; pretty?: boolean }): Str {
  const parts: Parts = { written: [], length: 0, pretty };
  block(value, { parts, budget, depth: 0, indent: 0 });
  const text = concat(parts.written);
  return text.text.endsWith('\n') ? slice(text, { start: 0, end: text.text.length - 1 }) : text;
}

/** A map that is printed line by line; one of which keys may be missing has a line for them. */
function hasEntries(value: Value): value is Dict {
  if (value.type !== 'dict' || value.shown !== undefined) return false;
  return value.entries.size > 0 || openOf(value) !== undefined;
}

/** Writes a value where a line has begun; ends with a line break. */
function block(value: Value, writing: Writing): void {
  const { parts, budget, depth, indent } = writing;
  spend(budget, 1);
  if (depth > maxValueDepth) overLimit('a value is nested too deep to print as YAML');
  if (hasEntries(value)) {
    let isFirst = true;
    for (const [key, item] of naturalEntries(value)) {
      if (!isFirst) push(parts, ' '.repeat(indent));
      isFirst = false;
      entry({ key, item }, writing);
    }
    return;
  }
  if (value.type === 'list' && value.items.length > 0) {
    let isFirst = true;
    for (const item of value.items) {
      if (!isFirst) push(parts, ' '.repeat(indent));
      isFirst = false;
      push(parts, '- ');
      if (isNested(item)) block(item, { ...writing, depth: depth + 1, indent: indent + 2 });
      else scalar(item, { parts, at: { column: indent + 2, indent, depth: depth + 1, pretty: parts.pretty } });
    }
    return;
  }
  scalar(value, { parts, at: { column: 0, indent, depth, pretty: parts.pretty } });
}

function isNested(value: Value): boolean {
  if (value.type === 'list') return value.items.length > 0;
  return hasEntries(value);
}

function entry({ key, item }: { key: string; item: Value }, writing: Writing): void {
  const { parts, indent, depth } = writing;
  const name = str(key, item.from);
  const inner = { ...writing, depth: depth + 1, indent: indent + 2 };
  const isSimple = !/[\r\n]/.test(key) && byteLength(key) <= 128;
  const written = textScalar(name, {
    column: isSimple ? indent : indent + 2,
    indent,
    depth: depth + 1,
    isKey: isSimple,
    pretty: parts.pretty,
  }).text;
  if (isSimple) push(parts, str(`${written}:`, item.from));
  else push(parts, '? ', str(written, item.from), `\n${' '.repeat(indent)}:`);
  if (hasEntries(item)) {
    push(parts, isSimple ? `\n${' '.repeat(indent + 2)}` : ' ');
    block(item, inner);
  } else if (item.type === 'list' && item.items.length > 0) {
    const column = parts.pretty ? indent + 2 : indent;
    push(parts, isSimple ? `\n${' '.repeat(column)}` : ' ');
    block(item, isSimple ? { ...inner, indent: column } : inner);
  } else {
    push(parts, ' ');
    const column = indent + (isSimple ? Array.from(written).length + 2 : 2);
    scalar(item, { parts, at: { column, indent, depth: depth + 1, pretty: parts.pretty } });
  }
}

/** Go's printer reads a text once more as YAML, where these characters break a line. */
const oddForYaml = /[\u0085\u2028\u2029]/;
/** Versions of the newer printer differ in these. */
const oddForPretty = /^\s*\n|\n[^]*\t|\t[^]*\n|[\u0085\u2028\u2029]/;

/** Writes a scalar or what is empty. */
function scalar(value: Value, { parts, at }: { parts: Parts; at: Position }): void {
  if (value.type === 'string') {
    const text = value.bytes ? str(base64(utf8(value.text)), value.from) : value;
    const because = `${at.pretty ? 'toYamlPretty' : 'toYaml'} changes rare white space`;
    const isOdd = (at.pretty ? oddForPretty : oddForYaml).test(text.text);
    push(parts, isOdd ? unknownStr({ because, from: text.from }) : textScalar(text, at), '\n');
    return;
  }
  push(parts, value.type === 'unknown' ? unknownStr(value) : str(plain(value, at), value.from), '\n');
}

function plain(value: Value, { pretty }: Position): string {
  switch (value.type) {
    case 'nil':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'int':
      return String(value.value);
    case 'float': {
      if (!Number.isFinite(value.value)) return fail('error calling toYaml: json: unsupported value');
      const json = jsonFloat(value.value);
      return pretty || goInteger(json) === undefined ? formatFloat(value.value, { verb: 'g' }) : json;
    }
    case 'list':
      return value.none && !pretty ? 'null' : '[]';
    case 'dict':
      return value.shown ?? '{}';
    default:
      return '';
  }
}

/** A text as a value or a key: plain, in quotes, or as a block whose lines have their indentation. */
export function textScalar(text: Str, { column, indent, depth, isKey = false, pretty }: Position): Str {
  const style = styleOf(text.text, { isKey });
  const further = depth === 0 ? 2 : indent + 2;
  if (style === 'literal') return literal(text, further);
  const quote = style === 'plain' ? '' : style === 'single' ? "'" : '"';
  const inner =
    style === 'plain' ? text : style === 'single' ? single(text) : mapMatches(text, { pattern: escaped, by: escape });
  const lines = isKey || pretty ? inner : folded(inner, { column: column + quote.length, indent: further, style });
  return quote === '' ? lines : concat([quote, lines, quote]);
}

function single(text: Str): Str {
  return mapMatches(text, { pattern: /'/g, by: () => "''" });
}

const short: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};
const escaped = new RegExp(
  `[\\ud800-\\udbff][\\udc00-\\udfff]|["\\\\\\n\\x85\\u2028\\u2029]|${unprintable.source}`,
  'g',
);

function escape(character: string): string {
  const known = short[character];
  if (known !== undefined) return `\\${known}`;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function literal(text: Str, indent: number): Str {
  const written = text.text;
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(written) ? '2' : '';
  const chomp = !written.endsWith('\n') ? '-' : written === '\n' || written.endsWith('\n\n') ? '+' : '';
  const pad = ' '.repeat(indent);
  const ranges = [...written.matchAll(/(^|\n)(?=[^\n])/g)].map(({ 0: match, index }) => {
    const at = index + match.length;
    return { start: at, end: at, by: pad };
  });
  const body = replaceRanges(text, ranges);
  // The line break after it is written by the caller.
  const ended = body.text.endsWith('\n') ? slice(body, { start: 0, end: body.text.length - 1 }) : body;
  return concat([`|${hint}${chomp}\n`, ended]);
}

/** Entries in the order of Go's YAML printer: letters after other characters, numbers in keys by their size. */
function naturalEntries(value: Dict): readonly (readonly [string, Value])[] {
  const sorted = [...value.entries].toSorted(([a], [b]) => naturalOrder(a, b));
  const open = openOf(value);
  return open === undefined ? sorted : [...sorted, [unknownText, unknown(open)]];
}

/** The order of two keys: letters after other characters, numbers by their size. */
export function naturalOrder(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  const shorter = Math.min(left.length, right.length);
  let i = 0;
  while (i < shorter && left[i] === right[i]) i++;
  const x = left[i];
  const y = right[i];
  if (x === undefined || y === undefined) return left.length - right.length;
  const isXLetter = isLetter(x);
  const isYLetter = isLetter(y);
  if (isXLetter !== isYLetter) return isYLetter ? -1 : 1;
  const byCode = (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
  if (isXLetter) return byCode;
  // A zero inside of a longer number is a digit of it like any other.
  const inNumber = (x === '0' || y === '0') && /[1-9][0-9]*$/.test(left.slice(0, i).join(''));
  const xs = digitsAt(left, i);
  const ys = digitsAt(right, i);
  const xn = Number((inNumber ? '1' : '') + xs);
  const yn = Number((inNumber ? '1' : '') + ys);
  return xn - yn || xs.length - ys.length || byCode;
}

function digitsAt(characters: readonly string[], from: number): string {
  let digits = '';
  for (let i = from; /[0-9]/.test(characters[i] ?? ''); i++) digits += characters[i];
  return digits;
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}
