import type { Value } from '../value.ts';
import { fail } from '../values/failure.ts';
import { goType } from '../values/go-types.ts';
import { compareBytes } from '../values/keys.ts';
import { bool, unknown } from '../values/make.ts';
import { sourcesOf, unknownIn } from '../values/text.ts';
import { unknownWithin } from '../values/truth.ts';
import { anyArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

/** Whether two values are equal as Go's `eq` says; ends the template for values that cannot be compared. */
function equal(a: Value, b: Value): boolean {
  const left = basicKind(a);
  const right = basicKind(b);
  if (left !== right) {
    if (a.type === 'nil' || b.type === 'nil') return false;
    return fail('error calling eq: incompatible types for comparison');
  }
  if (left !== undefined) return scalarOf(a) === scalarOf(b);
  if (a.type === 'nil' || b.type === 'nil') return a.type === b.type;
  return fail(`error calling eq: non-comparable type: ${goType(a)}`);
}

/** Whether one value is less than another, as Go's `lt` says. */
function less([a, b]: readonly [Value, Value], name: string): boolean {
  const left = basicKind(a);
  const right = basicKind(b);
  if (left === undefined || right === undefined) fail(`error calling ${name}: invalid type for comparison`);
  if (left !== right) fail(`error calling ${name}: incompatible types for comparison`);
  if (left === 'bool') fail(`error calling ${name}: invalid type for comparison`);
  if (a.type === 'string' && b.type === 'string') return compareBytes(a.text, b.text) < 0;
  return Number(scalarOf(a)) < Number(scalarOf(b));
}

function basicKind(value: Value): 'bool' | 'int' | 'float' | 'string' | undefined {
  if (value.type === 'string' && value.bytes) return undefined;
  return value.type === 'nil' || value.type === 'list' || value.type === 'dict' || value.type === 'unknown'
    ? undefined
    : value.type;
}

function scalarOf(value: Value): boolean | number | string | undefined {
  if (value.type === 'string') return value.text;
  return value.type === 'bool' || value.type === 'int' || value.type === 'float' ? value.value : undefined;
}

/** Go's `eq`: the first equals one of the others. A later value that is equal decides, known or not. */
function equalsOne(args: readonly Value[]): Value {
  const first = anyArg(args, 0);
  if (args.length < 2) fail('error calling eq: missing argument for comparison');
  const from = sourcesOf(...args);
  let open: Value | undefined;
  for (const other of args.slice(1)) {
    const because = unknownWithin(first) ?? unknownWithin(other);
    if (because) open ??= mayDiffer(first, other) ? unknown(because.because, from) : undefined;
    else if (equal(first, other)) return bool(true, from);
  }
  return open ?? bool(false, from);
}

/** Of texts that are unknown in part, what is known before the unknown part may already differ. */
function mayDiffer(a: Value, b: Value): boolean {
  if (a.type !== 'string' || b.type !== 'string') return true;
  const known = Math.min(knownStart(a), knownStart(b));
  return a.text.slice(0, known) === b.text.slice(0, known);
}

function knownStart(value: Value & { type: 'string' }): number {
  if (unknownIn(value) === undefined) return value.text.length;
  return value.pieces?.find((piece) => piece.unknown !== undefined)?.start ?? value.text.length;
}

function ordered(name: string, test: (a: Value, b: Value) => boolean): TemplateFunction {
  return {
    params: ['any', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args) => {
      const from = sourcesOf(...args);
      const because = unknownWithin(anyArg(args, 0)) ?? unknownWithin(anyArg(args, 1));
      return because ? unknown(because.because, from) : bool(test(anyArg(args, 0), anyArg(args, 1)), from);
    },
  };
}

/** Go's comparisons. */
export const comparisons: FunctionTable = {
  eq: { params: ['any'], rest: 'any', keeps: true, takesUnknown: true, call: equalsOne },
  ne: {
    params: ['any', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args) => {
      const same = equalsOne(args);
      return same.type === 'bool' ? { ...same, value: !same.value } : same;
    },
  },
  lt: ordered('lt', (a, b) => less([a, b], 'lt')),
  le: ordered('le', (a, b) => less([a, b], 'le') || equal(a, b)),
  gt: ordered('gt', (a, b) => !less([a, b], 'gt') && !equal(a, b)),
  ge: ordered('ge', (a, b) => !less([a, b], 'ge')),
};

/** Whether two values are the same in type and content, as Go's `reflect.DeepEqual` says; undefined where it is not known. */
export function deepEqual(a: Value, b: Value, depth = 0): boolean {
  if (depth > 200) fail('a value is nested too deep to compare');
  if (a.type === 'list' && b.type === 'list') {
    return (
      (a.of ?? '') === (b.of ?? '') &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => deepEqual(item, anyArg(b.items, i), depth + 1))
    );
  }
  if (a.type === 'dict' && b.type === 'dict') {
    return (
      goType(a) === goType(b) &&
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, item]) => {
        const other = b.entries.get(key);
        return other !== undefined && deepEqual(item, other, depth + 1);
      })
    );
  }
  if (goType(a) !== goType(b)) return false;
  return a.type === 'nil' || scalarOf(a) === scalarOf(b);
}
