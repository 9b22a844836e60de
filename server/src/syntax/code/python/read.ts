import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { pythonLexicon } from './lexicon.ts';
import { readStatements } from './statements.ts';
import { pythonValues } from './values.ts';

/** The outline of a file of Python. */
export function readPython(text: string): Outline {
  const tokens = scan(text, pythonLexicon());
  const draft = new Draft(tokens, pythonValues);
  const reading = { tokens, draft, at: 0, scope: undefined, line: { from: 0, to: -1 }, readStatements };
  readStatements(reading, tokens.count);
  return draft.finish('python');
}
