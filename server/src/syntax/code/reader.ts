import type { Node, Tree } from 'web-tree-sitter';
import { openEffort, TooMuch, type Allowance } from './effort.ts';
import { readGo } from './go.ts';
import { readGo as scanGo } from './go/read.ts';
import { readJava } from './java.ts';
import { readJava as scanJava } from './java/read.ts';
import { readPython } from './python.ts';
import { readPython as scanPython } from './python/read.ts';
import { readTypeScript } from './typescript.ts';
import { readTypeScript as scanTypeScript } from './typescript/read.ts';
import { openInstance, openParts, type Grammar, type Instance, type GrammarSource } from './instance.ts';
import type { CodeLanguage, Outline } from './outline.ts';
import { parseText, type Parsed } from './parser.ts';

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

/** Languages that are read without a parser of trees. */
const scanners: ReadonlyMap<CodeLanguage, (text: string) => Outline> = new Map([
  ['go', scanGo],
  ['java', scanJava],
  ['typescript', (text) => scanTypeScript(text, 'typescript')],
  ['javascript', (text) => scanTypeScript(text, 'javascript')],
  ['python', scanPython],
]);

/** Trees kept for open documents; the one that was read longest ago goes first. */
const keptTrees = 24;

interface Kept extends Parsed {
  readonly language: CodeLanguage;
}

/** Questions to nodes of the tree. */
const reading: Allowance = { stage: 'reading the syntax tree', base: 50_000, perCharacter: 5 };

/** A reader over tree-sitter. A language without front end, or a text that cannot be parsed, rejects. */
export function openCodeReader(grammars: GrammarSource, { trees = false }: { trees?: boolean } = {}): CodeReader {
  const kept = new Map<string, Kept>();
  const parts = openParts(grammars);
  let current: Promise<Instance> | undefined;

  const instanceNow = () => {
    if (current) return current;
    const opening = openInstance(parts);
    current = opening;
    opening.catch(() => {
      if (current === opening) current = undefined;
    });
    return opening;
  };
  const opened = async (name: string): Promise<Opened> => {
    const opening = instanceNow();
    const instance = await opening;
    return { opening, instance, grammar: await instance.grammar(name) };
  };
  /** What failed may have failed inside the instance, whose memory is then in no state to rely on, kept trees included. */
  const giveUp = () => {
    current = undefined;
    kept.clear();
  };
  const forget = (key: string) => {
    const last = kept.get(key);
    kept.delete(key);
    try {
      last?.tree.delete();
    } catch {
      giveUp();
    }
  };
  const treeOf = (text: string, { keep, ...from }: Opened & { keep: Keep | undefined }): Tree => {
    if (!keep) return parseText(text, from);
    const last = kept.get(keep.key);
    kept.delete(keep.key);
    try {
      const same = last?.language === keep.language ? last : undefined;
      const tree = parseText(text, { ...from, last: same });
      kept.set(keep.key, { language: keep.language, text, tree });
      return tree;
    } finally {
      last?.tree.delete();
    }
  };

  return {
    async read(language, text, keep) {
      const scanner = scanners.get(language);
      if (scanner && !trees) return scanner(text);
      const frontEnd = frontEnds.get(language);
      if (!frontEnd) throw new Error(`no front end for ${language}`);
      let from = await opened(frontEnd.grammar);
      // Another reading may have ended the instance meanwhile. From here on all is synchronous.
      while (from.opening !== current) from = await opened(frontEnd.grammar);
      try {
        const tree = treeOf(text, { ...from, keep: keep === undefined ? undefined : { key: keep, language } });
        try {
          from.instance.watch(openEffort(reading, text.length));
          return frontEnd.read(tree.rootNode, text);
        } finally {
          from.instance.watch(undefined);
          if (keep === undefined) tree.delete();
          const oldest = kept.keys().next();
          if (kept.size > keptTrees && !oldest.done) forget(oldest.value);
        }
      } catch (error) {
        if (error instanceof TooMuch) throw error;
        giveUp();
        throw failed(error);
      }
    },
    forget,
  };
}

interface Keep {
  readonly key: string;
  readonly language: CodeLanguage;
}

interface Opened {
  readonly opening: Promise<Instance>;
  readonly instance: Instance;
  readonly grammar: Grammar;
}

function failed(error: unknown): unknown {
  if (error instanceof RangeError) return error;
  return new Error(`the parser failed (${error instanceof Error ? error.message : String(error)})`, { cause: error });
}
