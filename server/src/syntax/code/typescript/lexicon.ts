import { kinds } from '../scanner/kinds.ts';
import { brackets, SignTable, WordTable, type Lexicon } from '../scanner/lexicon.ts';
import { quoted, slashComment } from '../scanner/literals.ts';
import type { Scan } from '../scanner/state.ts';
import { marks, readTag, readTags } from './tags.ts';
import { closeCurly, readTemplate, readTemplateText } from './templates.ts';
import { sign, signs, word, words } from './words.ts';

/** Words behind which an operand comes. */
const beforeOperand: ReadonlySet<number> = new Set([
  word.case,
  word.delete,
  word.do,
  word.else,
  word.in,
  word.instanceof,
  word.new,
  word.return,
  word.throw,
  word.typeof,
  word.void,
  word.default,
  word.extends,
  word.await,
  word.yield,
  word.of,
]);
const beforeParentheses: ReadonlySet<number> = new Set([word.if, word.while, word.for, word.with]);
const beforeBlock: ReadonlySet<number> = new Set([word.else, word.do, word.try, word.finally]);

/** Whether an operand may begin behind the tokens so far: it decides what `/` and `<` are. */
export function expectsOperand(scan: Scan): boolean {
  const last = scan.count - 1;
  switch (scan.kind(last)) {
    case kinds.none:
    case kinds.open:
      return true;
    case kinds.name:
      // `a.return / b`
      return beforeOperand.has(scan.code(last)) && !isDot(scan, last - 1);
    case kinds.sign:
      if (scan.code(last) === sign['!']) return !endsOperand(scan, last - 1);
      return scan.code(last) !== sign['++'] && scan.code(last) !== sign['--'];
    case kinds.close:
      return endsStatement(scan, last);
    default:
      return false;
  }
}

function isDot(scan: Scan, at: number): boolean {
  return scan.kind(at) === kinds.sign && (scan.code(at) === sign['.'] || scan.code(at) === sign['?.']);
}

function endsOperand(scan: Scan, at: number): boolean {
  const kind = scan.kind(at);
  if (kind === kinds.name) return !beforeOperand.has(scan.code(at));
  if (kind === kinds.close) return !endsStatement(scan, at);
  return kind === kinds.string || kind === kinds.number;
}

/** Whether a closing bracket ends what a statement may follow: a header, or a block. */
function endsStatement(scan: Scan, close: number): boolean {
  const open = scan.match(close);
  const code = scan.code(close);
  if (code === brackets.round) {
    // `for await (…)`
    const isAwait = scan.kind(open - 1) === kinds.name && scan.code(open - 1) === word.await;
    const before = isAwait ? open - 2 : open - 1;
    return scan.kind(before) === kinds.name && beforeParentheses.has(scan.code(before));
  }
  return code === brackets.curly && isBlock(scan, open);
}

function isBlock(scan: Scan, open: number): boolean {
  const before = open - 1;
  const code = scan.code(before);
  switch (scan.kind(before)) {
    case kinds.sign:
      return code === sign[';'] || code === sign['=>'] || code === sign['>'];
    case kinds.name:
      return !beforeOperand.has(code) || beforeBlock.has(code);
    case kinds.open:
      return code === brackets.curly;
    default:
      return true;
  }
}

/** A comment, a regular expression, or nothing: then it divides. */
function slash(scan: Scan): boolean {
  if (slashComment(scan)) return true;
  if (!expectsOperand(scan)) return false;
  const end = expressionEnd(scan.text, scan.at);
  if (end < 0) return false;
  scan.add(kinds.string, 0, end);
  return true;
}

/** Behind the flags of the regular expression at `at`; -1 where it does not end on its line. */
function expressionEnd(text: string, at: number): number {
  let inClass = false;
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 10 || unit === 13 || unit === 0x2028) return -1;
    if (unit === 92) end++;
    else if (unit === 91) inClass = true;
    else if (unit === 93) inClass = false;
    else if (unit === 47 && !inClass) {
      end++;
      while (/[a-z]/i.test(text.charAt(end))) end++;
      return end;
    }
  }
  return -1;
}

/** `#!` at the beginning, and names of private members. */
function hash(scan: Scan): boolean {
  if (scan.at === 0 && scan.text.startsWith('#!')) {
    const end = scan.text.indexOf('\n');
    scan.at = end < 0 ? scan.text.length : end;
    return true;
  }
  const name = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
  name.lastIndex = scan.at + 1;
  const found = name.exec(scan.text);
  if (!found) return false;
  scan.add(kinds.name, 0, scan.at + 1 + found[0].length);
  return true;
}

/** `a?.5:1` is a condition. */
function question(scan: Scan): boolean {
  const { text, at } = scan;
  const digit = text.charCodeAt(at + 2);
  if (text.charCodeAt(at + 1) !== 46 || digit < 48 || digit > 57) return false;
  scan.add(kinds.sign, sign['?'], at + 1);
  return true;
}

const table = new SignTable(signs);
const common: readonly (readonly [number, (scan: Scan) => boolean])[] = [
  [47, slash],
  [34, quoted],
  [39, quoted],
  [96, readTemplate],
  [125, closeCurly],
  [35, hash],
  [63, question],
];

const declaration: ReadonlySet<number> = new Set([word.function, word.class, word.import, word.export]);
const begins = {
  declaration,
  statement: new Set([
    ...declaration,
    word.const,
    word.var,
    word.let,
    word.return,
    word.if,
    word.for,
    word.while,
    word.try,
    word.throw,
    word.switch,
  ]),
};

/** The tokens of TypeScript without tags. */
export const typescriptLexicon: Lexicon = {
  begins,
  words: new WordTable(words),
  signs: table,
  dollar: true,
  special: new Map(common),
  closed: (scan, open) => {
    if (scan.code(open) === marks.substitution) readTemplateText(scan);
  },
};

/** The tokens of JavaScript, of both with tags (JSX). */
export const javascriptLexicon: Lexicon = {
  ...typescriptLexicon,
  special: new Map([...common, [60, (scan: Scan) => expectsOperand(scan) && readTag(scan)]]),
  closed: (scan, open) => {
    if (scan.code(open) === marks.substitution) readTemplateText(scan);
    else if (scan.code(open) === marks.container) readTags(scan);
  },
};
