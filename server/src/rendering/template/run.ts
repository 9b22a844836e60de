import type { Place } from '../../model/span.ts';
import type { Str, Value } from '../value.ts';
import { noValue, printed } from '../functions/printing.ts';
import { spend, write } from '../values/budget.ts';
import { TemplateFailure, fail, overLimit } from '../values/failure.ts';
import { goType } from '../values/go-types.ts';
import { int, nil, str, unknown } from '../values/make.ts';
import { openOf, sortedEntries } from '../values/keys.ts';
import { concat } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { callsOf } from './calls.ts';
import { evaluate } from './evaluate.ts';
import { actionText, literalText, noSuchTemplate, placeIn } from './frame.ts';
import type { Context, Env, Frame, Named } from './frame.ts';
import { writeVariable } from './journal.ts';
import type { Block, BranchNode, CallNode, Node, Pipe, RangeNode } from './nodes.ts';
import { parsedTemplate } from './parsed.ts';
import { leave, slotOf } from './scope.ts';
import { undecided } from './undecided.ts';

/** `open`: a loop may or may not go on from here. */
type Jump = 'break' | 'continue' | 'open' | undefined;
type Out = (Str | string)[];

interface Task {
  readonly context: Context;
  readonly dot: Value;
}

/** Runs a named template with `.` as given. */
export function runNamed({ definition, origin }: Named, { context, dot }: Task): Str {
  const { shared, find, functions, interpreter } = context;
  const { budget } = shared;
  if (budget.depth <= 0) {
    overLimit(`templates include each other more deeply than Production Readiness allows, at "${definition.name}"`);
  }
  budget.depth--;
  const start: Value = dot.type === 'nil' ? { ...dot, absent: true } : dot;
  const scope = { names: ['$'], values: [start] };
  const frame: Frame = { shared, find, functions, interpreter, origin, scope, calls: callsOf(context) };
  const out: Out = [];
  walk(definition.body, { env: { frame, dot: start }, out });
  budget.depth++;
  return concat(out);
}

/** Steps that reading a template takes: its actions cost, its text hardly. */
function costOf(text: string): number {
  let actions = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) actions++;
  return actions * 10 + (text.length >> 4);
}

/** Runs a text as a template, as `tpl` does: what it defines is known to it alone. */
export function runText(text: Str, { context, dot }: Task): Str {
  if (!text.text.includes('{{')) return text;
  spend(context.shared.budget, costOf(text.text));
  const parsed = parsedTemplate(text.text);
  if (parsed.mistake) return fail(`error calling tpl: cannot parse template: ${parsed.mistake.message}`);
  const origin = { text };
  const own = new Map(parsed.definitions.map((definition) => [definition.name, { definition, origin }]));
  const find = own.size === 0 ? context.find : (name: string) => own.get(name) ?? context.find(name);
  return runNamed({ definition: { name: 'tpl', body: parsed.body }, origin }, { context: { ...context, find }, dot });
}

interface Walk {
  readonly env: Env;
  readonly out: Out;
}

/** Runs the parts of a template one after another. */
export function walk(body: Block, { env, out }: Walk): Jump {
  for (const node of body) {
    const jump = step(node, { env, out });
    if (jump) return jump;
  }
  return undefined;
}

function step(node: Node, { env, out }: Walk): Jump {
  const { frame } = env;
  spend(frame.shared.budget, 1);
  switch (node.type) {
    case 'text':
      emit(literalText(frame, node), { env, out });
      return undefined;
    case 'action': {
      const value = evaluate(node.pipe, env);
      if (node.pipe.variables.length > 0) return undefined;
      const text = value.type === 'nil' ? str(noValue) : printed(value, frame.shared.budget);
      emit(actionText(frame, { text, span: node.span }), { env, out });
      return undefined;
    }
    case 'if':
    case 'with':
      return branch(node, { env, out });
    case 'range':
      return range(node, { env, out });
    case 'template':
      callTemplate(node, { env, out });
      return undefined;
    default:
      return node.type;
  }
}

/** Adds text to the output, within the limits. */
export function emit(text: Str, { env, out }: Walk): void {
  write(env.frame.shared.budget, text.text.length);
  out.push(text);
}

function callTemplate({ name, pipe, span }: CallNode, { env, out }: Walk): void {
  const { frame } = env;
  const dot = pipe ? evaluate(pipe, env) : nil();
  try {
    const found = frame.find(name);
    const text = found ? runNamed(found, { context: frame, dot }) : noSuchTemplate(name, frame.shared);
    out.push(actionText(frame, { text, span }));
  } catch (error) {
    if (error instanceof TemplateFailure) error.place ??= placeIn(frame, span);
    throw error;
  }
}

interface Condition {
  readonly value: Value;
  readonly asked: readonly (readonly Place[])[];
}

/** What a condition gives, and where the values that it asks for come from. */
function condition(pipe: Pipe, env: Env): Condition {
  const { shared } = env.frame;
  const outer = shared.asked;
  const asked: (readonly Place[])[] = [];
  shared.asked = asked;
  const value = evaluate(pipe, env);
  shared.asked = outer;
  outer?.push(...asked);
  return { value, asked };
}

/** Beyond it, nobody looks for what decided. */
const maxLeftOut = 2000;

function leaveOut(body: Block, { asked, env }: { asked: Condition['asked']; env: Env }): void {
  const { shared, find } = env.frame;
  if (body.length === 0 || asked.length === 0 || shared.leftOut.length >= maxLeftOut) return;
  shared.leftOut.push({ body, find: (name) => find(name)?.definition.body, asked: asked.flat() });
}

function branch(node: BranchNode, { env, out }: Walk): Jump {
  const { scope } = env.frame;
  const size = scope.names.length;
  const { value, asked } = condition(node.pipe, env);
  const is = truth(value);
  if (typeof is !== 'boolean') {
    const body = (each: Out) =>
      walk(node.body, { env: node.type === 'with' ? { ...env, dot: value } : env, out: each });
    const otherwise = (each: Out) => walk(node.otherwise, { env, out: each });
    const jump = emitUndecided({ node, because: is, ways: [body, otherwise] }, { env, out });
    leave(scope, size);
    return jump;
  }
  leaveOut(is ? node.otherwise : node.body, { asked, env });
  const jump = is
    ? walk(node.body, { env: node.type === 'with' ? { ...env, dot: value } : env, out })
    : walk(node.otherwise, { env, out });
  leave(scope, size);
  return jump;
}

interface Undecided {
  readonly node: BranchNode | RangeNode;
  readonly because: Value & { type: 'unknown' };
  readonly ways: readonly ((out: Out) => Jump)[];
}

/** Writes what may or may not be written; tells whether a loop around it may end there. */
function emitUndecided({ node, because, ways }: Undecided, { env, out }: Walk): Jump {
  let jumps = false;
  const texts = ways.map((way) => (): Str => {
    const own: Out = [];
    if (way(own)) jumps = true;
    return concat(own);
  });
  const text = undecided(texts, { env, because, atLineStart: endsLine(out) });
  emit(actionText(env.frame, { text, span: node.span }), { env, out });
  // While all of a loop is tried, it goes on behind each branch.
  return jumps && !env.frame.shared.trying ? 'open' : undefined;
}

function endsLine(out: Out): boolean {
  const last = out.findLast((part) => (typeof part === 'string' ? part : part.text) !== '');
  if (last === undefined) return true;
  return /\n[ \t]*$/.test(typeof last === 'string' ? last : last.text.slice(-200));
}

function range(node: RangeNode, { env, out }: Walk): Jump {
  const { scope } = env.frame;
  const size = scope.names.length;
  const { value, asked } = condition(node.pipe, env);
  const inner = scope.names.length;
  const reason = value.type === 'dict' ? openOf(value) : undefined;
  const open = reason === undefined ? value : unknown(reason, value.from);
  if (open.type === 'unknown') {
    const ways = [
      (each: Out) => iterate(node, { env, out: each, key: open, item: open }),
      (each: Out) => walk(node.otherwise, { env, out: each }),
    ];
    emitUndecided({ node, because: open, ways }, { env, out });
    leave(scope, size);
    return undefined;
  }
  const items = itemsOf(value);
  let jump: Jump;
  if (items.length === 0) {
    leaveOut(node.body, { asked, env });
    jump = walk(node.otherwise, { env, out });
  }
  for (const [i, [key, item]] of items.entries()) {
    const ended = iterate(node, { env, out, key, item });
    leave(scope, inner);
    if (ended === 'break') break;
    if (ended !== 'open') continue;
    emitRest(node, { items: items.slice(i), env, out });
    break;
  }
  leave(scope, size);
  return jump;
}

interface Rest extends Walk {
  /** With the one that may have ended the loop. */
  readonly items: readonly (readonly [Value, Value])[];
}

/** Writes what a loop may or may not give after a branch of which it is not known whether it ends the loop. */
function emitRest(node: RangeNode, { items, env, out }: Rest): void {
  const { shared, scope } = env.frame;
  const because = unknown('it is not known where the range ends');
  const size = scope.names.length;
  const all = (each: Out): Jump => {
    for (const [key, item] of items) {
      iterate(node, { env, out: each, key, item });
      leave(scope, size);
    }
    return undefined;
  };
  const before = shared.trying;
  shared.trying = true;
  emitUndecided({ node, because, ways: [all, () => undefined] }, { env, out });
  shared.trying = before;
}

interface Iteration extends Walk {
  readonly key: Value;
  readonly item: Value;
}

function iterate({ pipe, body }: RangeNode, { env, out, key, item }: Iteration): Jump {
  const { scope, shared } = env.frame;
  spend(shared.budget, 1);
  const values = pipe.variables.length === 2 ? [key, item] : [item];
  for (const [i, name] of pipe.variables.entries()) {
    const slot = slotOf(scope, name);
    const value = values[i];
    if (slot < 0 || !value) continue;
    if (pipe.assigns) writeVariable(shared.journal, { scope, slot, value });
    else scope.values[slot] = value;
  }
  return walk(body, { env: { ...env, dot: item }, out });
}

const maxItems = 1_000_000;

function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
  switch (value.type) {
    case 'nil':
      return [];
    case 'list':
      return value.items.map((item, i) => [int(i), item]);
    case 'dict':
      return sortedEntries(value).map(([key, item]) => [str(key, item.from), item]);
    case 'int': {
      if (value.value > maxItems) overLimit(`range goes over more than ${maxItems} numbers`);
      return Array.from({ length: Math.max(0, value.value) }, (_none, i) => [int(i), int(i)]);
    }
    default:
      return fail(`range can't iterate over ${value.type === 'string' ? value.text.slice(0, 40) : goType(value)}`);
  }
}
