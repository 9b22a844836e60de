import { Draft } from '../draft.ts';
import type { Outline } from '../outline.ts';
import { scan } from '../scanner/scan.ts';
import { goLexicon } from './lexicon.ts';
import { readBlock, readSimple, readStatements } from './statements.ts';
import { goValues } from './values.ts';

/** The outline of a file of Go. */
export function readGo(text: string): Outline {
  const tokens = scan(text, goLexicon);
  const draft = new Draft(tokens, goValues);
  const reading = {
    tokens,
    draft,
    at: 0,
    lastCalls: new Map<string, number>(),
    recovers: new Set<number>(),
    scopeEnd: tokens.count,
    writes: [],
    enter: { block: readBlock, statements: readStatements, simple: readSimple },
  };
  readStatements(reading, tokens.count);
  return draft.finish('go');
}
