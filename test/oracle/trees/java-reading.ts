import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Builder } from './builder.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';

/** What the readers of Java nodes share while one file is read. */
export interface Reading {
  readonly builder: Builder;
  readonly text: string;
  readonly values: JavaValues;
  /** Blocks that their statement has announced, by node: no region of their own. */
  readonly announced: Set<number>;
  /** Calls that are a statement of their own, by node. */
  readonly discarded: Set<number>;
}

/** Reads one kind of node; nodes come in document order. */
export type Reader = (node: Node, reading: Reading) => void;

/** Span of a node. */
export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

/** The source of a node; the node itself would ask the parser for it. */
export function textOf(node: Node, text: string): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Children that are named and no comment. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !isComment(child));
}

/** Whether a node is a comment in one of its two forms. */
export function isComment({ type }: Node): boolean {
  return type === 'line_comment' || type === 'block_comment';
}

/** The word that begins at `start`. */
export function wordAt(text: string, start: number): Span {
  const word = /^\w+/.exec(text.slice(start, start + 20))?.[0] ?? '';
  return { start, end: start + Math.max(word.length, 1) };
}

/** `empty` for a block without a statement. */
export function emptiness(block: Node): { empty?: true } {
  return parts(block).every(({ type }) => type === ';') ? { empty: true } : {};
}

/** The names of a type as written, without annotations and type arguments: `OkHttpClient.Builder`. */
export function typeNames(node: Node, text: string): string[] {
  return textOf(node, text)
    .replace(/<.*>/s, '')
    .replace(/@\w+(\([^)]*\))?/g, '')
    .replace(/\[.*$/s, '')
    .split('.')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Keys of the annotations of a declaration, which are calls. */
export function annotationKeys(node: Node): { decoratorKeys?: readonly number[] } {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  const found = modifiers ? parts(modifiers).filter(({ type }) => annotations.has(type)) : [];
  return found.length > 0 ? { decoratorKeys: found.map(({ id }) => id) } : {};
}

const annotations: ReadonlySet<string> = new Set(['annotation', 'marker_annotation']);

/** Where the nodes of a Java expression become values. */
export interface JavaValues {
  value(node: Node): Value;
  /** The arguments of a call; those of an annotation may have a name. */
  args(list: Node): Argument[];
  /** The path of an expression; its first name is empty where it starts from something that has none. */
  path(node: Node): Path;
}
