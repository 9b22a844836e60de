import type { List, Str, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import type { Budget } from '../values/budget.ts';
import { fail } from '../values/failure.ts';
import { goKind } from '../values/go-types.ts';
import { compareBytes } from '../values/keys.ts';
import { bool, list, nil, unknown } from '../values/make.ts';
import { concat, sourcesOf } from '../values/text.ts';
import { truth, unknownWithin } from '../values/truth.ts';
import { deepEqual } from './comparison.ts';
import { toInteger } from './conversion.ts';
import { strval } from './printing.ts';
import { anyArg, numberArg, textArg } from './signature.ts';
import type { Calls, FunctionTable, Param, TemplateFunction } from './signature.ts';

/** The arguments of a function, and what it may use. */
interface Given {
  readonly args: readonly Value[];
  readonly calls: Calls;
}

/** A function of a list that gives its items or some of them: they keep their places. */
function ofList(name: string, call: (items: List, given: Given) => Value): TemplateFunction {
  return listFunction(name, { before: [], after: [], call });
}

interface Shape {
  readonly before: readonly Param[];
  readonly after: readonly Param[];
  readonly rest?: Param;
  readonly call: (items: List, given: Given) => Value;
}

function listFunction(name: string, { before, after, rest, call }: Shape): TemplateFunction {
  return {
    params: [...before, 'any', ...after],
    ...(rest ? { rest } : {}),
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => {
      const value = anyArg(args, before.length);
      if (value.type === 'unknown') return value;
      if (value.type !== 'list') {
        return fail(
          value.type === 'nil'
            ? `error calling ${name}: runtime error: invalid memory address or nil pointer dereference`
            : `error calling ${name}: Cannot find ${name} on type ${goKind(value)}`,
        );
      }
      return call(value, { args, calls });
    },
  };
}

/** Of a list in which something is not known, what depends on its items is not known. */
function decided(values: readonly Value[], result: () => Value): Value {
  for (const value of values) {
    const open = unknownWithin(value);
    if (open) return unknown(open.because, sourcesOf(...values));
  }
  return result();
}

const names = (name: string, fn: TemplateFunction): FunctionTable => ({
  [name]: fn,
  [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: fn,
});

const append = listFunction('append', {
  before: [],
  after: ['any'],
  call: (value, { args }) => list([...value.items, anyArg(args, 1)], value.from),
});

function contains(items: readonly Value[], { item, budget }: { item: Value; budget: Budget }): boolean {
  spend(budget, items.length);
  return items.some((each) => deepEqual(item, each));
}

const uniq = ofList('uniq', (value, { calls: { budget } }) =>
  decided([value], () => {
    const left: Value[] = [];
    for (const item of value.items) if (!contains(left, { item, budget })) left.push(item);
    return list(left, value.from);
  }),
);

const has: TemplateFunction = {
  params: ['any', 'any'],
  keeps: true,
  takesUnknown: true,
  call: (args, { budget }) => {
    const [needle, haystack] = [anyArg(args, 0), anyArg(args, 1)];
    if (haystack.type === 'nil') return bool(false);
    if (haystack.type === 'unknown') return haystack;
    if (haystack.type !== 'list') return fail(`error calling has: Cannot find has on type ${goKind(haystack)}`);
    const from = sourcesOf(needle, haystack);
    const known = haystack.items.filter((item) => !unknownWithin(item));
    if (!unknownWithin(needle) && contains(known, { item: needle, budget })) return bool(true, from);
    return decided([needle, haystack], () => bool(false, from));
  },
};

const slice: TemplateFunction = {
  params: ['any'],
  rest: 'any',
  keeps: true,
  call: (args) => {
    const value = anyArg(args, 0);
    if (value.type !== 'list')
      return fail(`error calling slice: list should be type of slice or array but ${goKind(value)}`);
    if (value.items.length === 0) return nil();
    const start = args[1] ? (toInteger(args[1]) ?? 0) : 0;
    const end = args[2] ? (toInteger(args[2]) ?? 0) : value.items.length;
    if (start < 0 || end > value.items.length || start > end) fail('error calling slice: slice bounds out of range');
    return { ...value, items: value.items.slice(start, end) };
  },
};

const chunk = listFunction('chunk', {
  before: ['int'],
  after: [],
  call: (value, { args }) => {
    const size = numberArg(args, 0);
    if (size <= 0) return fail('error calling chunk: runtime error: integer divide by zero');
    const chunks: Value[] = [];
    for (let at = 0; at < value.items.length; at += size)
      chunks.push(list(value.items.slice(at, at + size), value.from));
    return list(chunks, value.from);
  },
});

/** The items of a list as texts, without those that are nil; anything else as one text. */
export function textsOf(value: Value, budget: Budget): readonly Str[] {
  if (value.type === 'nil') return [];
  if (value.type !== 'list') return [strval(value, budget)];
  return value.items.filter(({ type }) => type !== 'nil').map((item) => strval(item, budget));
}

const none: List = { type: 'list', items: [], none: true };

/** Sprig's functions of lists. */
export const lists: FunctionTable = {
  list: { params: [], rest: 'any', keeps: true, takesUnknown: true, call: (args) => list(args) },
  tuple: { params: [], rest: 'any', keeps: true, takesUnknown: true, call: (args) => list(args) },
  ...names('append', append),
  ...names('push', append),
  ...names(
    'prepend',
    listFunction('prepend', {
      before: [],
      after: ['any'],
      call: (value, { args }) => list([anyArg(args, 1), ...value.items], value.from),
    }),
  ),
  ...names(
    'first',
    ofList('first', (value) => value.items[0] ?? nil()),
  ),
  ...names(
    'last',
    ofList('last', (value) => value.items.at(-1) ?? nil()),
  ),
  ...names(
    'rest',
    ofList('rest', (value) => (value.items.length === 0 ? none : list(value.items.slice(1), value.from))),
  ),
  ...names(
    'initial',
    ofList('initial', (value) => (value.items.length === 0 ? none : list(value.items.slice(0, -1), value.from))),
  ),
  ...names(
    'reverse',
    ofList('reverse', (value) => list(value.items.toReversed(), value.from)),
  ),
  ...names('uniq', uniq),
  ...names(
    'compact',
    ofList('compact', (value) => {
      const open = value.items.find((item) => typeof truth(item) !== 'boolean');
      if (open) return unknownWithin(open) ?? open;
      return list(
        value.items.filter((item) => truth(item) === true),
        value.from,
      );
    }),
  ),
  ...names(
    'without',
    listFunction('without', {
      before: [],
      after: [],
      rest: 'any',
      call: (value, { args, calls: { budget } }) =>
        decided(args, () =>
          list(
            value.items.filter((item) => !contains(args.slice(1), { item, budget })),
            value.from,
          ),
        ),
    }),
  ),
  ...names('has', has),
  slice,
  mustSlice: slice,
  ...names('chunk', chunk),
  concat: {
    params: [],
    rest: 'any',
    keeps: true,
    call: (args) => {
      const items = args.flatMap((arg) =>
        arg.type === 'list' ? arg.items : fail(`error calling concat: Cannot concat type ${goKind(arg)} as list`),
      );
      return items.length === 0 ? none : list(items, sourcesOf(...args));
    },
  },
  join: {
    params: ['string', 'any'],
    keeps: true,
    call: (args, { budget }) => {
      const separator = textArg(args, 0);
      return concat(textsOf(anyArg(args, 1), budget).flatMap((text, i) => (i > 0 ? [separator, text] : [text])));
    },
  },
  sortAlpha: {
    params: ['any'],
    keeps: true,
    call: (args, { budget }) =>
      decided(args, () => ({
        type: 'list',
        of: 'string',
        items: [...textsOf(anyArg(args, 0), budget)].toSorted((a, b) => compareBytes(a.text, b.text)),
        ...(args[0]?.from ? { from: args[0].from } : {}),
      })),
  },
  toStrings: {
    params: ['any'],
    keeps: true,
    call: (args, { budget }) => ({ type: 'list', of: 'string', items: textsOf(anyArg(args, 0), budget) }),
  },
};
