import type { Node } from 'web-tree-sitter';
import type { RegionKind } from '../../../server/src/syntax/code/outline.ts';
import { bindTargets } from './python-bindings.ts';
import { blockOf, bodyOf, emptiness, parts, spanOf, textOf, wordAt } from './python-reading.ts';
import type { Reading } from './python-reading.ts';
import { literally } from '../../../server/src/syntax/code/literally.ts';

/** A `try`; its clauses are nodes of their own. */
export function readTry(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  const colon = node.children.find((child) => child?.type === ':');
  if (!body || !colon) return;
  const span = { start: colon.startIndex, end: Math.max(body.endIndex, colon.endIndex) };
  reading.builder.region({ kind: 'try', opener: wordAt(reading.text, node.startIndex), body: span });
}

/** `except`, `except*`: a handler with its types; what holds only `pass` is empty. */
export function readExcept(node: Node, { builder, text }: Reading): void {
  const block = blockOf(node);
  const whole = parts(node).find((child) => child.type !== 'block');
  const target = whole?.type === 'as_pattern' ? whole.childForFieldName('alias') : null;
  const kinds = whole?.type === 'as_pattern' ? parts(whole)[0] : whole;
  const types = !kinds ? [] : kinds.type === 'tuple' ? parts(kinds) : [kinds];
  const name = target ? textOf(target, text) : undefined;
  builder.region({
    kind: 'handler',
    opener: wordAt(text, node.startIndex),
    body: bodyOf(node, text),
    caught: { ...(name === undefined ? {} : { name }), types: types.map((type) => textOf(type, text)), how: 'catch' },
    ...emptiness(block),
    caughtAt: name === undefined || !block ? [] : usesOf(name, block, text),
  });
}

function usesOf(name: string, block: Node, text: string): number[] {
  if (!new RegExp(`\\b${literally(name)}\\b`).test(textOf(block, text))) return [];
  return block.descendantsOfType('identifier').flatMap((node) => {
    if (!node || textOf(node, text) !== name || /\.\s*$/.test(text.slice(0, node.startIndex).slice(-3))) return [];
    return [node.startIndex];
  });
}

/** `finally`. */
export function readFinally(node: Node, { builder, text }: Reading): void {
  const opener = wordAt(text, node.startIndex);
  builder.region({ kind: 'finally', opener, body: bodyOf(node, text), ...emptiness(blockOf(node)) });
}

/** The reader of a statement or clause whose block is a region of this kind. */
export function readAs(kind: RegionKind): (node: Node, reading: Reading) => void {
  return (node, { builder, text }) => {
    const opener = wordAt(text, node.startIndex);
    builder.region({ kind, key: node.id, opener, body: headed(node, text) });
  };
}

/** An `if` ends where its other branches begin. */
function headed(node: Node, text: string) {
  const block = blockOf(node);
  const colon = node.children.find((child) => child?.type === ':');
  if (!block || !colon || !node.childForFieldName('alternative')) return bodyOf(node, text);
  return { start: colon.startIndex, end: Math.max(block.endIndex, colon.endIndex) };
}

/** A `for`: what it takes from the sequence is known in its body. */
export function readFor(node: Node, reading: Reading): void {
  readAs('loop')(node, reading);
  const left = node.childForFieldName('left');
  const span = left ? spanOf(left) : spanOf(node);
  if (left) bindTargets(left, { value: { kind: 'other', span }, inside: node.id, span }, reading);
}

/** A comprehension has a scope of its own. */
export function readComprehension(node: Node, { builder }: Reading): void {
  builder.region({ kind: 'loop', opener: { start: node.startIndex, end: node.startIndex + 1 }, body: spanOf(node) });
}

/** `for x in xs` of a comprehension. */
export function readClause(node: Node, { builder, values }: Reading): void {
  const left = node.childForFieldName('left');
  if (!left) return;
  const targets = left.type === 'pattern_list' || left.type === 'tuple_pattern' ? parts(left) : [left];
  builder.binding({
    targets: targets.map(values.path),
    how: 'declare',
    value: { kind: 'other', span: spanOf(left) },
    span: spanOf(left),
    targetSpans: targets.map(spanOf),
  });
}

/** `with a as b`: a block whose head may bound what stands in it. */
export function readWith(node: Node, reading: Reading): void {
  readAs('block')(node, reading);
}

/** One `a as b` of a `with`. */
export function readWithItem(node: Node, reading: Reading): void {
  const whole = node.childForFieldName('value');
  const target = whole?.type === 'as_pattern' ? whole.childForFieldName('alias') : null;
  const given = whole ? parts(whole)[0] : undefined;
  const name = target ? (parts(target)[0] ?? target) : undefined;
  if (!name || !given) return;
  bindTargets(name, { value: reading.values.value(given), how: 'with', span: spanOf(node) }, reading);
}

/** `return`. */
export function readReturn(node: Node, { builder, values }: Reading): void {
  const given = parts(node)[0];
  const several = given?.type === 'expression_list' ? parts(given).map(values.value) : undefined;
  builder.exit({
    kind: 'return',
    ...(given && !several ? { value: values.value(given) } : {}),
    ...(several ? { values: several } : {}),
    span: spanOf(node),
  });
}

/** `raise`, with or without what is raised. */
export function readRaise(node: Node, { builder, values }: Reading): void {
  const given = parts(node)[0];
  builder.exit({ kind: 'throw', ...(given ? { value: values.value(given) } : {}), span: spanOf(node) });
}

/** `break` and `continue`. */
export function readJump(node: Node, { builder }: Reading): void {
  builder.exit({ kind: node.type === 'continue_statement' ? 'continue' : 'break', span: spanOf(node) });
}
