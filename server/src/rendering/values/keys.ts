import { unknownText } from '../../model/rendering.ts';
import type { Dict, Value } from '../value.ts';
import { unknown } from './make.ts';

/** The value of a key; unknown for one that is not there in a map of which keys may be missing. */
export function valueOfKey({ entries, open }: Dict, key: string): Value | undefined {
  return entries.get(key) ?? (open === undefined ? undefined : unknown(open));
}

/** The entries of a map in the order of its keys, which Go compares byte by byte; one for all that may be missing is the last. */
export function sortedEntries(value: Dict): readonly (readonly [string, Value])[] {
  const sorted = [...value.entries].toSorted(([a], [b]) => compareBytes(a, b));
  return value.open === undefined ? sorted : [...sorted, [unknownText, unknown(value.open)]];
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
