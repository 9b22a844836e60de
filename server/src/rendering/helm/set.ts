import type { Place } from '../../model/span.ts';
import { bool, dict, int, list, nil, str } from '../values/make.ts';
import type { Dict, Value } from '../value.ts';

/** How the values of `--set` are read. */
export interface SetOptions {
  /** As `--set-string`: no value becomes a number, a boolean or null. */
  readonly strings?: boolean;
  readonly at?: Place;
}

/** Largest index of a list, and deepest nesting, as in Helm. */
const maxIndex = 65_536;
const maxLevels = 30;

class Mistake extends Error {}

interface Reader {
  readonly text: readonly string[];
  readonly from: readonly Place[] | undefined;
  readonly strings: boolean;
  at: number;
}

/** Puts what an expression of `--set` says (`a.b=1,c[0].d={x,y}`) over values, which it changes; gives the mistake in it. */
export function applySet(
  values: Dict,
  expression: string,
  { strings = false, at }: SetOptions = {},
): string | undefined {
  const reader: Reader = { text: Array.from(expression), from: at && [at], strings, at: 0 };
  try {
    while (reader.at < reader.text.length) readKey(values, reader, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Mistake) return error.message;
    throw error;
  }
}

function readKey(into: Dict, reader: Reader, level: number): void {
  if (level > maxLevels) throw new Mistake(`The key has more than ${maxLevels} levels`);
  const { text: key, stop } = until(reader, '=[,.');
  if (stop === undefined || stop === ',') {
    if (key === '' && stop === undefined) return;
    throw new Mistake(`The key ${key} has no value`);
  }
  if (stop === '=') return assign(into, key, readValue(reader));
  const former = into.entries.get(key);
  if (stop === '[') {
    const items = former?.type === 'list' ? [...former.items] : [];
    const index = readIndex(reader);
    readItem({ items, index }, reader, level);
    return assign(into, key, list(items, reader.from ?? former?.from));
  }
  const inner = former?.type === 'dict' ? former : dict([], reader.from);
  if (reader.at >= reader.text.length) throw new Mistake(`The key ${key} has no value`);
  readKey(inner, reader, level + 1);
  assign(into, key, inner);
}

function assign(into: Dict, key: string, value: Value): void {
  if (key !== '') into.entries.set(key, value);
}

interface Item {
  readonly items: Value[];
  readonly index: number;
}

function readItem({ items, index }: Item, reader: Reader, level: number): void {
  if (level > maxLevels) throw new Mistake(`The key has more than ${maxLevels} levels`);
  const { text, stop } = until(reader, '[.=');
  if (text !== '') throw new Mistake(`Unexpected text ${text} after the index ${index}`);
  while (items.length <= index) items.push(nil());
  const former = items[index];
  if (stop === '=') items[index] = readValue(reader);
  else if (stop === '[') {
    const inner = former?.type === 'list' ? [...former.items] : [];
    readItem({ items: inner, index: readIndex(reader) }, reader, level + 1);
    items[index] = list(inner, reader.from);
  } else if (stop === '.') {
    const inner = former?.type === 'dict' ? former : dict([], reader.from);
    readKey(inner, reader, level + 1);
    items[index] = inner;
  } else throw new Mistake(`The index ${index} has no value`);
}

function readIndex(reader: Reader): number {
  const { text, stop } = until(reader, ']');
  const index = /^[0-9]+$/.test(text) ? Number(text) : NaN;
  if (stop === undefined || Number.isNaN(index)) throw new Mistake(`The index ${text} is not a number`);
  if (index > maxIndex) throw new Mistake(`The index ${index} is greater than ${maxIndex}`);
  return index;
}

function readValue(reader: Reader): Value {
  if (reader.text[reader.at] !== '{') return typed(until(reader, ',').text, reader);
  reader.at++;
  const items: Value[] = [];
  for (;;) {
    const { text, stop } = until(reader, ',}');
    if (stop === undefined) throw new Mistake('The list has no end');
    items.push(typed(text, reader));
    if (stop === ',') continue;
    // What follows a list up to the next comma is not read.
    if (reader.text[reader.at] === ',') reader.at++;
    return list(items, reader.from);
  }
}

function typed(text: string, { strings, from }: Reader): Value {
  if (strings) return str(text, from);
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return bool(lower === 'true', from);
  if (lower === 'null') return nil(from);
  if (text === '0' || (/^[-+]?[0-9]+$/.test(text) && !text.startsWith('0') && Number.isSafeInteger(Number(text))))
    return int(Number(text), from);
  return str(text, from);
}

/** The text up to one of the signs; a backslash takes the next sign as it is. */
function until(reader: Reader, signs: string): { readonly text: string; readonly stop: string | undefined } {
  let text = '';
  while (reader.at < reader.text.length) {
    const sign = reader.text[reader.at++] ?? '';
    if (signs.includes(sign)) return { text, stop: sign };
    text += sign === '\\' ? (reader.text[reader.at++] ?? '') : sign;
  }
  return { text, stop: undefined };
}
