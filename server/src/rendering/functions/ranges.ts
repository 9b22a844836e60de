import type { Value } from '../value.ts';
import { overLimit } from '../values/failure.ts';
import { str } from '../values/make.ts';
import { numberArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

const maxItems = 1_000_000;

function steps(start: number, { stop, step }: { stop: number; step: number }): number[] {
  if (step === 0 || stop < start !== step < 0) return [];
  if (Math.abs((stop - start) / step) > maxItems) return overLimit(`a list of more than ${maxItems} numbers`);
  const numbers: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) numbers.push(i);
  return numbers;
}

function integers(numbers: readonly number[]): Value {
  return { type: 'list', of: 'int', items: numbers.map((value) => ({ type: 'int', value })) };
}

function seq(numbers: readonly number[]): number[] {
  const [first = 0, second = 0, third = 0] = numbers;
  if (numbers.length === 0 || numbers.length > 3) return [];
  if (numbers.length === 1) return steps(1, first < 1 ? { stop: first - 1, step: -1 } : { stop: first + 1, step: 1 });
  if (numbers.length === 2) {
    return steps(first, second < first ? { stop: second - 1, step: -1 } : { stop: second + 1, step: 1 });
  }
  if (third < first) return second > 0 ? [] : steps(first, { stop: third - 1, step: second });
  return steps(first, { stop: third + 1, step: second });
}

/** Sprig's functions that count. */
export const ranges: FunctionTable = {
  until: {
    params: ['int'],
    call: (args) => {
      const stop = numberArg(args, 0);
      return integers(steps(0, { stop, step: stop < 0 ? -1 : 1 }));
    },
  },
  untilStep: {
    params: ['int', 'int', 'int'],
    call: (args) => integers(steps(numberArg(args, 0), { stop: numberArg(args, 1), step: numberArg(args, 2) })),
  },
  seq: { params: [], rest: 'int', call: (args) => str(seq(args.map((_arg, i) => numberArg(args, i))).join(' ')) },
};
