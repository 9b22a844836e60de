import type { Param, TemplateFunction } from '../functions/signature.ts';
import { call, checkCount, checkedArgument, goParam, paramAt } from '../functions/dispatch.ts';
import { valuesMethod } from '../functions/named-values.ts';
import { unknownFunctions } from '../functions/unknown.ts';
import type { Unknowable, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import { TemplateFailure, fail, overLimit } from '../values/failure.ts';
import { goType } from '../values/go-types.ts';
import { bool, float, int, nil, str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { valueOfKey } from '../values/keys.ts';
import { attempted } from './attempts.ts';
import { placeIn } from './frame.ts';
import type { Env } from './frame.ts';
import { blur, writeVariable } from './journal.ts';
import { isFloatLiteral } from './literals.ts';
import type { Command, Field, Operand, Pipe } from './nodes.ts';
import { declare, slotOf } from './scope.ts';

/** Calls of the interpreter inside each other; beyond it JavaScript's stack could end. */
const maxNesting = 1200;

/** The value of a pipeline; declares or assigns its variables. */
export function evaluate(pipe: Pipe, env: Env): Value {
  const { shared, scope } = env.frame;
  if (++shared.nesting > maxNesting) overLimit('templates and expressions are nested too deep');
  let value: Value | undefined;
  for (const command of pipe.commands) value = evaluateCommand(command, { env, final: value });
  shared.nesting--;
  const result = value ?? nil();
  for (const name of pipe.variables) {
    const slot = pipe.assigns ? slotOf(scope, name) : -1;
    if (slot >= 0) writeVariable(shared.journal, { scope, slot, value: result });
    else declare(scope, { name, value: result });
  }
  return result;
}

interface Piped {
  readonly env: Env;
  /** What the command before gave. */
  readonly final: Value | undefined;
}

function evaluateCommand(command: Command, { env, final }: Piped): Value {
  spend(env.frame.shared.budget, 1);
  try {
    const value = commandValue(command, { env, final });
    // Go unwraps what a command gives: a nil is nothing then.
    return value.type === 'nil' && !value.absent ? { ...value, absent: true } : value;
  } catch (error) {
    if (error instanceof TemplateFailure) error.place ??= placeIn(env.frame, command.span);
    throw error;
  }
}

function commandValue({ args }: Command, { env, final }: Piped): Value {
  const first = args[0];
  if (!first) return nil();
  const rest = args.slice(1);
  switch (first.type) {
    case 'function':
      return callByName(first.name, { args: rest, env, final });
    case 'field':
      return chain(env.dot, { fields: first.fields, given: { args: rest, env, final } });
    case 'variable':
      return chain(variable(first.name, env), { fields: first.fields, given: { args: rest, env, final } });
    case 'chain':
      if (first.of.type === 'nil') return fail('nil is not a command');
      return chain(operandValue(first.of, env), { fields: first.fields, given: { args: rest, env, final } });
    default:
  }
  if (rest.length > 0 || final) fail(`can't give argument to non-function ${first.type}`);
  if (first.type === 'nil') fail('nil is not a command');
  return operandValue(first, env);
}

function variable(name: string, { frame }: Env): Value {
  return frame.scope.values[slotOf(frame.scope, name)] ?? fail(`undefined variable: ${name}`);
}

/** The value of an operand by itself. */
function operandValue(operand: Operand, env: Env): Value {
  switch (operand.type) {
    case 'dot':
      return env.dot;
    case 'nil':
      return nil();
    case 'bool':
      return bool(operand.value);
    case 'string':
      return str(operand.text);
    case 'number':
      if (isFloatLiteral(operand)) return float(operand.float ?? 0);
      return operand.int === undefined ? float(operand.float ?? 0) : int(operand.int);
    case 'pipe':
      return evaluate(operand.pipe, env);
    case 'function':
      return callByName(operand.name, { args: [], env, final: undefined });
    case 'field':
      return chain(env.dot, { fields: operand.fields, given: { args: [], env, final: undefined } });
    case 'variable':
      return chain(variable(operand.name, env), { fields: operand.fields, given: { args: [], env, final: undefined } });
    case 'chain':
      return chain(operandValue(operand.of, env), {
        fields: operand.fields,
        given: { args: [], env, final: undefined },
      });
  }
}

interface Given extends Piped {
  readonly args: readonly Operand[];
}

function chain(start: Value, { fields, given }: { fields: readonly Field[]; given: Given }): Value {
  if (fields.length === 0) {
    if (given.args.length > 0 || given.final) fail("can't give argument to non-function");
    return start;
  }
  let value = start;
  for (const [i, { name }] of fields.entries()) {
    const isLast = i === fields.length - 1;
    value = fieldOf(value, { name, given: isLast ? given : { ...given, args: [], final: undefined } });
  }
  if (value.from) given.env.frame.shared.asked?.push(value.from);
  return value;
}

function fieldOf(value: Value, { name, given: { args, env, final } }: { name: string; given: Given }): Value {
  const hasArguments = args.length > 0 || final !== undefined;
  if (value.type === 'unknown') return value;
  if (value.type === 'nil') {
    return value.absent ? value : fail(`nil pointer evaluating interface {}.${name}`);
  }
  const method =
    value.type === 'dict' || value.type === 'list'
      ? (value.methods?.get(name) ?? (value.type === 'dict' && value.named ? valuesMethod(value, name) : undefined))
      : undefined;
  if (method) {
    const given = [...args.map((arg) => operandValue(arg, env)), ...(final ? [final] : [])];
    const open = given.find((each) => each.type === 'unknown');
    if (open?.type === 'unknown') return open;
    const result = method(given);
    return 'error' in result ? fail(`error calling ${name}: ${result.error}`) : result;
  }
  if (value.type !== 'dict') return fail(`can't evaluate field ${name} in type ${goType(value)}`);
  if (hasArguments) fail(`${name} is not a method but has arguments`);
  return valueOfKey(value, name) ?? (value.of === 'string' ? str('') : nil());
}

function callByName(name: string, { args, env, final }: Given): Value {
  if (name === 'and' || name === 'or') return shortCircuit(name, { args, env, final });
  const fn = Object.hasOwn(env.frame.functions, name) ? env.frame.functions[name] : undefined;
  if (!fn) return unknownCall(name, { args, env, final });
  checkCount(fn, { name, count: args.length + (final ? 1 : 0) });
  const values = args.map((arg, i) => argument(arg, { param: paramAt(fn, i) ?? 'any', env }));
  if (final) values.push(checkedArgument(final, paramAt(fn, values.length) ?? 'any'));
  return callNamed(name, { fn, values, env });
}

function callNamed(
  name: string,
  { fn, values, env }: { fn: TemplateFunction; values: readonly Value[]; env: Env },
): Value {
  try {
    return call(fn, { args: values, calls: env.frame.calls });
  } catch (error) {
    if (error instanceof RangeError) overLimit(`${name} gives more than Production Readiness takes`);
    throw error;
  }
}

function unknownCall(name: string, { args, env, final }: Given): Value {
  const values = args.map((arg) => operandValue(arg, env));
  if (final) values.push(final);
  return unknown(unknownFunctions[name] ?? `${name} is not supported`, sourcesOf(...values));
}

/** `and` and `or` evaluate what they need alone, and give the value that decided. */
function shortCircuit(name: 'and' | 'or', { args, env, final }: Given): Value {
  const count = args.length + (final ? 1 : 0);
  if (count === 0) fail(`wrong number of args for ${name}: want at least 1 got 0`);
  let open: Unknowable | undefined;
  for (let i = 0; i < count; i++) {
    const arg = args[i];
    const value = arg ? (open ? maybe(arg, { open, env }) : operandValue(arg, env)) : (final ?? nil());
    const is = truth(value);
    if (typeof is !== 'boolean') open ??= is;
    else if (is === (name === 'or') || i === count - 1) return open ?? value;
  }
  return open ?? nil();
}

/** An argument of which it is not known whether it is evaluated. */
function maybe(arg: Operand, { open, env }: { open: Unknowable; env: Env }): Value {
  const { results, writes } = attempted([() => operandValue(arg, env)], env);
  blur({ writes }, { because: open.because, outer: env.frame.shared.journal });
  return results[0] ?? open;
}

/** An operand as an argument of this type: a literal must fit it as Go has it. */
function argument(operand: Operand, { param, env }: { param: Param; env: Env }): Value {
  const expected = goParam(param);
  switch (operand.type) {
    case 'nil':
      if (param === 'any') return nil();
      return param === 'dict' ? { type: 'dict', entries: new Map() } : fail(`cannot assign nil to ${expected}`);
    case 'bool':
      return param === 'any' || param === 'bool'
        ? bool(operand.value)
        : fail(`expected ${expected}; found ${operand.value}`);
    case 'string':
      return param === 'any' || param === 'string'
        ? str(operand.text)
        : fail(`expected ${expected}; found "${operand.text}"`);
    case 'number': {
      if (param === 'any') return operandValue(operand, env);
      if (param === 'int' && operand.int !== undefined) return int(operand.int);
      if (param === 'int64' && operand.int !== undefined) return { type: 'int', value: operand.int, bits: 64 };
      if (param === 'float' && operand.float !== undefined) return float(operand.float);
      return fail(`expected ${expected}; found ${operand.written}`);
    }
    default:
      return checkedArgument(operandValue(operand, env), param);
  }
}
