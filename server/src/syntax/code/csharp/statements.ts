import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import { noteDeclared } from './assignments.ts';
import { skim } from './expressions.ts';
import { readParentheses } from './inside.ts';
import { readHead } from './heads.ts';
import { isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';
import { listBehind, readDeclared } from './members.ts';
import { behindType, endOfStatement, readRest, type Reading } from './reading.ts';
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
  if (tokens.isSign(at, sign[';'])) return readRest(reading);
  if (!tokens.isName(at)) return readDeclaration(reading);
  switch (tokens.code(at)) {
    case word.if:
      return readIf(reading);
    case word.for:
    case word.while:
      return readLoop(reading);
    case word.foreach:
      return readForEach(reading);
    case word.do:
      return readDo(reading);
    case word.switch:
      readSwitch(reading);
      return readRest(reading);
    case word.try:
      return readTry(reading);
    case word.using:
      return readUsing(reading);
    case word.await:
      if (tokens.isWord(at + 1, word.foreach) || tokens.isWord(at + 1, word.using)) {
        reading.at = at + 1;
        return readStatement(reading);
      }
      return readExpression(reading);
    case word.lock:
    case word.fixed:
      reading.at = at + 1;
      readHeader(reading);
      return readRegion(reading, { kind: 'block', opener: tokens.span(at, at + 1) });
    case word.checked:
    case word.unchecked:
    case word.unsafe:
      if (!tokens.isOpen(at + 1, brackets.curly)) return readDeclaration(reading);
      reading.at = at + 1;
      return readStatement(reading);
    case word.return:
    case word.throw:
      return readExit(reading);
    case word.break:
    case word.continue:
      reading.at = at + 1;
      readRest(reading);
      return reading.draft.exit({
        kind: tokens.isWord(at, word.continue) ? 'continue' : 'break',
        span: { from: at, to: reading.at },
      });
    case word.goto:
      reading.at = endOfStatement(tokens, at);
      return readRest(reading);
    case word.yield:
      return readYield(reading);
    default:
      if (tokens.isSign(at + 1, sign[':']) && !isKeyword(tokens.code(at))) {
        reading.at = at + 2;
        return;
      }
      return readDeclaration(reading);
  }
}

/** `yield return x;`, and not a name that is called `yield`. */
function readYield(reading: Reading): void {
  const { tokens, at } = reading;
  if (!tokens.isWord(at + 1, word.return) && !tokens.isWord(at + 1, word.break)) return readDeclaration(reading);
  reading.at = at + 2;
  skim(reading);
  readRest(reading);
}

/** Variables or a function inside of a method; an expression where it is neither. */
function readDeclaration(reading: Reading): void {
  const { tokens, at } = reading;
  // `new` makes something here, and hides nothing.
  if (tokens.isWord(at, word.new)) return readExpression(reading);
  const head = readHead(reading);
  const from = reading.at;
  const name = behindType(tokens, from);
  if (name > from && isVariable(reading, name)) {
    return readVariables(reading, { type: { from, to: name }, how: 'declare' });
  }
  if (name > from && tokens.isName(name) && !isKeyword(tokens.code(name))) {
    const list = listBehind(reading, name);
    if (list >= 0 && isBody(reading, tokens.behind(list)))
      return readDeclared(reading, { name, list, head, type: { from, to: name } });
  }
  // `var (a, b) = f();`
  reading.at = tokens.isWord(from, word.var) && tokens.isOpen(from + 1, brackets.round) ? from + 1 : from;
  readExpression(reading);
}

function isBody({ tokens }: Reading, at: number): boolean {
  return tokens.isOpen(at, brackets.curly) || tokens.isSign(at, sign['=>']) || tokens.isWord(at, word.where);
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

/** `for` and `while`. */
function readLoop(reading: Reading): void {
  const { tokens, at } = reading;
  reading.at = at + 1;
  readHeader(reading);
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

/** `foreach (T x in xs)`, `foreach (var (a, b) in xs)`; the variables are known in the body. */
function readForEach(reading: Reading): void {
  const { tokens, at } = reading;
  const open = at + 1;
  reading.at = open;
  if (!tokens.isOpen(open, brackets.round)) return;
  const close = Math.min(tokens.match(open), tokens.count);
  let source = open + 1;
  while (source < close && !tokens.isWord(source, word.in)) source++;
  const behind = behindType(tokens, open + 1);
  const isNamed = behind === source - 1 && tokens.isName(behind);
  const names = isNamed ? [behind] : namesBetween(reading, { from: open + 1, to: source });
  reading.at = source + 1;
  if (source < close) skim(reading);
  reading.at = tokens.behind(open);
  const region = reading.draft.nextRegion;
  readRegion(reading, { kind: 'loop', opener: tokens.span(at, at + 1) });
  for (const name of names)
    noteDeclared(reading, { name, region, ...(isNamed ? { type: { from: open + 1, to: name } } : {}) });
}

/** Names in front of a comma or bracket. */
function namesBetween({ tokens }: Reading, { from, to }: { from: number; to: number }): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    const ends = tokens.isSign(at + 1, sign[',']) || tokens.kind(at + 1) === kinds.close;
    if (tokens.isName(at) && ends) found.push(at);
  }
  return found;
}

/** `(int i = 0; i < n; i++)`, `(T x = f())`. */
function readHeader(reading: Reading, how: 'declare' | 'with' = 'declare'): void {
  const { tokens, at: open } = reading;
  if (!tokens.isOpen(open, brackets.round)) return;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  const name = behindType(tokens, open + 1);
  if (name > open + 1 && isVariable(reading, name)) readVariables(reading, { type: { from: open + 1, to: name }, how });
  while (reading.at < end) {
    const { at } = reading;
    skim(reading);
    if (reading.at === at || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
}

/** `using (var x = f()) …` and `using var x = f();`, which lasts to the end of its block. */
function readUsing(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  if (!tokens.isOpen(at + 1, brackets.round)) {
    const name = behindType(tokens, at + 1);
    if (name > at + 1 && isVariable(reading, name))
      return readVariables(reading, { type: { from: at + 1, to: name }, how: 'with' });
    return readExpression(reading);
  }
  const region = draft.open({ kind: 'block', opener: tokens.span(at, at + 1), body: tokens.span(at, at + 1) });
  readHeader(reading, 'with');
  if (tokens.isOpen(reading.at, brackets.curly)) reading.enter.block(reading, reading.at);
  else readStatement(reading);
  draft.extend(region, { body: tokens.span(at + 1, Math.max(reading.at, at + 2)) });
  draft.close(region);
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
