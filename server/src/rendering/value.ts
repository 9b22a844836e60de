import type { Place } from '../model/span.ts';

/**
 * A value while a template runs: plain data with the places that gave it.
 * `from` names the keys of values files that decided the value; absent for what a template itself writes.
 */
export type Value = Nil | Bool | Int | Float | Str | List | Dict | Unknowable;

interface Sourced {
  readonly from?: readonly Place[];
}

export interface Nil extends Sourced {
  readonly type: 'nil';
  /** A pipeline gave nothing: a field of it is nothing again, where a field of another nil is an error. */
  readonly absent?: true;
}
export interface Bool extends Sourced {
  readonly type: 'bool';
  readonly value: boolean;
}
/** A Go integer; numbers outside of 53 bits are kept by `bigint` where a template computes with them. */
export interface Int extends Sourced {
  readonly type: 'int';
  readonly value: number;
  /** An `int64`, as Sprig's arithmetic gives; absent for an `int`. */
  readonly bits?: 64;
}
/** A Go `float64`: what Helm makes of each number in a values file. */
export interface Float extends Sourced {
  readonly type: 'float';
  readonly value: number;
}
export interface Str extends Sourced {
  readonly type: 'string';
  readonly text: string;
  /** Parts that come from other places than the whole, in the order of the text, without overlap. */
  readonly pieces?: readonly Piece[];
  /** Go's `[]byte`, as `.Files.GetBytes` gives. */
  readonly bytes?: true;
}
/** A range of a text and its origin, as in `Mark` of the model. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly at?: Place;
  readonly same?: boolean;
  readonly from?: readonly Place[];
  /** Set where the range stands for what is not known. */
  readonly unknown?: string;
}
export interface List extends Sourced {
  readonly type: 'list';
  readonly items: readonly Value[];
  /** What its items are in Go where that is not `interface {}`. */
  readonly of?: 'string' | 'int';
  /** Go's nil slice, which is `null` in YAML and JSON. */
  readonly none?: true;
  readonly methods?: Methods;
}
/** What a template calls as a field: `.Files.Get "a"`, `.Capabilities.APIVersions.Has "v1"`. */
export type Methods = ReadonlyMap<string, Method>;
/** One method; an error ends the template. */
export type Method = (args: readonly Value[]) => Value | { readonly error: string };
/** A Go map with text keys; ranges and prints go in the order of its keys. Changed in place by `set`, `merge` and the like, as in Go. */
export interface Dict extends Sourced {
  readonly type: 'dict';
  readonly entries: Map<string, Value>;
  /** What its values are in Go where that is not `interface {}`: a key that is missing is then an empty text. */
  readonly of?: 'string';
  /** Asked before the entries; not among what `range` goes over. */
  readonly methods?: Methods;
  /** Keys may be missing, as those of a chart that is not in the workspace: why, as a clause. A key that is not here is not known. */
  readonly open?: string;
  /** It has Helm's own type for values, which is another than Go's map, and which Helm's versions call by other names. */
  readonly named?: true;
  /** What prints for a Go type with its own text, as `.Capabilities.KubeVersion`. */
  readonly shown?: string;
}
/** Stands for a value that is not known. */
export interface Unknowable extends Sourced {
  readonly type: 'unknown';
  readonly because: string;
}
