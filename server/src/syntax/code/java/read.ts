import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { readFile } from './files.ts';
import { javaLexicon } from './lexicon.ts';
import { javaValues } from './values.ts';

/** The outline of a file of Java. */
export function readJava(text: string): Outline {
  const tokens = scan(text, javaLexicon);
  const constants = new Map<number, string>();
  const draft = new Draft(tokens, (made) => javaValues(made, constants));
  readFile({ tokens, draft, at: 0, constants });
  return draft.finish('java');
}
