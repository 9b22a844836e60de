import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { javascriptLexicon, typescriptLexicon } from './lexicon.ts';
import { readStatements } from './statements.ts';
import { typescriptValues } from './values.ts';

/** The outline of TypeScript, or of JavaScript and all that may hold tags; `language` says which. */
export function readTypeScript(text: string, language: 'typescript' | 'javascript'): Outline {
  const tokens = scan(text, language === 'typescript' ? typescriptLexicon : javascriptLexicon);
  const draft = new Draft(tokens, typescriptValues);
  readStatements({ tokens, draft, at: 0 }, tokens.count);
  return draft.finish(language);
}
