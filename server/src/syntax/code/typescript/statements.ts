import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import { readFor, readIf, readSwitch, readTry, readWhile, readDo } from './branches.ts';
import { readClass } from './classes.ts';
import { readDecorators } from './decorators.ts';
import { skim } from './expressions.ts';
import { readFunction } from './functions.ts';
import { sign, word } from './words.ts';
import { readExport } from './exports.ts';
import { readImport } from './modules.ts';
import { endsBefore, readSemicolon, type Reading } from './reading.ts';
import { behindType, behindTypeParameters } from './types.ts';
import { readVariables } from './variables.ts';

/** The statements in curly brackets; goes behind them. */
export function readBlock(reading: Reading, open: number): void {
  const { tokens } = reading;
  reading.at = open + 1;
  readStatements(reading, Math.min(tokens.match(open), tokens.count));
  reading.at = tokens.behind(open);
}

/** Statements up to the token `end`. */
export function readStatements(reading: Reading, end: number): void {
  while (reading.at < end) {
    const { at } = reading;
    readStatement(reading);
    if (reading.at > at) continue;
    reading.draft.damage();
    reading.at = at + 1;
  }
}

/** One statement, its semicolon included. */
export function readStatement(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isOpen(at, brackets.curly)) return readBlock(reading, at);
  if (tokens.isSign(at, sign[';'])) return readSemicolon(reading);
  if (tokens.isSign(at, sign['@'])) return readDecorated(reading);
  if (!tokens.isName(at)) return readExpression(reading);
  switch (tokens.code(at)) {
    case word.import:
      if (tokens.isOpen(at + 1, brackets.round) || tokens.isSign(at + 1, sign['.'])) return readExpression(reading);
      return readImport(reading);
    case word.export:
      return readExport(reading);
    case word.const:
      if (tokens.isWord(at + 1, word.enum)) return readNothing(reading, at + 2);
      return readVariables(reading);
    case word.var:
      return readVariables(reading);
    case word.function:
      readFunction(reading, { expression: false });
      return readSemicolon(reading);
    case word.class:
      return readClass(reading, {});
    case word.if:
      return readIf(reading);
    case word.for:
      return readFor(reading);
    case word.while:
    case word.with:
      return readWhile(reading);
    case word.do:
      return readDo(reading);
    case word.switch:
      return readSwitch(reading);
    case word.try:
      return readTry(reading);
    case word.return:
    case word.throw:
      return readExit(reading);
    case word.break:
    case word.continue:
      return readJump(reading);
    case word.debugger:
      reading.at = at + 1;
      return readSemicolon(reading);
    case word.enum:
      return readNothing(reading, at + 1);
    default:
      return readOther(reading);
  }
}

/** A statement that begins with a name, or with a word that is a keyword in some places. */
function readOther(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isSign(at + 1, sign[':'])) {
    // Labels stand before a statement, which is read next.
    reading.at = at + 2;
    return;
  }
  const next = at + 1;
  const isWord = tokens.isName(next) && !tokens.startsLine(next);
  switch (tokens.code(at)) {
    case word.let:
      if (!tokens.isName(next) && !tokens.isOpen(next, brackets.curly) && !tokens.isOpen(next, brackets.square)) break;
      return readVariables(reading);
    case word.using:
      if (isWord && !tokens.isWord(next, word.in) && !tokens.isWord(next, word.of)) return readVariables(reading);
      break;
    case word.async:
      if (!isWord || !tokens.isWord(next, word.function)) break;
      readFunction(reading, { expression: false });
      return readSemicolon(reading);
    case word.abstract:
      if (isWord && tokens.isWord(next, word.class)) return readClass(reading, {});
      break;
    case word.interface:
      if (isWord) return readNothing(reading, next);
      break;
    case word.type:
      if (isWord && isAlias(reading, next)) return readAlias(reading, next);
      break;
    case word.declare:
      if (!isWord) break;
      // What is declared is read next.
      reading.at = next;
      return;
    case word.global:
      if (!tokens.isOpen(next, brackets.curly)) break;
      return readBlock(reading, next);
    case word.namespace:
    case word.module:
      if ((!isWord && tokens.kind(next) !== kinds.string) || tokens.startsLine(next)) break;
      return readNamespace(reading, next);
  }
  readExpression(reading);
}

function isAlias({ tokens }: Reading, name: number): boolean {
  return tokens.isSign(name + 1, sign['=']) || tokens.isSign(name + 1, sign['<']);
}

function readAlias(reading: Reading, name: number): void {
  const { tokens } = reading;
  let next = name + 1;
  if (tokens.isSign(next, sign['<'])) next = Math.max(behindTypeParameters(tokens, next), next + 1);
  if (tokens.isSign(next, sign['='])) next++;
  reading.at = Math.max(behindType(tokens, next), next);
  readSemicolon(reading);
}

/** `namespace A.B { … }`, `module 'x';` */
function readNamespace(reading: Reading, name: number): void {
  const { tokens } = reading;
  let next = name + 1;
  while (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) next += 2;
  if (tokens.isOpen(next, brackets.curly)) return readBlock(reading, next);
  reading.at = next;
  readSemicolon(reading);
}

/** An interface or an enum, up to its body: nothing of it runs. */
function readNothing(reading: Reading, from: number): void {
  const { tokens } = reading;
  let at = from;
  while (at < tokens.count && !tokens.isOpen(at, brackets.curly)) {
    if (tokens.isSign(at, sign[';']) || tokens.isClose(at, brackets.curly)) break;
    at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
  }
  reading.at = tokens.isOpen(at, brackets.curly) ? tokens.behind(at) : at;
}

/** Decorators with the class behind them, and an `export` between. */
function readDecorated(reading: Reading): void {
  const { tokens, at } = reading;
  const own = behindDecorators(reading);
  if (!tokens.isWord(own, word.export)) {
    reading.at = at;
    readClass(reading, {});
    return;
  }
  reading.at = at;
  const decoratedBy = readDecorators(reading);
  readExport(reading, decoratedBy);
}

/** The token behind decorators, which are gone through later. */
function behindDecorators({ tokens, at }: Reading): number {
  let next = at;
  while (tokens.isSign(next, sign['@'])) {
    next++;
    if (tokens.isOpen(next, brackets.round)) next = tokens.behind(next);
    while (tokens.isName(next)) {
      next++;
      if (!tokens.isSign(next, sign['.'])) break;
      next++;
    }
    if (tokens.isOpen(next, brackets.round)) next = tokens.behind(next);
  }
  return next;
}

function readExpression(reading: Reading): void {
  const { use } = skim(reading);
  if (use) use.discarded = true;
  readSemicolon(reading);
}

function readExit(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  const isGiven = !endsBefore(tokens, at + 1);
  const from = isGiven ? skim(reading).last : at + 1;
  const value = isGiven && reading.at > from ? { from, to: reading.at } : undefined;
  readSemicolon(reading);
  draft.exit({ kind: tokens.isWord(at, word.throw) ? 'throw' : 'return', value, span: { from: at, to: reading.at } });
}

function readJump(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const hasLabel = tokens.isName(at + 1) && !endsBefore(tokens, at + 1);
  reading.at = hasLabel ? at + 2 : at + 1;
  readSemicolon(reading);
  draft.exit({
    kind: tokens.isWord(at, word.continue) ? 'continue' : 'break',
    ...(hasLabel ? { label: tokens.word(at + 1) } : {}),
    span: { from: at, to: reading.at },
  });
}
