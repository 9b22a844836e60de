import type { Place } from '../../model/span.ts';
import type { Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import { fail } from '../values/failure.ts';
import { goType } from '../values/go-types.ts';
import { openOf } from '../values/keys.ts';
import { dict, unknown, withFrom } from '../values/make.ts';
import { sourcesOf, unknownIn } from '../values/text.ts';
import { plain } from './named-values.ts';
import type { Calls, Param, TemplateFunction } from './signature.ts';

const goNames: Readonly<Record<Param, string>> = {
  any: 'interface {}',
  string: 'string',
  int: 'int',
  int64: 'int64',
  float: 'float64',
  bool: 'bool',
  dict: 'map[string]interface {}',
};

/** The name of a parameter's type in Go. */
export function goParam(param: Param): string {
  return goNames[param];
}

/** The type that a function declares for its argument at this position; undefined beyond the last. */
export function paramAt({ params, rest }: TemplateFunction, index: number): Param | undefined {
  return params[index] ?? rest;
}

/** A value as an argument of this type; ends the template as Go does where it has another. */
export function checkedArgument(value: Value, param: Param): Value {
  if (param === 'any' || value.type === 'unknown') return value;
  if (value.type === 'nil') {
    if (value.absent) return param === 'dict' ? dict() : fail(`invalid value; expected ${goNames[param]}`);
    return fail(`wrong type for value; expected ${goNames[param]}; got interface {}`);
  }
  // Go takes a map of Helm's type for its own, and hands it on as its own.
  if (param === 'dict' && value.type === 'dict' && value.named) return plain(value);
  const type = goType(value);
  return type === goNames[param] ? value : fail(`wrong type for value; expected ${goNames[param]}; got ${type}`);
}

/** Ends the template where the number of arguments is not what the function declares. */
export function checkCount(
  { params, rest, optional = 0 }: TemplateFunction,
  { name, count }: { name: string; count: number },
): void {
  const least = params.length - optional;
  if (count < least && (rest || optional > 0)) {
    fail(`wrong number of args for ${name}: want at least ${least} got ${count}`);
  }
  if (count < least || (!rest && count > params.length)) {
    fail(`wrong number of args for ${name}: want ${params.length} got ${count}`);
  }
}

/** Calls a function with arguments of the right types and number. */
export function call(fn: TemplateFunction, { args, calls }: { args: readonly Value[]; calls: Calls }): Value {
  spend(
    calls.budget,
    args.reduce((sum, arg) => sum + weightOf(arg), 1),
  );
  const open = fn.takesUnknown ? undefined : args.find((arg) => arg.type === 'unknown');
  if (open?.type === 'unknown') return unknown(open.because, sourcesOf(...args));
  if (fn.keeps) {
    const kept = fn.call(args, calls);
    spend(calls.budget, weightOf(kept));
    return kept;
  }
  for (const arg of args) {
    const because = arg.type === 'string' ? unknownIn(arg) : arg.type === 'dict' ? openOf(arg) : undefined;
    if (because !== undefined) return unknown(because, sourcesOf(...args));
  }
  const result = fn.call(args, calls);
  spend(calls.budget, weightOf(result));
  return spread(result, sourcesOf(...args));
}

/** What a value costs to copy or to go through, in steps. */
function weightOf(value: Value): number {
  if (value.type === 'string') return value.text.length >> 6;
  if (value.type === 'list') return value.items.length >> 3;
  return value.type === 'dict' ? value.entries.size >> 3 : 0;
}

/** A result with its places, down to the parts of what was made for it. */
function spread(value: Value, from: readonly Place[] | undefined): Value {
  if (!from) return value;
  const own = value.from ?? from;
  if (value.type === 'list') return { ...value, items: value.items.map((item) => spread(item, from)), from: own };
  if (value.type === 'dict') {
    for (const [key, item] of value.entries) value.entries.set(key, spread(item, from));
    return { ...value, from: own };
  }
  return value.from || (value.type === 'string' && value.pieces) ? value : withFrom(value, from);
}
