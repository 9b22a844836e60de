import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import { isClassAt, readClass } from './classes.ts';
import { readHead } from './heads.ts';
import { readParentheses, skim } from './expressions.ts';
import { isKeyword, isPrimitive, sign, word } from './lexicon.ts';
import { behindDimensions, behindType, readRest, type Reading } from './reading.ts';
import { readRegion } from './regions.ts';
import { readSwitch } from './switches.ts';
import { readTry } from './tries.ts';
import { isVariable, readVariables } from './variables.ts';

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
  if (tokens.isOpen(at, brackets.curly)) return readRegion(reading, { kind: 'block', opener: tokens.span(at, at + 1) });
  if (tokens.isSign(at, sign[';'])) {
    reading.at = at + 1;
    return;
  }
  if (tokens.isSign(at, sign['@'])) return readDeclaration(reading);
  if (!tokens.isName(at)) return readExpression(reading);
  switch (tokens.code(at)) {
    case word.if:
      return readIf(reading);
    case word.for:
      return readFor(reading);
    case word.while:
      return readWhile(reading);
    case word.do:
      return readDo(reading);
    case word.switch:
      readSwitch(reading);
      return readRest(reading);
    case word.try:
      return readTry(reading);
    case word.synchronized:
      if (tokens.isOpen(at + 1, brackets.round)) {
        reading.at = at + 1;
        readParentheses(reading);
        return readStatement(reading);
      }
      return readDeclaration(reading);
    case word.return:
    case word.throw:
      return readExit(reading);
    case word.break:
    case word.continue:
      return readJump(reading);
    case word.assert:
      reading.at = at + 1;
      skim(reading);
      return readRest(reading);
    case word.yield:
      if (!isStatementWord(reading)) return readExpression(reading);
      reading.at = at + 1;
      skim(reading);
      return readRest(reading);
    case word.this:
    case word.super:
      return readExpression(reading);
    default:
      if (tokens.isSign(at + 1, sign[':']) && !isKeyword(tokens.code(at))) {
        // Labels stand before a statement, which is read next.
        reading.at = at + 2;
        return;
      }
      return readDeclaration(reading);
  }
}

/** `yield x`, and not a name that is called `yield`. */
function isStatementWord({ tokens, at }: Reading): boolean {
  const kind = tokens.kind(at + 1);
  return kind === kinds.name || kind === kinds.string || kind === kinds.number || kind === kinds.open;
}

/** A class or variables inside of a method; an expression where it is neither. */
function readDeclaration(reading: Reading): void {
  const { tokens, at } = reading;
  const head = readHead(reading);
  if (isClassAt(reading)) return readClass(reading, head);
  const type = behindType(tokens, reading.at);
  if (type > reading.at && isVariable(reading, type)) {
    readVariables(reading, { type: { from: reading.at, to: type }, how: 'declare' });
    return;
  }
  if (reading.at === at) readExpression(reading);
}

function readExpression(reading: Reading): void {
  const { at } = reading;
  const { use } = skim(reading);
  if (use) use.discarded = true;
  if (reading.at > at || reading.tokens.isSign(at, sign[';'])) readRest(reading);
}

/** `if` with its branches; `else if` is an `if` of its own. */
function readIf(reading: Reading): void {
  const { tokens } = reading;
  for (;;) {
    const { at } = reading;
    reading.at = at + 1;
    readParentheses(reading);
    readRegion(reading, { kind: 'branch', opener: tokens.span(at, at + 1) });
    const otherwise = reading.at;
    if (!tokens.isWord(otherwise, word.else)) return;
    reading.at++;
    if (tokens.isWord(reading.at, word.if)) continue;
    return readRegion(reading, { kind: 'branch', opener: tokens.span(otherwise, otherwise + 1) });
  }
}

function readWhile(reading: Reading): void {
  const { tokens, at } = reading;
  reading.at = at + 1;
  readParentheses(reading);
  readRegion(reading, { kind: 'loop', opener: tokens.span(at, at + 1) });
}

function readDo(reading: Reading): void {
  const { tokens, at } = reading;
  reading.at = at + 1;
  readRegion(reading, { kind: 'loop', opener: tokens.span(at, at + 1) });
  if (!tokens.isWord(reading.at, word.while)) return;
  reading.at++;
  readParentheses(reading);
  readRest(reading);
}

/** `for` in both forms; the variable of `for (T x : xs)` is known in the body. */
function readFor(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const opener = tokens.span(at, at + 1);
  const open = at + 1;
  reading.at = open;
  if (!tokens.isOpen(open, brackets.round)) return;
  const each = elementOf(reading, open);
  if (!each) {
    readHeader(reading, open);
    return readRegion(reading, { kind: 'loop', opener });
  }
  const { name, type } = each;
  reading.at = name + 2;
  skim(reading);
  reading.at = tokens.behind(open);
  const target = { from: name, to: name + 1 };
  const region = draft.nextRegion;
  readRegion(reading, { kind: 'loop', opener });
  const span = tokens.span(name, name + 1);
  // Without a value the declared type alone speaks.
  const value = type === 'var' ? () => ({ kind: 'other' as const, span }) : undefined;
  draft.binding({
    targets: [target],
    how: 'declare',
    type: type === 'var' ? undefined : type,
    value,
    span: target,
    region,
  });
}

function elementOf(reading: Reading, open: number): { name: number; type: string } | undefined {
  const { tokens } = reading;
  reading.at = open + 1;
  readHead(reading);
  const from = reading.at;
  const name = behindType(tokens, from);
  if (name === from || !tokens.isName(name) || !tokens.isSign(behindDimensions(tokens, name + 1), sign[':']))
    return undefined;
  return { name, type: tokens.slice(from, name) };
}

/** `int i = 0; i < n; i++`. */
function readHeader(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  readHead(reading);
  const type = behindType(tokens, reading.at);
  if (type > reading.at && isVariable(reading, type))
    readVariables(reading, { type: { from: reading.at, to: type }, how: 'declare' });
  while (reading.at < end) {
    const { at } = reading;
    skim(reading);
    if (reading.at === at || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
}

function readExit(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  skim(reading);
  const value = reading.at > at + 1 ? { from: at + 1, to: reading.at } : undefined;
  readRest(reading);
  const kind = tokens.isWord(at, word.throw) ? 'throw' : 'return';
  draft.exit({ kind, value, span: { from: at, to: reading.at } });
}

function readJump(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const hasLabel = tokens.isName(at + 1) && !isKeyword(tokens.code(at + 1)) && !isPrimitive(tokens.code(at + 1));
  reading.at = hasLabel ? at + 2 : at + 1;
  readRest(reading);
  draft.exit({
    kind: tokens.isWord(at, word.continue) ? 'continue' : 'break',
    ...(hasLabel ? { label: tokens.word(at + 1) } : {}),
    span: { from: at, to: reading.at },
  });
}
