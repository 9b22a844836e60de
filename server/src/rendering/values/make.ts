import type { Place } from '../../model/span.ts';
import type { Bool, Dict, Float, Int, List, Nil, Piece, Str, Unknowable, Value } from '../value.ts';

/** Where a value comes from, as a property that is absent when nothing is known. */
function sourced(from: readonly Place[] | undefined): { readonly from?: readonly Place[] } {
  return from && from.length > 0 ? { from } : {};
}

/** Go's `nil`. */
export function nil(from?: readonly Place[]): Nil {
  return { type: 'nil', ...sourced(from) };
}

/** A boolean. */
export function bool(value: boolean, from?: readonly Place[]): Bool {
  return { type: 'bool', value, ...sourced(from) };
}

/** A Go integer. */
export function int(value: number, from?: readonly Place[]): Int {
  return { type: 'int', value, ...sourced(from) };
}

/** A Go `float64`. */
export function float(value: number, from?: readonly Place[]): Float {
  return from && from.length > 0 ? { type: 'float', value, from } : { type: 'float', value };
}

/** A text; its pieces say where parts of it come from. */
export function str(text: string, from?: readonly Place[], pieces?: readonly Piece[]): Str {
  // Most texts have no pieces: made without a spread, as there are so many.
  if (!pieces || pieces.length === 0) {
    return from && from.length > 0 ? { type: 'string', text, from } : { type: 'string', text };
  }
  return { type: 'string', text, ...sourced(from), pieces };
}

/** A list. */
export function list(items: readonly Value[], from?: readonly Place[]): List {
  return { type: 'list', items, ...sourced(from) };
}

/** A map with text keys. */
export function dict(entries: Iterable<readonly [string, Value]> = [], from?: readonly Place[]): Dict {
  return { type: 'dict', entries: new Map(entries), ...sourced(from) };
}

/** A value that is not known, with the reason as a clause. */
export function unknown(because: string, from?: readonly Place[]): Unknowable {
  return { type: 'unknown', because, ...sourced(from) };
}

/** The same value with other places. */
export function withFrom(value: Value, from: readonly Place[] | undefined): Value {
  const { from: _former, ...rest } = value;
  return { ...rest, ...sourced(from) };
}
