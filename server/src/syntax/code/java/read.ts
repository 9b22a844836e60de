import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { readAnonymousClass } from './classes.ts';
import { readFile } from './files.ts';
import { readLambda } from './functions.ts';
import { javaLexicon } from './lexicon.ts';
import { readBlock, readStatement, readStatements } from './statements.ts';
import { readSwitch } from './switches.ts';
import { javaValues } from './values.ts';

/** The outline of a file of Java. */
export function readJava(text: string): Outline {
  const tokens = scan(text, javaLexicon);
  const constants = new Map<number, string>();
  const draft = new Draft(tokens, (made) => javaValues(made, constants));
  readFile({
    tokens,
    draft,
    at: 0,
    constants,
    enter: {
      block: readBlock,
      statement: readStatement,
      statements: readStatements,
      lambda: readLambda,
      anonymousClass: readAnonymousClass,
      switch: readSwitch,
    },
  });
  return draft.finish('java');
}
