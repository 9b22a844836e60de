import { kinds } from '../scanner/kinds.ts';
import { codesOf, SignTable, WordTable, type Lexicon } from '../scanner/lexicon.ts';
import { quoted, slashComment, until } from '../scanner/literals.ts';
import type { Scan } from '../scanner/state.ts';

const words = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
  // No keywords, but looked for.
  'nil',
  'iota',
  'true',
  'false',
  'panic',
  'recover',
] as const;

const signs = [
  ':=',
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<=',
  '>>=',
  '&^=',
  '++',
  '--',
  '<-',
  '...',
  '.',
  ',',
  ';',
  ':',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '&^',
  '&&',
  '||',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '!',
  '~',
] as const;

/** Codes of the words of Go. */
export const word = codesOf(words);
/** Codes of the signs of Go. */
export const sign = codesOf(signs);

const lastKeyword = word.var;
const lastAssignment = sign['&^='];

/** Whether a word's code is that of a keyword, and not of a name. */
export function isKeyword(code: number): boolean {
  return code > 0 && code <= lastKeyword;
}

/** Whether a sign's code is that of an assignment: `:=`, `=`, `+=` and the like. */
export function isAssignment(code: number): boolean {
  return code > 0 && code <= lastAssignment;
}

function raw(scan: Scan): boolean {
  scan.add(kinds.string, 0, until(scan, '`', { from: scan.at + 1, escapes: false }));
  return true;
}

const declaration: ReadonlySet<number> = new Set([word.func, word.type, word.import, word.package]);
const begins = {
  declaration,
  statement: new Set([
    ...declaration,
    word.var,
    word.const,
    word.return,
    word.if,
    word.for,
    word.switch,
    word.select,
    word.defer,
    word.go,
  ]),
};

/** The tokens of Go. */
export const goLexicon: Lexicon = {
  begins,
  words: new WordTable(words),
  signs: new SignTable(signs),
  dollar: false,
  special: new Map([
    [47, slashComment],
    [34, quoted],
    [39, quoted],
    [96, raw],
  ]),
};
