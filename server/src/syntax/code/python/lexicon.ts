import { codesOf, SignTable, WordTable, type Lexicon } from '../scanner/lexicon.ts';
import { lineComment } from '../scanner/literals.ts';
import { indentation } from './indentation.ts';
import { strings } from './strings.ts';

/** Keywords, then words that are keywords in some places alone. */
const words = [
  'and',
  'as',
  'assert',
  'async',
  'await',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'if',
  'import',
  'in',
  'is',
  'lambda',
  'nonlocal',
  'not',
  'or',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'yield',
  'None',
  'True',
  'False',
  'match',
  'case',
  'type',
  'print',
  'exec',
] as const;

const signs = [
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '//=',
  '%=',
  '@=',
  '&=',
  '|=',
  '^=',
  '<<=',
  '>>=',
  '**=',
  ':=',
  '->',
  '...',
  '.',
  ',',
  ';',
  ':',
  '+',
  '-',
  '*',
  '**',
  '/',
  '//',
  '%',
  '@',
  '&',
  '|',
  '^',
  '~',
  '<<',
  '>>',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '!',
  '`',
] as const;

/** Codes of the words of Python. */
export const word = codesOf(words);
/** Codes of the signs of Python. */
export const sign = codesOf(signs);

const lastKeyword = word.yield;
const lastAssignment = sign['**='];

/** Whether a word's code is that of a keyword that is no value, and not of a name. */
export function isKeyword(code: number): boolean {
  return code > 0 && code <= lastKeyword;
}

/** Whether a sign's code is that of an assignment that is a statement. */
export function isAssignment(code: number): boolean {
  return code > 0 && code <= lastAssignment;
}

const wordTable = new WordTable(words);
const signTable = new SignTable(signs);

/** The tokens of one text of Python: blocks and strings with code in them are remembered while it is scanned. */
export function pythonLexicon(): Lexicon {
  const code = strings();
  const lines = indentation(code.forget);
  return {
    words: wordTable,
    signs: signTable,
    dollar: false,
    special: new Map([[35, lineComment], [92, lines.continued], ...code.readers]),
    lineEnd: lines.lineEnd,
    end: lines.end,
  };
}
