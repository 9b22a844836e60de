import { Draft } from '../draft.ts';
import type { CodeLanguage, Outline } from '../outline.ts';
import type { Lexicon } from '../scanner/lexicon.ts';
import { scan } from '../scanner/scan.ts';
import { assign } from './assignments.ts';
import { readClass } from './classes.ts';
import { readInside } from './expressions.ts';
import { readArrow, readFunction } from './functions.ts';
import { javascriptLexicon, typescriptLexicon } from './lexicon.ts';
import { readObject } from './objects.ts';
import type { Entrances } from './reading.ts';
import { readBlock, readStatement, readStatements } from './statements.ts';
import { typescriptValues } from './values.ts';

/** The outline of TypeScript without tags. */
export function readTypeScript(text: string): Outline {
  return read(text, { language: 'typescript', lexicon: typescriptLexicon });
}

/** The outline of JavaScript, and of TypeScript with tags. */
export function readJavaScript(text: string): Outline {
  return read(text, { language: 'javascript', lexicon: javascriptLexicon });
}

const enter: Entrances = {
  block: readBlock,
  statement: readStatement,
  class: readClass,
  function: readFunction,
  arrow: readArrow,
  object: readObject,
  inside: readInside,
  assign,
};

function read(text: string, { language, lexicon }: { language: CodeLanguage; lexicon: Lexicon }): Outline {
  const tokens = scan(text, lexicon);
  const draft = new Draft(tokens, typescriptValues);
  readStatements({ tokens, draft, at: 0, enter }, tokens.count);
  return draft.finish(language);
}
