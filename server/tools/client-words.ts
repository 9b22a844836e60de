import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** Every English text that the client hands to `vscode.l10n.t` or, in a webview, to `t`; sorted. Throws where one is not a plain string. */
export async function clientWords(root: string): Promise<string[]> {
  await Parser.init();
  const grammar = require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  const found = new Set<string>();
  const folder = path.join(root, 'client/src');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    const tree = parser.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const call of tree?.rootNode.descendantsOfType('call_expression') ?? []) {
      if (!call || !/^(vscode\.l10n\.)?t$/.test(call.childForFieldName('function')?.text ?? '')) continue;
      const text = textOf(call.childForFieldName('arguments')?.namedChild(0) ?? null);
      if (text === undefined)
        throw new Error(`client/src/${file}:${call.startPosition.row + 1}: the text is no plain string`);
      found.add(text);
    }
    tree?.delete();
  }
  parser.delete();
  return [...found].sort();
}

/** The value of a string literal. */
function textOf(node: Node | null): string | undefined {
  if (node?.type !== 'string') return undefined;
  // A literal of TypeScript in single quotes is one of JSON in double ones, but for the quotes.
  const inside = node.text
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(?<!\\)"/g, '\\"');
  return JSON.parse(`"${inside}"`) as string;
}
