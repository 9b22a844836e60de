import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Builder } from './builder.ts';

/** What the readers of one file share. */
export interface Reading {
  readonly text: string;
  readonly builder: Builder;
  /** Names that functions and classes get from what they are the value of, by the node's id. */
  readonly names: Map<number, Node>;
  /** Methods of classes, by the node's id, with the calls that decorate them. */
  readonly methods: Map<number, readonly number[]>;
  /** Declarators of `var`, by the node's id. */
  readonly hoisted: Set<number>;
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function textOf(node: Node, { text }: Reading): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Named children that are no comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

const wrappers: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'await_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'type_assertion',
  'instantiation_expression',
]);

/** The expression without parentheses, `await`, type assertions and `!`. */
export function bare(node: Node): Node {
  return unwrapped(node).inner;
}

/** The same with its type: asking a node for anything is what costs most here. */
export function unwrapped(node: Node): { inner: Node; type: string } {
  let inner = node;
  for (;;) {
    const { type } = inner;
    const isSequence = type === 'sequence_expression';
    if (!isSequence && !wrappers.has(type)) return { inner, type };
    const parts = partsOf(inner);
    const next = isSequence || type === 'type_assertion' ? parts.at(-1) : parts[0];
    if (!next) return { inner, type };
    inner = next;
  }
}
