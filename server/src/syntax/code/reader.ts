import type { Node } from 'web-tree-sitter';
import { readGo } from './go.ts';
import { readJava } from './java.ts';
import { readPython } from './python.ts';
import { readTypeScript } from './typescript.ts';
import type { CodeLanguage, Outline } from './outline.ts';
import { openGrammar } from './parser.ts';
import type { GrammarParser, Parsed } from './parser.ts';

/** Gives the bytes of a file of `web-tree-sitter` or of a grammar: `web-tree-sitter.wasm`, `tree-sitter-go.wasm`. */
export type GrammarSource = (name: string) => Promise<Uint8Array>;

/** Reads code into outlines; grammars are loaded when they are first needed. */
export interface CodeReader {
  /** `keep` names a document whose tree is kept, so that its next reading is incremental. */
  read(language: CodeLanguage, text: string, keep?: string): Promise<Outline>;
  forget(keep: string): void;
}

/** Turns the tree of one language into the outline; it must hold no node when it returns. */
export interface FrontEnd {
  /** Name of the grammar: `go` stands for `tree-sitter-go.wasm`. */
  readonly grammar: string;
  readonly read: (root: Node, text: string) => Outline;
}

/** One line a language. */
const frontEnds: ReadonlyMap<CodeLanguage, FrontEnd> = new Map<CodeLanguage, FrontEnd>([
  [
    'typescript',
    { grammar: 'typescript', read: (root, text) => readTypeScript(root, text, { language: 'typescript' }) },
  ],
  ['javascript', { grammar: 'tsx', read: (root, text) => readTypeScript(root, text, { language: 'javascript' }) }],
  ['go', { grammar: 'go', read: readGo }],
  ['python', { grammar: 'python', read: readPython }],
  ['java', { grammar: 'java', read: readJava }],
]);

/** Trees kept for open documents; the one that was read longest ago goes first. */
const keptTrees = 24;

interface Kept extends Parsed {
  readonly language: CodeLanguage;
}

/** A reader over tree-sitter. A language without front end, or a text that cannot be parsed, rejects. */
export function openCodeReader(grammars: GrammarSource): CodeReader {
  const parsers = new Map<string, Promise<GrammarParser>>();
  const kept = new Map<string, Kept>();

  const parserFor = (grammar: string) => {
    const known = parsers.get(grammar);
    if (known) return known;
    const opening = openGrammar(grammar, grammars);
    parsers.set(grammar, opening);
    opening.catch(() => parsers.delete(grammar));
    return opening;
  };
  const forget = (key: string) => {
    kept.get(key)?.tree.delete();
    kept.delete(key);
  };

  return {
    async read(language, text, keep) {
      const frontEnd = frontEnds.get(language);
      if (!frontEnd) throw new Error(`no front end for ${language}`);
      const parser = await parserFor(frontEnd.grammar);
      const last = keep === undefined ? undefined : kept.get(keep);
      if (keep === undefined || (last && last.language !== language)) {
        if (keep !== undefined) forget(keep);
        const tree = parser.parse(text);
        try {
          return frontEnd.read(tree.rootNode, text);
        } finally {
          tree.delete();
        }
      }
      kept.delete(keep);
      try {
        const tree = parser.parse(text, last);
        kept.set(keep, { language, text, tree });
      } finally {
        last?.tree.delete();
      }
      const oldest = kept.keys().next();
      if (kept.size > keptTrees && !oldest.done) forget(oldest.value);
      const current = kept.get(keep);
      if (!current) throw new Error('the tree was not kept');
      return frontEnd.read(current.tree.rootNode, text);
    },
    forget,
  };
}
