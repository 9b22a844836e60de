import type { Value } from '../value.ts';
import { fail } from '../values/failure.ts';
import { valueOfKey } from '../values/keys.ts';
import { goType } from '../values/go-types.ts';
import { bool, int, nil, str } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { truth, unknownWithin } from '../values/truth.ts';
import { noValue, utf8 } from './printing.ts';
import { htmlEscaped, jsEscaped, sprint, sprintf, sprintln } from './printf.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

/** Functions of Go's `text/template` without comparisons, `and`, `or` and `call`, which the evaluator knows, and `slice`, which Sprig replaces. */
export const builtins: FunctionTable = {
  printf: {
    params: ['string'],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => {
      const format = anyArg(args, 0);
      const open = unknownWithin(format);
      return open ?? sprintf(textArg(args, 0), { args: args.slice(1), budget });
    },
  },
  print: { params: [], rest: 'any', keeps: true, takesUnknown: true, call: (args, { budget }) => sprint(args, budget) },
  println: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => sprintln(args, budget),
  },
  html: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => htmlEscaped(one(args, budget)),
  },
  js: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => jsEscaped(one(args, budget)),
  },
  urlquery: {
    params: [],
    rest: 'any',
    call: (args, { budget }) => str(queryEscaped(one(args, budget).text)),
  },
  not: {
    params: ['any'],
    keeps: true,
    call: (args) => {
      const is = truth(anyArg(args, 0));
      return typeof is === 'boolean' ? bool(!is, sourcesOf(...args)) : is;
    },
  },
  len: { params: ['any'], call: (args) => int(lengthOf(anyArg(args, 0))) },
  index: { params: ['any'], rest: 'any', keeps: true, call: (args) => args.slice(1).reduce(indexed, anyArg(args, 0)) },
};

function one(args: readonly Value[], budget: Parameters<typeof sprint>[1]) {
  const only = args.length === 1 ? args[0] : undefined;
  if (only?.type === 'string') return only;
  return sprint(
    args.map((arg) => (arg.type === 'nil' ? str(noValue, arg.from) : arg)),
    budget,
  );
}

/** Go's `url.QueryEscape`. */
function queryEscaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function lengthOf(value: Value): number {
  if (value.type === 'string') return utf8(value.text).length;
  if (value.type === 'list') return value.items.length;
  if (value.type === 'dict') return value.entries.size;
  return fail(
    value.type === 'nil' ? 'error calling len: len of nil pointer' : `error calling len: len of type ${goType(value)}`,
  );
}

function indexed(item: Value, by: Value): Value {
  if (item.type === 'unknown') return item;
  if (item.type === 'nil') return fail('error calling index: index of untyped nil');
  if (item.type === 'dict') {
    if (by.type === 'nil') return fail('error calling index: value is nil; should be string');
    if (by.type !== 'string') return fail(`error calling index: value has type ${goType(by)}; should be string`);
    return valueOfKey(item, by.text) ?? (item.of === 'string' ? str('') : nil());
  }
  if (item.type === 'list' || item.type === 'string') {
    const at = position(by, item.type === 'list' ? item.items.length - 1 : utf8(item.text).length - 1);
    if (item.type === 'list') return anyArg(item.items, at);
    return int(utf8(item.text)[at] ?? 0, sourcesOf(item));
  }
  return fail(`error calling index: can't index item of type ${goType(item)}`);
}

function position(by: Value, last: number): number {
  if (by.type === 'nil') return fail('error calling index: cannot index slice/array with nil');
  if (by.type !== 'int') return fail(`error calling index: cannot index slice/array with type ${goType(by)}`);
  if (by.value < 0 || by.value > last) fail(`error calling index: index out of range: ${by.value}`);
  return by.value;
}
