import type { Dict, Value } from '../value.ts';

/** The entries of a map in the order of its keys, which Go compares byte by byte. */
export function sortedEntries(value: Dict): readonly (readonly [string, Value])[] {
  return [...value.entries].toSorted(([a], [b]) => compareBytes(a, b));
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
