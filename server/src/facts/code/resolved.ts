import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Outline, Path, Value } from '../../syntax/code/outline.ts';
import type { At, Known, Origin } from './names/origin.ts';

/** A code file with its names resolved: what every extractor over code reads. */
export interface ResolvedCode {
  readonly outline: Outline;
  readonly text: string;
  readonly knowledge: Knowledge;
  readonly resolver: Resolver;
  /** What was found once for all who ask (`oncePerFile`), by what finds it. */
  readonly found: Map<(code: ResolvedCode) => object | string | boolean, object | string | boolean>;
}

/** Follows names through imports, variables, fields and functions of one file. Answers are complete or hold an `unknown`. */
export interface Resolver {
  /** What a call calls. */
  callee(call: number): readonly Origin[];
  origins(path: Path, at: At): readonly Origin[];
  /** What a value may be; variables and functions of this file are followed. */
  evaluate(value: Value, at: At): readonly Origin[];
  /** Where a call stands. */
  placeOf(call: number): At;
  /**
   * Canonical names of what a call calls: `axios.get`, `net/http.Get`, `process.on`, `express().listen`,
   * `net/http.Server{}.Shutdown`. One that cannot be told has none.
   */
  names(call: number): readonly string[];
  /** Canonical names of an origin. */
  canonical(origin: Origin): readonly string[];
  /** The same, with the module apart, as packs are looked up. */
  identify(origin: Origin): readonly Known[];
  /** Index of the function that a region lies in; the file when there is none. */
  functionAround(region: number): number;
  /** Whether region `outer` is `inner` or lies around it. */
  encloses(outer: number, inner: number): boolean;
  /** Name of the named function around a region. */
  within(region: number): string | undefined;
  /** Calls whose callee path starts from the result of this call: `f(x).then(…)`. */
  chained(call: number): readonly number[];
  /** The call that this call or function literal is an argument of, and its position. */
  argumentOf(
    target: { readonly call: number } | { readonly region: number },
  ): { readonly call: number; readonly position: number } | undefined;
}
