import type { Budget } from '../values/budget.ts';
import type { Dict, Int, Str, Value } from '../value.ts';

/** What Go declares for a parameter: a value of another type ends the template. */
export type Param = 'any' | 'string' | 'int' | 'int64' | 'float' | 'bool' | 'dict';

/** What a function may use besides its arguments. */
export interface Calls {
  readonly budget: Budget;
  /** Runs a named template. */
  include(name: string, data: Value): Str;
  /** Runs a text as a template. */
  tpl(text: Str, data: Value): Str;
  /** Changes a map in place; what a branch that may not run changes becomes unknown. */
  put(target: Dict, entry: { readonly key: string; readonly value: Value }): void;
  remove(target: Dict, key: string): void;
}

/** A function of templates. Arguments have the types that `params` and `rest` declare. */
export interface TemplateFunction {
  readonly params: readonly Param[];
  /** Further arguments, any number of them. */
  readonly rest?: Param;
  /** Parameters at the end that may be left out. */
  readonly optional?: number;
  /**
   * It says itself where its result comes from, and takes texts with unknown parts.
   * Any other result comes from all arguments, and is unknown if a text among them is unknown in part.
   */
  readonly keeps?: true;
  /** It takes arguments that are not known; any other function then gives an unknown. */
  readonly takesUnknown?: true;
  readonly call: (args: readonly Value[], calls: Calls) => Value;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

/** The text of an argument that is declared a `string`. */
export function textArg(args: readonly Value[], index: number): Str {
  const arg = args[index];
  return arg?.type === 'string' ? arg : { type: 'string', text: '' };
}

/** The number of an argument that is declared a number. */
export function numberArg(args: readonly Value[], index: number): number {
  const arg = args[index];
  return arg?.type === 'int' || arg?.type === 'float' ? arg.value : 0;
}

/** The map of an argument that is declared a `dict`. */
export function dictArg(args: readonly Value[], index: number): Dict {
  const arg = args[index];
  return arg?.type === 'dict' ? arg : { type: 'dict', entries: new Map() };
}

/** An argument that may be anything. */
export function anyArg(args: readonly Value[], index: number): Value {
  return args[index] ?? { type: 'nil' };
}

/** An `int64`; undefined where a template would need more digits than we compute with. */
export function int64(value: number): Int {
  return { type: 'int', value, bits: 64 };
}
