import { kinds } from '../scanner/kinds.ts';
import { codesOf, SignTable, WordTable, type Lexicon } from '../scanner/lexicon.ts';
import { quoted, slashComment, until } from '../scanner/literals.ts';
import type { Scan } from '../scanner/state.ts';

/** Keywords, then words that are keywords in some places alone. */
const words = [
  'abstract',
  'assert',
  'boolean',
  'break',
  'byte',
  'case',
  'catch',
  'char',
  'class',
  'const',
  'continue',
  'default',
  'do',
  'double',
  'else',
  'enum',
  'extends',
  'final',
  'finally',
  'float',
  'for',
  'goto',
  'if',
  'implements',
  'import',
  'instanceof',
  'int',
  'interface',
  'long',
  'native',
  'new',
  'package',
  'private',
  'protected',
  'public',
  'return',
  'short',
  'static',
  'strictfp',
  'super',
  'switch',
  'synchronized',
  'this',
  'throw',
  'throws',
  'transient',
  'try',
  'void',
  'volatile',
  'while',
  'null',
  'true',
  'false',
  'record',
  'sealed',
  'non',
  'permits',
  'yield',
  'when',
  'var',
] as const;

/** `>>` is two signs: it ends two lists of types more often than it shifts. */
const signs = [
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
  '>>>=',
  '++',
  '--',
  '->',
  '::',
  '...',
  '.',
  ',',
  ';',
  ':',
  '?',
  '@',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<<',
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

/** Codes of the words of Java. */
export const word = codesOf(words);
/** Codes of the signs of Java. */
export const sign = codesOf(signs);

const lastKeyword = word.false;
const lastAssignment = sign['>>>='];

/** Whether a word's code is that of a keyword, and not of a name. */
export function isKeyword(code: number): boolean {
  return code > 0 && code <= lastKeyword;
}

/** Whether a sign's code is that of an assignment. */
export function isAssignment(code: number): boolean {
  return code > 0 && code <= lastAssignment;
}

const primitive: ReadonlySet<number> = new Set([
  word.boolean,
  word.byte,
  word.char,
  word.double,
  word.float,
  word.int,
  word.long,
  word.short,
  word.void,
]);

/** Whether a word is the name of a primitive type, `void` included. */
export function isPrimitive(code: number): boolean {
  return primitive.has(code);
}

const modifiers: ReadonlySet<number> = new Set([
  word.abstract,
  word.default,
  word.final,
  word.native,
  word.private,
  word.protected,
  word.public,
  word.static,
  word.strictfp,
  word.synchronized,
  word.transient,
  word.volatile,
]);

/** Whether a word is always a modifier where a declaration begins. */
export function isModifier(code: number): boolean {
  return modifiers.has(code);
}

function text(scan: Scan): boolean {
  if (!scan.text.startsWith('"""', scan.at)) return quoted(scan);
  scan.add(kinds.string, 0, until(scan, '"""', { from: scan.at + 3, escapes: true }));
  return true;
}

const declaration: ReadonlySet<number> = new Set([
  word.public,
  word.private,
  word.protected,
  word.class,
  word.import,
  word.package,
  word.interface,
]);
const begins = {
  declaration,
  statement: new Set([...declaration, word.return, word.if, word.for, word.while, word.try, word.throw, word.switch]),
};

/** The tokens of Java. */
export const javaLexicon: Lexicon = {
  begins,
  words: new WordTable(words),
  signs: new SignTable(signs),
  dollar: true,
  special: new Map([
    [47, slashComment],
    [34, text],
    [39, quoted],
  ]),
};
