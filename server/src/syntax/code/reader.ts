import type { CodeLanguage, Outline } from './outline.ts';

/** Gives the bytes of a file of `web-tree-sitter` or of a grammar: `web-tree-sitter.wasm`, `tree-sitter-go.wasm`. */
export type GrammarSource = (name: string) => Promise<Uint8Array>;

/** Reads code into outlines; grammars are loaded when they are first needed. */
export interface CodeReader {
  /** `keep` names a document whose tree is kept, so that its next reading is incremental. */
  read(language: CodeLanguage, text: string, keep?: string): Promise<Outline>;
  forget(keep: string): void;
}

export function openCodeReader(_grammars: GrammarSource): CodeReader {
  throw new Error('no front end yet');
}
