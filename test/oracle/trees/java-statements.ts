import type { Node } from 'web-tree-sitter';
import { bind } from './java-declarations.ts';
import { emptiness, parts, spanOf, textOf, wordAt } from './java-reading.ts';
import type { Reading } from './java-reading.ts';
import type { RegionKind } from '../../../server/src/syntax/code/outline.ts';
import { literally } from '../../../server/src/syntax/code/literally.ts';

/** A statement that becomes a region: a block, or a statement without braces. */
function announce(
  body: Node,
  { kind, opener, key }: { kind: RegionKind; opener: Node; key?: number },
  reading: Reading,
) {
  const { builder, announced, text } = reading;
  if (body.type === 'block') announced.add(body.id);
  builder.region({
    kind,
    ...(key === undefined ? {} : { key }),
    opener: wordAt(text, opener.startIndex),
    body: spanOf(body),
  });
}

/** `if` with its branches; `else if` is an `if` of its own. */
export function readIf(node: Node, reading: Reading): void {
  const consequence = node.childForFieldName('consequence');
  const alternative = node.childForFieldName('alternative');
  if (consequence) announce(consequence, { kind: 'branch', opener: node }, reading);
  const otherwise = node.children.find((child) => child?.type === 'else') ?? node;
  if (alternative && alternative.type !== 'if_statement')
    announce(alternative, { kind: 'branch', opener: otherwise }, reading);
}

/** `for`, `while` and `do`. */
export function readLoop(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (body) announce(body, { kind: 'loop', opener: node }, reading);
}

/** `for (T x : xs)`: the variable is known in the body. */
export function readForEach(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name');
  if (!body) return;
  announce(body, { kind: 'loop', opener: node, key: node.id }, reading);
  if (!name) return;
  const type = node.childForFieldName('type');
  // Without a value the declared type alone speaks.
  const value =
    type && textOf(type, reading.text) !== 'var' ? undefined : ({ kind: 'other', span: spanOf(name) } as const);
  bind({ target: name, type, value, how: 'declare', span: name, inside: node.id }, reading);
}

/** `switch`, as a statement or an expression. */
export function readSwitch(node: Node, { builder, text }: Reading): void {
  const body = node.childForFieldName('body');
  if (body) builder.region({ kind: 'switch', opener: wordAt(text, node.startIndex), body: spanOf(body) });
}

/** A case with what runs in it. */
export function readCase(node: Node, { builder, announced, text }: Reading): void {
  const block = node.type === 'switch_rule' ? parts(node).find(({ type }) => type === 'block') : undefined;
  if (block) announced.add(block.id);
  builder.region({ kind: 'branch', opener: wordAt(text, node.startIndex), body: spanOf(node) });
}

/** A `try` in both forms; resources are known in its block, and in the resources behind them. */
export function readTry(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (!body) return;
  announce(body, { kind: 'try', opener: node, key: node.id }, reading);
  const resources = node.childForFieldName('resources');
  const made = (resources ? parts(resources) : []).filter((resource) => resource.childForFieldName('value'));
  for (const resource of made) {
    const name = resource.childForFieldName('name');
    const given = resource.childForFieldName('value');
    if (!name || !given) continue;
    const type = resource.childForFieldName('type');
    const bound = { target: name, type, value: reading.values.value(given), how: 'with' as const, span: resource };
    bind({ ...bound, inside: node.id }, reading);
    // The resources behind it are made outside of the block, and may use it.
    if (resource !== made.at(-1)) bind(bound, reading);
  }
}

/** `catch` with its types and name. */
export function readCatch(node: Node, { builder, announced, text }: Reading): void {
  const body = node.childForFieldName('body');
  const parameter = parts(node).find(({ type }) => type === 'catch_formal_parameter');
  if (!body || !parameter) return;
  announced.add(body.id);
  const types = parts(parameter).find(({ type }) => type === 'catch_type');
  const target = parameter.childForFieldName('name');
  const name = target ? textOf(target, text) : undefined;
  builder.region({
    kind: 'handler',
    opener: wordAt(text, node.startIndex),
    body: spanOf(body),
    caught: {
      ...(name === undefined ? {} : { name }),
      types: types ? parts(types).map((type) => textOf(type, text)) : [],
      how: 'catch',
    },
    ...emptiness(body),
    caughtAt: name === undefined ? [] : usesOf(name, body, text),
  });
}

/** Where a name is read in a block: as a word that no dot stands before, outside of comments and texts. */
function usesOf(name: string, body: Node, text: string): number[] {
  const pattern = new RegExp(`(?<![\\w$.])${literally(name)}(?![\\w$])`, 'g');
  return [...textOf(body, text).matchAll(pattern)].flatMap(({ index }) => {
    const at = body.startIndex + index;
    return body.descendantForIndex(at, at + name.length)?.type === 'identifier' ? [at] : [];
  });
}

/** `finally`. */
export function readFinally(node: Node, { builder, announced, text }: Reading): void {
  const body = parts(node)[0];
  if (!body) return;
  announced.add(body.id);
  const opener = wordAt(text, node.startIndex);
  builder.region({ kind: 'finally', opener, body: spanOf(body), ...emptiness(body) });
}

/** A block that no statement announced. */
export function readBlock(node: Node, { builder, announced }: Reading): void {
  if (announced.delete(node.id)) return;
  builder.region({ kind: 'block', opener: { start: node.startIndex, end: node.startIndex + 1 }, body: spanOf(node) });
}

/** `return` and `throw`. */
export function readExit(node: Node, { builder, values }: Reading): void {
  const given = parts(node)[0];
  const kind = node.type === 'throw_statement' ? 'throw' : 'return';
  builder.exit({ kind, ...(given ? { value: values.value(given) } : {}), span: spanOf(node) });
}

/** `break` and `continue`. */
export function readJump(node: Node, { builder, text }: Reading): void {
  const label = parts(node)[0];
  const kind = node.type === 'continue_statement' ? 'continue' : 'break';
  builder.exit({ kind, ...(label ? { label: textOf(label, text) } : {}), span: spanOf(node) });
}
