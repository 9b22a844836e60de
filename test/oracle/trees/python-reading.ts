import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Builder } from './builder.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';

/** What the readers of Python nodes share while one file is read. */
export interface Reading {
  readonly builder: Builder;
  readonly text: string;
  readonly values: PythonValues;
  /** Functions and classes around the place that is read, the innermost last. */
  readonly scopes: Scope[];
  /** Calls that are a statement of their own, and calls that are awaited, by node. */
  readonly discarded: Set<number>;
  readonly awaited: Set<number>;
}

/** A function or class: assigned names belong to it. */
export interface Scope {
  readonly kind: 'function' | 'class';
  readonly key: number;
  readonly end: number;
  /** Names that need no declaration any more: parameters, `global`s and those declared already. */
  readonly known: Set<string>;
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
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** The word that begins at `start`; `async` is passed over. */
export function wordAt(text: string, start: number): Span {
  const lead = /^async\s+/.exec(text.slice(start, start + 40))?.[0].length ?? 0;
  const word = /^\w+/.exec(text.slice(start + lead, start + lead + 20))?.[0] ?? '';
  return { start: start + lead, end: start + lead + Math.max(word.length, 1) };
}

/** The innermost function or class at an offset. */
export function scopeAt({ scopes }: Reading, offset: number): Scope | undefined {
  while ((scopes.at(-1)?.end ?? Infinity) <= offset) scopes.pop();
  return scopes.at(-1);
}

/** The block of a compound statement or clause. */
export function blockOf(node: Node): Node | undefined {
  const named = node.childForFieldName('body') ?? node.childForFieldName('consequence');
  return named ?? parts(node).findLast((child) => child.type === 'block');
}

/** From the colon to the dedent: the grammar leaves comments before and behind the statements out of the block. */
export function bodyOf(node: Node, text: string): Span {
  const colon = node.children.findLast((child) => child?.type === ':');
  const block = blockOf(node);
  const start = colon?.startIndex ?? block?.startIndex ?? node.endIndex;
  const end = Math.max(block && block.endIndex > start ? block.endIndex : node.endIndex, start);
  return { start, end: behindComments(text, end, indentAt(text, node.startIndex)) };
}

function indentAt(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0].length ?? 0;
}

/** The end with a comment on the same line and the comment lines below that are indented deeper than `indent`. */
function behindComments(text: string, end: number, indent: number): number {
  let at = end;
  const rest = /^[ \t]*#[^\n]*/.exec(text.slice(at, at + 400));
  if (rest) at += rest[0].length;
  for (let from = at; ;) {
    const line = /^\n([ \t]*)(#[^\n]*)?(?=\n|$)/.exec(text.slice(from, from + 400));
    if (!line) return at;
    from += line[0].length;
    if (line[2] === undefined) continue;
    if ((line[1] ?? '').length <= indent) return at;
    at = from;
  }
}

/** `empty` for a block that holds only `pass`, `...` or a text. */
export function emptiness(block: Node | undefined): { empty?: true } {
  const isNothing = (statement: Node) => {
    if (statement.type === 'pass_statement') return true;
    const inner = statement.type === 'expression_statement' ? parts(statement) : [];
    return inner.length === 1 && (inner[0]?.type === 'ellipsis' || inner[0]?.type === 'string');
  };
  return !block || parts(block).every(isNothing) ? { empty: true } : {};
}

/** Where the nodes of a Python expression become values. */
export interface PythonValues {
  value(node: Node): Value;
  /** The arguments of a call; keywords have a name, `**kw` the empty one. */
  args(list: Node): Argument[];
  /** The path of a callee or of the target of an assignment; its first name is empty where it starts from something that has none. */
  path(node: Node): Path;
}
