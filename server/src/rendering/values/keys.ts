import { unknownText } from '../../model/rendering.ts';
import type { Dict, Value } from '../value.ts';
import { unknown } from './make.ts';

/** Maps of which a branch that may not run has added or removed keys, by what holds their entries. */
const opened = new WeakMap<Dict['entries'], string>();

/** Makes it unknown which further keys a map has. */
export function openEntries({ entries }: Dict, because: string): void {
  if (!opened.has(entries)) opened.set(entries, because);
}

/** Why a map may have further keys; undefined where all of them are known. */
export function openOf({ entries, open }: Dict): string | undefined {
  return open ?? opened.get(entries);
}

/** A map with these entries that is as open as another. */
export function withEntries(value: Dict, entries: Dict['entries']): Dict {
  const open = openOf(value);
  return { ...value, entries, ...(open === undefined ? {} : { open }) };
}

/** The value of a key; unknown for one that is not there in a map of which keys may be missing. */
export function valueOfKey(value: Dict, key: string): Value | undefined {
  const found = value.entries.get(key);
  if (found) return found;
  const open = openOf(value);
  return open === undefined ? undefined : unknown(open);
}

/** The entries of a map in the order of its keys, which Go compares byte by byte; one for all that may be missing is the last. */
export function sortedEntries(value: Dict): readonly (readonly [string, Value])[] {
  const sorted = [...value.entries].toSorted(([a], [b]) => compareBytes(a, b));
  const open = openOf(value);
  return open === undefined ? sorted : [...sorted, [unknownText, unknown(open)]];
}

/** The order of two texts by their UTF-8 bytes, which is that of their code points. */
export function compareBytes(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    const isLeftPair = left >= 0xd800 && left < 0xe000;
    const isRightPair = right >= 0xd800 && right < 0xe000;
    // Halves of pairs stand below other units, and above them as code points.
    return isLeftPair === isRightPair ? left - right : isLeftPair ? 1 : -1;
  }
  return a.length - b.length;
}
