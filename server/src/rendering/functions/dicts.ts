import type { Dict, Unknowable, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import { fail, overLimit } from '../values/failure.ts';
import { goType } from '../values/go-types.ts';
import { openEntries, openOf, sortedEntries, valueOfKey, withEntries } from '../values/keys.ts';
import { bool, list, str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { truth, unknownWithin } from '../values/truth.ts';
import { maxValueDepth, strval } from './printing.ts';
import { anyArg, dictArg, textArg } from './signature.ts';
import type { Calls, FunctionTable, TemplateFunction } from './signature.ts';

function selection(keeps: (key: string, keys: ReadonlySet<string>) => boolean): TemplateFunction {
  return {
    params: ['dict'],
    rest: 'string',
    keeps: true,
    call: (args) => {
      const value = dictArg(args, 0);
      const keys = new Set(args.slice(1).map((_arg, i) => textArg(args, i + 1).text));
      return withEntries(value, new Map([...value.entries].filter(([key]) => keeps(key, keys))));
    },
  };
}

interface Merge {
  readonly source: Dict;
  readonly calls: Calls;
  readonly overwrites: boolean;
  readonly depth: number;
}

/** Merges as `mergo` does: what is empty in the target is filled, or all of it is overwritten; maps are merged in place. */
function mergeInto(target: Dict, merge: Merge): void {
  const { source, calls, overwrites, depth } = merge;
  if (depth > maxValueDepth) overLimit('maps are nested too deep to merge');
  for (const [key, value] of source.entries) {
    spend(calls.budget, 1);
    const own = target.entries.get(key);
    if (value.type === 'nil') {
      if (overwrites) calls.put(target, { key, value });
      continue;
    }
    if (own?.type === 'dict' && value.type === 'dict' && own.entries.size > 0) {
      if (own.entries !== value.entries) mergeInto(own, { ...merge, source: value, depth: depth + 1 });
      continue;
    }
    if (overwrites && value.type === 'dict' && own && own.type !== 'dict' && truth(own) !== false) {
      calls.put(target, {
        key,
        value: unknown('versions of Helm differ in how they merge a map over another value', value.from),
      });
      continue;
    }
    const isFilled = own === undefined ? false : truth(own);
    if (overwrites || isFilled === false) calls.put(target, { key, value });
    else if (isFilled !== true) calls.put(target, { key, value: isFilled });
  }
}

/** A map that was changed in a way that is not known. */
function blurred(target: Dict, { because, calls }: { because: Unknowable; calls: Calls }): Dict {
  for (const key of target.entries.keys()) calls.put(target, { key, value: unknown(because.because) });
  openEntries(target, because.because);
  return target;
}

function merging(overwrites: boolean): TemplateFunction {
  return {
    params: ['dict'],
    rest: 'dict',
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => {
      const because = args.find((arg) => arg.type === 'unknown');
      if (args[0]?.type === 'unknown') return args[0];
      const target = dictArg(args, 0);
      if (because?.type === 'unknown') return blurred(target, { because, calls });
      for (const source of args.slice(1)) {
        if (source.type === 'dict') mergeInto(target, { source, calls, overwrites, depth: 0 });
      }
      const open = args.flatMap((arg) => (arg.type === 'dict' ? (openOf(arg) ?? []) : []))[0];
      if (open !== undefined) openEntries(target, open);
      return target;
    },
  };
}

/** A copy that shares no list or map with the value. */
function copied(value: Value, { calls, depth }: { calls: Calls; depth: number }): Value {
  if (value.type !== 'list' && value.type !== 'dict') return value;
  if (depth > maxValueDepth) overLimit('a value is nested too deep to copy');
  spend(calls.budget, 1);
  const inner = { calls, depth: depth + 1 };
  if (value.type === 'list') return { ...value, items: value.items.map((item) => copied(item, inner)) };
  return withEntries(value, new Map([...value.entries].map(([key, item]) => [key, copied(item, inner)])));
}

const deepCopy: TemplateFunction = {
  params: ['any'],
  keeps: true,
  takesUnknown: true,
  call: (args, calls) =>
    args[0]?.type === 'nil'
      ? fail('error calling deepCopy: reflect: call of reflect.Value.Type on zero Value')
      : copied(anyArg(args, 0), { calls, depth: 0 }),
};

const dig: TemplateFunction = {
  params: ['any', 'any', 'any'],
  rest: 'any',
  keeps: true,
  takesUnknown: true,
  call: (args) => {
    const fallback = anyArg(args, args.length - 2);
    let at: Value = anyArg(args, args.length - 1);
    for (const key of args.slice(0, -2)) {
      if (key.type === 'unknown') return key;
      if (at.type === 'unknown') return at;
      if (key.type !== 'string')
        return fail(`error calling dig: interface conversion: interface {} is ${goType(key)}, not string`);
      if (at.type !== 'dict' || at.named) {
        const type = at.type === 'nil' ? 'nil' : goType(at);
        return fail(`error calling dig: interface conversion: interface {} is ${type}, not map[string]interface {}`);
      }
      const next = valueOfKey(at, key.text);
      if (!next) return fallback;
      at = next;
    }
    return at;
  },
};

/** Sets or removes a key; of a key that is not known, any may be meant. */
function changed(args: readonly Value[], { calls, value }: { calls: Calls; value: Value | undefined }): Value {
  if (args[0]?.type === 'unknown') return args[0];
  const target = dictArg(args, 0);
  const because = unknownWithin(anyArg(args, 1));
  if (because) return blurred(target, { because, calls });
  const { text: key } = textArg(args, 1);
  if (value) calls.put(target, { key, value });
  else calls.remove(target, key);
  return target;
}

/** Of a map with keys that are not known, what depends on all of them is not known. */
function known(args: readonly Value[], result: () => Value): Value {
  const open = args.flatMap((arg) => (arg.type === 'dict' ? (openOf(arg) ?? []) : []))[0];
  return open === undefined ? result() : unknown(open, sourcesOf(...args));
}

/** Sprig's functions of maps. */
export const dicts: FunctionTable = {
  dict: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => {
      const entries = new Map<string, Value>();
      for (let i = 0; i < args.length; i += 2) {
        const key = anyArg(args, i);
        const open = unknownWithin(key);
        if (open) return open;
        entries.set(strval(key, budget).text, args[i + 1] ?? str(''));
      }
      return { type: 'dict', entries };
    },
  },
  get: {
    params: ['dict', 'string'],
    keeps: true,
    call: (args) => valueOfKey(dictArg(args, 0), textArg(args, 1).text) ?? str(''),
  },
  set: {
    params: ['dict', 'string', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => changed(args, { calls, value: anyArg(args, 2) }),
  },
  unset: {
    params: ['dict', 'string'],
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => changed(args, { calls, value: undefined }),
  },
  hasKey: {
    params: ['dict', 'string'],
    keeps: true,
    call: (args) => {
      const value = dictArg(args, 0);
      const open = openOf(value);
      const isHere = value.entries.has(textArg(args, 1).text);
      return open === undefined || isHere ? bool(isHere, sourcesOf(...args)) : unknown(open);
    },
  },
  pluck: {
    params: ['string'],
    rest: 'dict',
    keeps: true,
    call: (args) =>
      list(
        args.slice(1).flatMap((arg) => {
          const found = arg.type === 'dict' ? valueOfKey(arg, textArg(args, 0).text) : undefined;
          return found ? [found] : [];
        }),
      ),
  },
  keys: {
    params: [],
    rest: 'dict',
    keeps: true,
    // Go gives them in any order; charts that mind sort them.
    call: (args) =>
      known(args, () => {
        const all = args.flatMap((arg) => (arg.type === 'dict' ? sortedEntries(arg) : []));
        return { type: 'list', of: 'string', items: all.map(([key, item]) => str(key, item.from)) };
      }),
  },
  values: {
    params: ['dict'],
    keeps: true,
    call: (args) =>
      known(args, () =>
        list(
          sortedEntries(dictArg(args, 0)).map(([, item]) => item),
          sourcesOf(...args),
        ),
      ),
  },
  pick: selection((key, keys) => keys.has(key)),
  omit: selection((key, keys) => !keys.has(key)),
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
  deepCopy,
  mustDeepCopy: deepCopy,
  dig,
};
