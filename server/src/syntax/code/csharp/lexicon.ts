import { SignTable, WordTable, type Lexicon } from '../scanner/lexicon.ts';
import { quoted, slashComment } from '../scanner/literals.ts';
import { atSign, colon, curlyEnd, dollarSign, hash, quote, semicolon } from './strings.ts';
import { sign, signs, word, words } from './words.ts';

const lastKeyword = word.while;
const lastAssignment = sign['??='];

/** Whether a word's code is that of a keyword, and not of a name. */
export function isKeyword(code: number): boolean {
  return code > 0 && code <= lastKeyword;
}

/** Whether a sign's code is that of an assignment. */
export function isAssignment(code: number): boolean {
  return code > 0 && code <= lastAssignment;
}

const primitive: ReadonlySet<number> = new Set([
  word.bool,
  word.byte,
  word.char,
  word.decimal,
  word.double,
  word.float,
  word.int,
  word.long,
  word.object,
  word.sbyte,
  word.short,
  word.string,
  word.uint,
  word.ulong,
  word.ushort,
  word.void,
]);

/** Whether a word is the name of a type that the language has, `void` included. */
export function isPrimitive(code: number): boolean {
  return primitive.has(code);
}

const modifiers: ReadonlySet<number> = new Set([
  word.abstract,
  word.async,
  word.const,
  word.event,
  word.extern,
  word.file,
  word.fixed,
  word.in,
  word.internal,
  word.new,
  word.out,
  word.override,
  word.params,
  word.partial,
  word.private,
  word.protected,
  word.public,
  word.readonly,
  word.ref,
  word.required,
  word.scoped,
  word.sealed,
  word.static,
  word.this,
  word.unsafe,
  word.virtual,
  word.volatile,
]);

/** Whether a word may stand before the type of a declaration. */
export function isModifier(code: number): boolean {
  return modifiers.has(code);
}

const clauses: ReadonlySet<number> = new Set([
  word.in,
  word.where,
  word.let,
  word.select,
  word.orderby,
  word.group,
  word.by,
  word.into,
  word.join,
  word.on,
  word.equals,
  word.ascending,
  word.descending,
]);

/** Whether a word behind an operand goes on with a query. */
export function isClause(code: number): boolean {
  return clauses.has(code);
}

/** Whether a sign stands between a value and the name of its member. */
export function isAccess(code: number): boolean {
  return code === sign['.'] || code === sign['?.'] || code === sign['->'] || code === sign['::'];
}

const declaration: ReadonlySet<number> = new Set([
  word.public,
  word.private,
  word.protected,
  word.internal,
  word.class,
  word.namespace,
  word.interface,
]);
const begins = {
  declaration,
  statement: new Set([
    ...declaration,
    word.return,
    word.if,
    word.for,
    word.foreach,
    word.while,
    word.try,
    word.throw,
    word.switch,
  ]),
};

/** The tokens of C#. */
export const csharpLexicon: Lexicon = {
  begins,
  words: new WordTable(words),
  signs: new SignTable(signs),
  dollar: false,
  special: new Map([
    [34, quote],
    [35, hash],
    [36, dollarSign],
    [39, quoted],
    [47, slashComment],
    [58, colon],
    [59, semicolon],
    [64, atSign],
    [125, curlyEnd],
  ]),
};
