import type { Node } from 'web-tree-sitter';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { CodeLanguage, Outline } from '../../../server/src/syntax/code/outline.ts';
import { readCSharp } from './csharp.ts';
import { readGo } from './go.ts';
import { openInstance, openParts } from './instance.ts';
import { readJava } from './java.ts';
import { readPython } from './python.ts';
import { readTypeScript } from './typescript.ts';

/** Turns the tree of one language into the outline; it must hold no node when it returns. */
interface FrontEnd {
  /** Name of the grammar: `go` stands for `tree-sitter-go.wasm`. */
  readonly grammar: string;
  readonly read: (root: Node, text: string) => Outline;
}

const frontEnds: ReadonlyMap<CodeLanguage, FrontEnd> = new Map<CodeLanguage, FrontEnd>([
  [
    'typescript',
    { grammar: 'typescript', read: (root, text) => readTypeScript(root, text, { language: 'typescript' }) },
  ],
  ['javascript', { grammar: 'tsx', read: (root, text) => readTypeScript(root, text, { language: 'javascript' }) }],
  ['go', { grammar: 'go', read: readGo }],
  ['python', { grammar: 'python', read: readPython }],
  ['java', { grammar: 'java', read: readJava }],
  ['csharp', { grammar: 'c-sharp', read: readCSharp }],
]);

const require = createRequire(import.meta.url);

/** Bytes of a grammar or of the runtime, from node_modules. */
function grammar(name: string): Promise<Uint8Array> {
  const file =
    name === 'web-tree-sitter.cjs'
      ? require.resolve('web-tree-sitter')
      : name === 'web-tree-sitter.wasm'
        ? require.resolve('web-tree-sitter/web-tree-sitter.wasm')
        : require.resolve(`@vscode/tree-sitter-wasm/wasm/${name}`);
  return readFile(file);
}

const parts = openParts(grammar);
let instance: ReturnType<typeof openInstance> | undefined;

/** The outline as the front ends over tree-sitter read it: what the scanners are compared with. Rejects where the parser fails. */
export async function readByTree(language: CodeLanguage, text: string): Promise<Outline> {
  const frontEnd = frontEnds.get(language);
  if (!frontEnd) throw new Error(`no grammar for ${language}`);
  const open = await (instance ??= openInstance(parts));
  const { parse } = await open.grammar(frontEnd.grammar);
  try {
    const tree = parse(text);
    try {
      return frontEnd.read(tree.rootNode, text);
    } finally {
      tree.delete();
    }
  } catch (error) {
    // What failed may have failed inside the instance, whose memory is then in no state to rely on.
    instance = undefined;
    throw error;
  }
}
