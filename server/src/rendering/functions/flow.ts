import type { Value } from '../value.ts';
import { TemplateFailure } from '../values/failure.ts';
import { bool, dict, nil, unknown } from '../values/make.ts';
import { sourcesOf, unknownIn } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

/** A function that gives one of its arguments as it is, or asks whether they are empty. */
function choosing(shape: Pick<TemplateFunction, 'params' | 'rest'>, call: TemplateFunction['call']): TemplateFunction {
  return { ...shape, keeps: true, takesUnknown: true, call };
}

function every(args: readonly Value[], wanted: boolean): Value {
  const from = sourcesOf(...args);
  let open: Value | undefined;
  for (const arg of args) {
    const is = truth(arg);
    if (typeof is !== 'boolean') open ??= is;
    else if (is !== wanted) return bool(!wanted, from);
  }
  return open ?? bool(wanted, from);
}

/** Helm's and Sprig's functions that choose, stop or call other templates. */
export const flow: FunctionTable = {
  default: choosing({ params: ['any'], rest: 'any' }, (args) => {
    const [fallback, given] = [anyArg(args, 0), args[1]];
    if (!given) return fallback;
    const is = truth(given);
    if (typeof is !== 'boolean') return is;
    return is ? given : fallback;
  }),
  empty: choosing({ params: ['any'] }, (args) => {
    const is = truth(anyArg(args, 0));
    return typeof is === 'boolean' ? bool(!is, sourcesOf(...args)) : is;
  }),
  coalesce: choosing({ params: [], rest: 'any' }, (args) => {
    for (const arg of args) {
      const is = truth(arg);
      if (typeof is !== 'boolean') return is;
      if (is) return arg;
    }
    return nil();
  }),
  all: choosing({ params: [], rest: 'any' }, (args) => every(args, true)),
  any: choosing({ params: [], rest: 'any' }, (args) => every(args, false)),
  ternary: choosing({ params: ['any', 'any', 'bool'] }, (args) => {
    const test = anyArg(args, 2);
    if (test.type === 'unknown') return test;
    return anyArg(args, test.type === 'bool' && test.value ? 0 : 1);
  }),
  fail: {
    params: ['string'],
    keeps: true,
    call: (args) => {
      throw new TemplateFailure(`the chart says: ${textArg(args, 0).text}`);
    },
  },
  required: choosing({ params: ['string', 'any'] }, (args) => {
    const value = anyArg(args, 1);
    const isMissing = value.type === 'nil' || (value.type === 'string' && value.text === '');
    if (isMissing) throw new TemplateFailure(`a value is required: ${textArg(args, 0).text}`, 'required');
    return value;
  }),
  include: {
    params: ['string', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => {
      const name = anyArg(args, 0);
      if (name.type === 'unknown') return name;
      const because = unknownIn(textArg(args, 0));
      return because === undefined ? calls.include(textArg(args, 0).text, anyArg(args, 1)) : unknown(because);
    },
  },
  tpl: {
    params: ['string', 'any'],
    keeps: true,
    takesUnknown: true,
    call: (args, calls) => {
      const text = anyArg(args, 0);
      if (text.type === 'unknown') return text;
      return calls.tpl(textArg(args, 0), anyArg(args, 1));
    },
  },
  /** As `helm template` has it: there is no cluster to ask. */
  lookup: { params: ['string', 'string', 'string', 'string'], call: () => dict() },
};
