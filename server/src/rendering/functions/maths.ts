import type { Value } from '../value.ts';
import { fail } from '../values/failure.ts';
import { float, int, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { toFloat, toInteger } from './conversion.ts';
import { decimals } from './decimal.ts';
import { printed } from './printing.ts';
import { anyArg, int64, numberArg, textArg } from './signature.ts';
import type { FunctionTable, Param, TemplateFunction } from './signature.ts';

const tooLarge = 'the number has more digits than Production Readiness computes with';

/** Arithmetic of integers; a result beyond 53 bits is unknown rather than rounded. */
function integers(
  shape: Pick<TemplateFunction, 'params' | 'rest'>,
  compute: (numbers: readonly number[]) => number,
): TemplateFunction {
  return {
    ...shape,
    call: (args) => {
      const numbers: number[] = [];
      for (const arg of args) {
        const number = toInteger(arg);
        if (number === undefined) return unknown(tooLarge, sourcesOf(...args));
        numbers.push(number);
      }
      const result = compute(numbers);
      return Number.isSafeInteger(result) ? int64(result + 0) : unknown(tooLarge, sourcesOf(...args));
    },
  };
}

function floats(least: readonly Param[], by: 'add' | 'sub' | 'mul' | 'div'): TemplateFunction {
  return {
    params: least,
    rest: 'any',
    call: (args) => {
      const numbers = args.map(toFloat);
      const result = decimals(by === 'add' ? [0, ...numbers] : numbers, by);
      if (result !== undefined) return float(result);
      return by === 'div' ? fail('error calling divf: decimal division by 0') : unknown(tooLarge, sourcesOf(...args));
    },
  };
}

function extreme(pick: (...numbers: number[]) => number): TemplateFunction {
  return integers({ params: ['any'], rest: 'any' }, (numbers) => numbers.reduce((a, b) => pick(a, b)));
}

function rounded(value: number, { places, from }: { places: number; from: number }): number {
  const power = 10 ** places;
  const digit = power * value;
  return (digit - Math.trunc(digit) >= from ? Math.ceil(digit) : Math.floor(digit)) / power;
}

const divide = (a: number, b: number): number =>
  b === 0 ? fail('error calling div: runtime error: integer divide by zero') : Math.trunc(a / b);
const remainder = (a: number, b: number): number =>
  b === 0 ? fail('error calling mod: runtime error: integer divide by zero') : a % b;

const two: Pick<TemplateFunction, 'params'> = { params: ['any', 'any'] };

/** Sprig's arithmetic. */
export const maths: FunctionTable = {
  add: integers({ params: [], rest: 'any' }, (numbers) => numbers.reduce((a, b) => a + b, 0)),
  add1: integers({ params: ['any'] }, ([a = 0]) => a + 1),
  sub: integers(two, ([a = 0, b = 0]) => a - b),
  mul: integers({ params: ['any'], rest: 'any' }, (numbers) => numbers.reduce((a, b) => a * b, 1)),
  div: integers(two, ([a = 0, b = 0]) => divide(a, b)),
  mod: integers(two, ([a = 0, b = 0]) => remainder(a, b)),
  max: extreme(Math.max),
  biggest: extreme(Math.max),
  min: extreme(Math.min),
  addf: floats([], 'add'),
  add1f: { params: ['any'], call: (args) => float(decimals([toFloat(anyArg(args, 0)), 1], 'add') ?? 0) },
  subf: floats(['any'], 'sub'),
  mulf: floats(['any'], 'mul'),
  divf: floats(['any'], 'div'),
  maxf: { params: ['any'], rest: 'any', call: (args) => float(Math.max(...args.map(toFloat))) },
  minf: { params: ['any'], rest: 'any', call: (args) => float(Math.min(...args.map(toFloat))) },
  ceil: { params: ['any'], call: (args) => float(Math.ceil(toFloat(anyArg(args, 0)))) },
  floor: { params: ['any'], call: (args) => float(Math.floor(toFloat(anyArg(args, 0)))) },
  round: {
    params: ['any', 'int'],
    rest: 'float',
    call: (args) =>
      float(
        rounded(toFloat(anyArg(args, 0)), { places: numberArg(args, 1), from: args[2] ? numberArg(args, 2) : 0.5 }),
      ),
  },
  int: integer((value) => int(value)),
  int64: integer(int64),
  float64: { params: ['any'], call: (args) => float(toFloat(anyArg(args, 0))) },
  atoi: {
    params: ['string'],
    call: (args) => {
      const { text } = textArg(args, 0);
      return int(/^[-+]?\d{1,18}$/.test(text) ? Number(text) + 0 : 0);
    },
  },
  toDecimal: {
    params: ['any'],
    call: (args, { budget }) => {
      const { text } = printed(anyArg(args, 0), budget);
      return int64(/^[-+]?[0-7]{1,17}$/.test(text) ? parseInt(text, 8) + 0 : 0);
    },
  },
};

function integer(make: (value: number) => Value): TemplateFunction {
  return {
    params: ['any'],
    call: (args) => {
      const value = toInteger(anyArg(args, 0));
      return value === undefined ? unknown(tooLarge, sourcesOf(...args)) : make(value);
    },
  };
}
