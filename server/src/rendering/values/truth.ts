import type { Dict, Str, Unknowable, Value } from '../value.ts';
import { openOf } from './keys.ts';
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
      return hasKnownText(value) ? true : unknown(because, sourcesOf(value));
    }
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.shown !== undefined || value.entries.size > 0 || ofEmpty(value);
    case 'unknown':
      return value;
  }
}

/** Quotes and spaces do not count: `quote` writes none around nothing, and `cat` none between two of them. */
function hasKnownText({ text, pieces = [] }: Str): boolean {
  let at = 0;
  for (const { start, end, unknown: because } of pieces) {
    if (because === undefined) continue;
    if (/[^"'\s]/.test(text.slice(at, start))) return true;
    at = end;
  }
  return /[^"'\s]/.test(text.slice(at));
}

function ofEmpty(value: Dict): false | Unknowable {
  const open = openOf(value);
  return open === undefined ? false : unknown(open);
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
  const open = value.type === 'dict' ? openOf(value) : undefined;
  if (open !== undefined) return unknown(open);
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
