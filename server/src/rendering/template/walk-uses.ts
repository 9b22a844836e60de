import type { Span } from '../../model/span.ts';
import type { Block, Command, Field, Node, Operand, Pipe } from './nodes.ts';
import { anyKey, joined, other, reached, valueAt } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { carrying, changing, passing, printing } from './function-kinds.ts';

interface Found {
  readonly values: {
    readonly path: readonly string[];
    readonly keys: readonly Span[];
    readonly span: Span;
    readonly whole: boolean;
    readonly sure: boolean;
  }[];
  /** Paths below which reads cannot be followed. */
  readonly lost: (readonly string[])[];
  /** Paths below which the template changes values. */
  readonly changed: (readonly string[])[];
  /** Calls of templates whose names are computed. */
  readonly computed: Span[];
  readonly calls: { readonly name: string; readonly span: Span; readonly dot: Shape }[];
}

interface At {
  readonly dot: Shape;
  /** What `$` is. */
  readonly start: Shape;
  /** Variables, innermost last. */
  readonly variables: { readonly name: string; shape: Shape }[];
  readonly found: Found;
  /** What is read here is looked at or looked into, and not printed or given away. */
  readonly part: boolean;
  /** Whatever the values are, it is read here, and printed by functions that do not ask whether it is there. */
  readonly sure: boolean;
}

/** Finds what the body of a template reads and calls, with `.` as given; `runs` where the body runs whatever the values are. */
export function walkUses(body: Block, { dot, found, runs }: { dot: Shape; found: Found; runs: boolean }): void {
  walk(body, { dot, start: dot, variables: [], found, part: false, sure: runs });
}

function walk(body: Block, at: At): void {
  for (const node of body) step(node, at);
}

function step(node: Node, at: At): void {
  switch (node.type) {
    case 'action':
      pipeShape(node.pipe, node.pipe.variables.length > 0 ? { ...at, part: true, sure: false } : at);
      return;
    case 'if':
    case 'with': {
      const size = at.variables.length;
      const inner = { ...at, sure: false };
      const shape = pipeShape(node.pipe, { ...inner, part: true });
      walk(node.body, node.type === 'with' ? { ...inner, dot: shape } : inner);
      walk(node.otherwise, inner);
      at.variables.length = size;
      return;
    }
    case 'range': {
      const size = at.variables.length;
      const inner = { ...at, sure: false };
      const shape = pipeShape(node.pipe, { ...inner, part: true });
      const item = shape.is === 'value' ? valueAt([...shape.path, anyKey]) : other;
      // Its keys are read, whatever they are called.
      lose(shape.is === 'value' ? item : shape, at);
      const names = node.pipe.variables;
      for (const [i, name] of names.entries()) assign(name, { shape: i === names.length - 1 ? item : other, at });
      walk(node.body, { ...inner, dot: item });
      walk(node.otherwise, inner);
      at.variables.length = size;
      return;
    }
    case 'template': {
      const dot = node.pipe ? pipeShape(node.pipe, { ...at, sure: false }) : other;
      at.found.calls.push({ name: node.name, span: node.nameSpan, dot });
      return;
    }
    default:
  }
}

function assign(name: string, { shape, at }: { shape: Shape; at: At }): void {
  const known = at.variables.findLast((each) => each.name === name);
  if (known) known.shape = shape;
}

/** The shape of a pipeline; notes what it reads, and its variables. */
function pipeShape(pipe: Pipe, at: At): Shape {
  let shape: Shape | undefined;
  const sure = at.sure && pipe.commands.every((command, i) => isPlain(command, i));
  for (const [i, command] of pipe.commands.entries()) {
    const next = pipe.commands[i + 1];
    const part = next ? isLookedAt(next, at) : at.part;
    shape = commandShape(command, { at: { ...at, part, sure }, final: shape });
  }
  const result = shape ?? other;
  for (const name of pipe.variables) {
    if (!pipe.assigns) at.variables.push({ name, shape: result });
    else {
      // It may be assigned in a branch: then it is either.
      const known = at.variables.findLast((each) => each.name === name);
      if (!known) continue;
      const either = joined(known.shape, result);
      if (either.is === 'other') for (const each of [known.shape, result]) lose(each, at);
      known.shape = either;
    }
  }
  return result;
}

/** Whether a command prints what it is given, there or not. */
function isPlain({ args: [first] }: Command, index: number): boolean {
  return first?.type === 'function' ? printing.has(first.name) : index === 0;
}

/** Whether what is piped into a command is only looked at. */
function isLookedAt({ args: [first, ...rest] }: Command, at: At): boolean {
  return first?.type === 'function' && isPart(first.name, { at, index: rest.length, count: rest.length + 1 });
}

/** Reads of what a shape stands for cannot be followed from here. */
function lose(shape: Shape, { found }: At): void {
  if (shape.is === 'value') found.lost.push(shape.path);
  else if (shape.is === 'root') found.lost.push([]);
}

interface Piped {
  readonly at: At;
  readonly final: Shape | undefined;
}

function commandShape({ args, span }: Command, { at, final }: Piped): Shape {
  const [first, ...rest] = args;
  if (!first) return other;
  if (first.type !== 'function') {
    const shape = operandShape(first, at);
    for (const arg of rest) operandShape(arg, at);
    return shape;
  }
  const { name: called } = first;
  const shapes = [
    ...rest.map((arg, i) => operandShape(arg, { ...at, part: isPart(called, { at, index: i, count: rest.length }) })),
    ...(final ? [final] : []),
  ];
  if (changing.has(called)) {
    for (const shape of shapes.slice(0, called.startsWith('set') || called === 'unset' ? 1 : undefined)) {
      if (shape.is === 'value') at.found.changed.push(shape.path);
    }
    if (shapes[0]?.is === 'root') at.found.changed.push([]);
  }
  if (!carrying.has(called) && shapes.some(({ is }) => is === 'root')) at.found.lost.push([]);
  if (called === 'include') {
    const [name] = rest;
    if (name?.type !== 'string') at.found.computed.push(span);
    if (name?.type === 'string') {
      const inner = { start: name.span.start + 1, end: name.span.end - 1 };
      at.found.calls.push({ name: name.text, span: inner, dot: shapes[1] ?? other });
    }
    return other;
  }
  return resultShape(first.name, { args: rest, shapes, at, span });
}

interface Result {
  readonly args: readonly Operand[];
  readonly shapes: readonly Shape[];
  readonly at: At;
  readonly span: Span;
}

/** Whether a function only looks into its argument. */
function isPart(name: string, { at, index, count }: { at: At; index: number; count: number }): boolean {
  if (name === 'index' || name === 'get' || name === 'hasKey') return index === 0;
  if (name === 'dig') return index === count - 1;
  if (name === 'not' || name === 'empty' || name === 'kindIs' || name === 'kindOf') return true;
  return passing.has(name) && at.part;
}

/** What a function gives; notes the keys that it reads by their names. */
function resultShape(name: string, { args, shapes, at, span }: Result): Shape {
  const last = shapes.at(-1) ?? other;
  switch (name) {
    case 'index':
      return below(shapes[0] ?? other, { keys: args.slice(1), at, span });
    case 'get':
    case 'hasKey':
      return below(shapes[0] ?? other, { keys: args.slice(1, 2), at, span });
    case 'dig':
      return below(last, { keys: args.slice(0, shapes.length - 2), at, span });
    case 'dict':
      return { is: 'map', entries: dictEntries(args, shapes) };
    case 'first':
    case 'last':
      return last.is === 'value' ? valueAt([...last.path, anyKey]) : other;
    default: {
      if (!passing.has(name)) return other;
      const values = shapes.filter(({ is }) => is === 'value');
      const [one] = values;
      if (!one) return name === 'deepCopy' ? last : other;
      const either = values.reduce(joined, one);
      if (either.is === 'other') for (const each of values) lose(each, at);
      return either;
    }
  }
}

function dictEntries(args: readonly Operand[], shapes: readonly Shape[]): ReadonlyMap<string, Shape> {
  const entries = new Map<string, Shape>();
  for (let i = 0; i < args.length; i += 2) {
    const key = args[i];
    if (key?.type === 'string') entries.set(key.text, shapes[i + 1] ?? other);
  }
  return entries;
}

interface Below {
  readonly keys: readonly Operand[];
  readonly at: At;
  readonly span: Span;
}

function below(start: Shape, { keys, at, span }: Below): Shape {
  const written = keys.map((key) => (key.type === 'string' ? key : undefined));
  const { shape, taken } = reached(
    start,
    written.map((key) => key?.text ?? anyKey),
  );
  if (shape.is !== 'value' || keys.length === 0) return shape;
  const last = written.slice(written.length - taken);
  const known = last.slice(last.lastIndexOf(undefined) + 1).filter((key) => key !== undefined);
  const spans = known.map((key) => ({ start: key.span.start + 1, end: key.span.end - 1 }));
  at.found.values.push({ path: shape.path, keys: spans, span, whole: !at.part, sure: at.sure && !at.part });
  return shape;
}

function operandShape(operand: Operand, at: At): Shape {
  switch (operand.type) {
    case 'dot':
      return noted(at.dot, { fields: [], span: operand.span, at });
    case 'field':
      return noted(at.dot, { fields: operand.fields, span: operand.span, at });
    case 'variable': {
      const shape = operand.name === '$' ? at.start : variableShape(operand.name, at);
      return noted(shape, { fields: operand.fields, span: operand.span, at });
    }
    case 'pipe':
      return pipeShape(operand.pipe, at);
    case 'chain':
      return noted(operandShape(operand.of, { ...at, part: true }), { fields: operand.fields, span: operand.span, at });
    default:
      return other;
  }
}

function variableShape(name: string, at: At): Shape {
  return at.variables.findLast((each) => each.name === name)?.shape ?? other;
}

interface Chain {
  readonly fields: readonly Field[];
  readonly span: Span;
  readonly at: At;
}

/** What a chain of fields stands for; notes it where it reads a value. */
function noted(start: Shape, { fields, span, at }: Chain): Shape {
  const { shape, taken } = reached(
    start,
    fields.map(({ name }) => name),
  );
  if (shape.is !== 'value') return shape;
  const keys = fields.slice(fields.length - taken).map((field) => field.span);
  at.found.values.push({ path: shape.path, keys, span, whole: !at.part, sure: at.sure && !at.part });
  return shape;
}
