import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { skim } from './expressions.ts';
import { readFile } from './files.ts';
import { readLambda } from './functions.ts';
import { csharpLexicon } from './lexicon.ts';
import { readBlock, readStatement, readStatements } from './statements.ts';
import { readCases } from './switches.ts';
import { csharpValues } from './values.ts';

/** The outline of a file of C#. */
export function readCSharp(text: string): Outline {
  const tokens = scan(text, csharpLexicon);
  const given = new Map<number, readonly string[]>();
  const draft = new Draft(tokens, (made) => csharpValues(made, given));
  readFile({
    tokens,
    draft,
    at: 0,
    given,
    enter: {
      skim,
      block: readBlock,
      statement: readStatement,
      statements: readStatements,
      lambda: readLambda,
      cases: readCases,
    },
  });
  return draft.finish('csharp');
}
