import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import { errorCheck, isErrorName, readsOf } from './go-errors.ts';
import { emptiness, wordAt } from './go-reading.ts';
import type { Reading } from './go-reading.ts';
import { parts, spanOf, textOf } from './go-values.ts';
import type { Caught } from '../../../server/src/syntax/code/outline.ts';
import type { RegionDraft } from './regions.ts';

/** An `if`: a branch, or the handler of the error that it compares with nil. */
export function readIf(node: Node, reading: Reading): void {
  const condition = node.childForFieldName('condition');
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative');
  if (!condition || !consequence) return;
  const region = reading.builder.regionAt(node.startIndex);
  const opener = wordAt(reading.text, node.startIndex);
  const check = errorCheck(condition, reading.text);
  const isError = check !== undefined && (isErrorName(check.name) || holdsShortName(check.name, node, reading.text));
  const plain = (block: Node) => branch(block, opener);
  const handler = (block: Node) => {
    if (!check) return plain(block);
    const made = reading.lastCalls.get(`${region} ${check.name}`);
    const panicked = made !== undefined && reading.recovers.has(made);
    return isError || panicked ? handlerDraft(block, { name: check.name, opener, made, reading }) : plain(block);
  };
  reading.blocks.set(consequence.id, check?.negated ? plain : handler);
  if (alternative?.type !== 'block') return;
  const opposite = condition.type === 'binary_expression' && check?.negated ? handler : plain;
  reading.blocks.set(alternative.id, opposite);
}

/** `if e := f(); e != nil`. */
function holdsShortName(name: string, node: Node, text: string): boolean {
  if (name !== 'e') return false;
  const left = node.childForFieldName('initializer')?.childForFieldName('left');
  const last = left ? parts(left).at(-1) : undefined;
  return last !== undefined && textOf(last, text) === name;
}

interface Handling {
  readonly name: string;
  readonly opener: Span;
  /** The call that gave it, by node. */
  readonly made: number | undefined;
  readonly reading: Reading;
}

/** What `recover` gives is a panic that was caught, not an error that a call returned. */
function handlerDraft(block: Node, { name, opener, made, reading }: Handling): RegionDraft {
  const panicked = made !== undefined && reading.recovers.has(made);
  const call = made === undefined || panicked ? undefined : reading.callIndex.get(made);
  const how = panicked ? 'catch' : 'nil-check';
  const caught: Caught = { name, types: [], how, ...(call === undefined ? {} : { call }) };
  return {
    kind: 'handler',
    opener,
    body: spanOf(block),
    caught,
    caughtAt: readsOf(name, block, reading.text),
    ...emptiness(block),
  };
}

function branch(block: Node, opener: Span): RegionDraft {
  return { kind: 'branch', opener, body: spanOf(block) };
}

/** A `for` in all its forms. */
export function readLoop(node: Node, { blocks, text }: Reading): void {
  const body = node.childForFieldName('body');
  const opener = wordAt(text, node.startIndex);
  if (body) blocks.set(body.id, (block) => ({ kind: 'loop', opener, body: spanOf(block) }));
}

/** A `switch` or `select`. */
export function readSwitch(node: Node, { builder, values, text }: Reading): void {
  const brace = node.children.find((child) => child?.type === '{');
  const body = { start: brace?.startIndex ?? node.startIndex, end: node.endIndex };
  builder.region({ kind: 'switch', opener: wordAt(text, node.startIndex), body });
  const alias = node.childForFieldName('alias');
  const value = node.childForFieldName('value');
  if (!alias || !value) return;
  const targets = parts(alias);
  builder.binding({
    targets: targets.map(values.path),
    how: 'declare',
    value: values.value(value),
    span: spanOf(alias),
    targetSpans: targets.map(spanOf),
  });
}

/** A case: a branch, or for `case err != nil` a handler. */
export function readCase(node: Node, reading: Reading): void {
  const colon = node.children.find((child) => child?.type === ':');
  const opener = wordAt(reading.text, node.startIndex);
  const body = { start: colon?.startIndex ?? node.startIndex, end: node.endIndex };
  const conditions = node.type === 'expression_case' ? node.childForFieldName('value') : null;
  const only = conditions && parts(conditions).length === 1 ? parts(conditions)[0] : undefined;
  const check = only ? errorCheck(only, reading.text) : undefined;
  const statements = parts(node).find((child) => child.type === 'statement_list');
  if (!check || check.negated || !isErrorName(check.name))
    return reading.builder.region({ kind: 'branch', opener, body });
  reading.builder.region({
    kind: 'handler',
    opener,
    body,
    caught: { name: check.name, types: [], how: 'nil-check' },
    ...(statements ? { caughtAt: readsOf(check.name, statements, reading.text) } : { empty: true }),
  });
}

/** A block, as what its statement announced it. */
export function readBlock(node: Node, { builder, blocks }: Reading): void {
  if (blocks.has(node.id)) {
    const known = blocks.get(node.id);
    blocks.delete(node.id);
    return known ? builder.region(known(node)) : undefined;
  }
  builder.region({ kind: 'block', opener: { start: node.startIndex, end: node.startIndex + 1 }, body: spanOf(node) });
}

/** A `return`. */
export function readReturn(node: Node, { builder, values }: Reading): void {
  const list = parts(node)[0];
  const given = list ? parts(list).map(values.value) : [];
  const only = given.length === 1 ? given[0] : undefined;
  builder.exit({
    kind: 'return',
    ...(only ? { value: only } : {}),
    ...(given.length > 1 ? { values: given } : {}),
    span: spanOf(node),
  });
}

/** A `break`, `continue` or `goto`. */
export function readJump(node: Node, { builder, text }: Reading): void {
  const kind = node.type === 'continue_statement' ? 'continue' : 'break';
  const label = parts(node)[0];
  builder.exit({ kind, ...(label ? { label: textOf(label, text) } : {}), span: spanOf(node) });
}
