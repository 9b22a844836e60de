import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import type { GrammarSource } from './reader.ts';
import { timeLimit, tookLonger } from './time-limit.ts';

/** Parses text with one grammar. */
export interface GrammarParser {
  /** The tree of `text`, for the caller to delete. Work is shared with `last`, which stays the caller's to delete. */
  parse(text: string, last?: Parsed): Tree;
}

export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

let started: Promise<void> | undefined;

/** Loads the run-time (once a process) and the grammar. */
export async function openGrammar(name: string, grammars: GrammarSource): Promise<GrammarParser> {
  started ??= start(grammars);
  try {
    await started;
  } catch (error) {
    started = undefined;
    throw error;
  }
  const language = await Language.load(await grammars(`tree-sitter-${name}.wasm`));
  const parser = new Parser().setLanguage(language);
  return {
    parse(text, last) {
      const edit = last && last.text !== text ? editBetween(last.text, text) : undefined;
      if (edit) last?.tree.edit(edit);
      const limit = timeLimit(text.length);
      const until = performance.now() + limit;
      const read = (from: Tree | null): Tree => {
        const tree = parser.parse(text, from, { progressCallback: () => performance.now() > until });
        if (tree) return tree;
        parser.reset();
        throw tookLonger('parsing', limit);
      };
      const tree = read(last?.tree ?? null);
      if (!last || !tree.rootNode.hasError) return tree;
      // How a mistake is got over depends on where the reading began: what is shown must not depend on how one came there.
      tree.delete();
      return read(null);
    },
  };
}

async function start(grammars: GrammarSource): Promise<void> {
  await Parser.init({ wasmBinary: await grammars('web-tree-sitter.wasm') });
}

/** The one replacement that turns `before` into `after`: what lies between their common start and end. */
export function editBetween(before: string, after: string): Edit {
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
  return new Edit({
    startIndex: start,
    oldEndIndex: before.length - same,
    newEndIndex: after.length - same,
    startPosition,
    oldEndPosition: pointAt(before, before.length - same),
    newEndPosition: pointAt(after, after.length - same),
  });
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
