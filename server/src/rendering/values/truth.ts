import type { Unknowable, Value } from '../value.ts';
import { unknown } from './make.ts';
import { sourcesOf, unknownIn } from './text.ts';

/** Go's truth of a value: false for nothing, zero and what is empty. A text of which only unknown parts are left can be empty. */
export function truth(value: Value): boolean | Unknowable {
  switch (value.type) {
    case 'nil':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'string': {
      const because = unknownIn(value);
      if (because === undefined) return value.text !== '';
      let known = value.text.length;
      for (const piece of value.pieces ?? []) if (piece.unknown !== undefined) known -= piece.end - piece.start;
      return known > 0 ? true : unknown(because, sourcesOf(value));
    }
    case 'list':
      return value.items.length > 0;
    case 'dict':
      if (value.shown !== undefined || value.entries.size > 0) return true;
      return value.open === undefined ? false : unknown(value.open);
    case 'unknown':
      return value;
  }
}

/** The first thing in a value that is not known, however deep; undefined where all of it is known. */
export function unknownWithin(value: Value, seen = new Set<object>()): Unknowable | undefined {
  if (value.type === 'unknown') return value;
  if (value.type === 'string') {
    const because = unknownIn(value);
    return because === undefined ? undefined : unknown(because, sourcesOf(value));
  }
  if (value.type !== 'list' && value.type !== 'dict') return undefined;
  const key = value.type === 'list' ? value.items : value.entries;
  if (value.type === 'dict' && value.open !== undefined) return unknown(value.open);
  if (seen.has(key) || seen.size > maxSeen) return undefined;
  seen.add(key);
  for (const item of value.type === 'list' ? value.items : value.entries.values()) {
    const found = unknownWithin(item, seen);
    if (found) return found;
  }
  return undefined;
}

/** A bound for hostile values alone: no list or map that a chart compares has as many parts. */
const maxSeen = 100_000;
