import type { Tree } from 'web-tree-sitter';
import { TooMuch } from './effort.ts';
import type { Grammar, Instance } from './instance.ts';

/** A text with its tree. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/** The tree of `text`, for the caller to delete. Work is shared with `last`, which stays the caller's to delete. */
export function parseText(
  text: string,
  { instance, grammar, last }: { instance: Instance; grammar: Grammar; last?: Parsed | undefined },
): Tree {
  if (!last) return grammar.parse(text);
  if (last.text !== text) last.tree.edit(instance.edit(editBetween(last.text, text)));
  let tree: Tree | undefined;
  try {
    tree = grammar.parse(text, last.tree);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
  }
  if (tree && !tree.rootNode.hasError) return tree;
  // How a mistake is got over depends on where the reading began, and so do the steps: what is shown must not depend on how one came there.
  tree?.delete();
  return grammar.parse(text);
}

/** What `Edit` of the parser is made from. */
type Replacement = Parameters<Instance['edit']>[0];

/** The one replacement that turns `before` into `after`: what lies between their common start and end. */
export function editBetween(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  if (same > 0 && isHighSurrogate(before.charCodeAt(before.length - same - 1))) same--;
  const startPosition = pointAt(before, start);
  return {
    startIndex: start,
    oldEndIndex: before.length - same,
    newEndIndex: after.length - same,
    startPosition,
    oldEndPosition: pointAt(before, before.length - same),
    newEndPosition: pointAt(after, after.length - same),
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function pointAt(text: string, offset: number) {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
