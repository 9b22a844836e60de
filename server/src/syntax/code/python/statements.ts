import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range } from '../shapes.ts';
import { bindTargets } from './bindings.ts';
import { readFor, readIf, readMatch, readTry, readWhile, readWith } from './branches.ts';
import { bracket } from './brackets.ts';
import { skim } from './expressions.ts';
import { readClass, readFunction } from './functions.ts';
import { readFrom, readImport } from './imports.ts';
import { isAssignment, sign, word } from './lexicon.ts';
import { find, isEnd, itemsOf, type Reading } from './reading.ts';

/** Statements up to the token `end`. */
export function readStatements(reading: Reading, end: number): void {
  const { tokens, draft } = reading;
  while (reading.at < end) {
    const { at } = reading;
    readStatement(reading);
    if (reading.at < end && !tokens.isClose(reading.at - 1, bracket.block)) {
      if (!isEnd(tokens, reading.at)) {
        // What does not belong here is passed up to the end of the statement.
        if (!isPrint(reading, at)) draft.damage();
        passRest(reading, end);
      }
      if (!tokens.isOpen(reading.at, bracket.block)) reading.at++;
    }
    if (reading.at === at) reading.at++;
  }
}

/** `print "x"` of Python 2. */
function isPrint({ tokens }: Reading, at: number): boolean {
  return tokens.isWord(at, word.print) || tokens.isWord(at, word.exec);
}

function passRest(reading: Reading, end: number): void {
  const { tokens } = reading;
  while (reading.at < end && !isEnd(tokens, reading.at)) {
    const { at } = reading;
    skim(reading);
    if (reading.at === at) reading.at++;
  }
}

function readStatement(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isOpen(at, bracket.block)) {
    // A block behind what has none.
    reading.at = at + 1;
    readStatements(reading, Math.min(tokens.match(at), tokens.count));
    reading.at = tokens.behind(at);
    return;
  }
  if (tokens.isSign(at, sign['@'])) return readDecorated(reading);
  if (!tokens.isName(at)) return readSimple(reading);
  const code = tokens.code(at);
  switch (code) {
    case word.def:
      return readFunction(reading, { from: at, decoratedBy: [] });
    case word.class:
      return readClass(reading, { from: at, decoratedBy: [] });
    case word.async:
      return readAsync(reading);
    case word.if:
    case word.elif:
    case word.else:
      return readIf(reading);
    case word.for:
      return readFor(reading, at);
    case word.while:
      return readWhile(reading);
    case word.try:
    case word.except:
    case word.finally:
      return readTry(reading);
    case word.with:
      return readWith(reading, at);
    case word.match:
      return readMatch(reading) ? undefined : readSimple(reading);
    case word.import:
      return readImport(reading);
    case word.from:
      return readFrom(reading);
    case word.return:
      return readReturn(reading);
    case word.raise:
      return readRaise(reading);
    case word.break:
    case word.continue:
      reading.at = at + 1;
      reading.draft.exit({
        kind: code === word.continue ? 'continue' : 'break',
        span: { from: at, to: at + 1 },
      });
      return;
    case word.pass:
      reading.at = at + 1;
      return;
    case word.global:
    case word.nonlocal:
      return readGlobal(reading);
    case word.del:
    case word.assert:
      reading.at = at + 1;
      skim(reading);
      return;
    case word.type:
      if (tokens.isName(at + 1)) return readAlias(reading);
      return readSimple(reading);
    default:
      return readSimple(reading);
  }
}

/** Decorators are calls; those without brackets too. */
function readDecorated(reading: Reading): void {
  const { tokens, draft } = reading;
  const decoratedBy: number[] = [];
  while (tokens.isSign(reading.at, sign['@'])) {
    const from = reading.at + 1;
    reading.at = from;
    skim(reading);
    const last = reading.at - 1;
    const open = tokens.isClose(last, brackets.round) ? tokens.match(last) : -1;
    if (open > from && draft.beginsAt(open) === from) decoratedBy.push(open);
    else if (last >= from) {
      draft.call({ from, callee: from, name: last, open: -1 });
      decoratedBy.push(last);
    }
    if (tokens.kind(reading.at) === kinds.newline) reading.at++;
  }
  const from = reading.at;
  if (tokens.isWord(from, word.class)) readClass(reading, { from, decoratedBy });
  else if (tokens.isWord(tokens.isWord(from, word.async) ? from + 1 : from, word.def))
    readFunction(reading, { from, decoratedBy });
  else {
    draft.damage();
    // The next statement is none of this one.
    if (!isEnd(tokens, from)) readStatement(reading);
  }
}

function readAsync(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isWord(at + 1, word.def)) return readFunction(reading, { from: at, decoratedBy: [] });
  if (tokens.isWord(at + 1, word.for)) return readFor(reading, at);
  if (tokens.isWord(at + 1, word.with)) return readWith(reading, at);
  reading.at = at + 1;
  skim(reading);
}

/** `type X = …`. */
function readAlias(reading: Reading): void {
  reading.at++;
  skim(reading);
  if (!reading.tokens.isSign(reading.at, sign['='])) return;
  reading.at++;
  skim(reading);
}

/** An expression or an assignment: `a = b = 1`, `a: T = 1`, `a += 1`. */
function readSimple(reading: Reading): void {
  const { tokens, at: from } = reading;
  const use = skim(reading);
  const parts: Range[] = [{ from, to: reading.at }];
  let type: Range | undefined;
  if (tokens.isSign(reading.at, sign[':']) && reading.at > from) {
    const colon = reading.at;
    reading.at++;
    skim(reading);
    type = { from: colon + 1, to: reading.at };
  }
  let isPlain = true;
  while (tokens.kind(reading.at) === kinds.sign && isAssignment(tokens.code(reading.at))) {
    if (!tokens.isSign(reading.at, sign['='])) isPlain = false;
    const begin = reading.at + 1;
    reading.at = begin;
    skim(reading);
    parts.push({ from: begin, to: reading.at });
  }
  const value = parts.at(-1);
  if (!value || (parts.length === 1 && !type)) {
    if (use && isEnd(tokens, reading.at)) use.discarded = true;
    return;
  }
  if (parts.length === 1) return bindTargets(reading, value, { value: 'none', type, span: { from, to: reading.at } });
  for (const left of parts.slice(0, -1)) {
    if (left.to <= left.from) continue;
    const span = { from: left.from, to: reading.at };
    bindTargets(reading, left, { value: isPlain ? value : 'other', type, span });
    type = undefined;
  }
}

/** `global a` and `nonlocal a`: assignments go to the variable outside. */
function readGlobal(reading: Reading): void {
  const { tokens, scope } = reading;
  reading.at++;
  while (tokens.isName(reading.at)) {
    scope?.known.add(tokens.word(reading.at));
    reading.at++;
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
}

function readReturn(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  skim(reading);
  const value = { from: at + 1, to: reading.at };
  const span = { from: at, to: reading.at };
  if (value.to <= value.from) return draft.exit({ kind: 'return', span });
  if (find(tokens, value, { sign: sign[','] }) < 0) return draft.exit({ kind: 'return', value, span });
  draft.exit({ kind: 'return', values: itemsOf(tokens, value), span });
}

/** `raise`, with or without what is raised; what caused it is not raised. */
function readRaise(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  skim(reading);
  const cause = find(tokens, { from: at + 1, to: reading.at }, { word: word.from });
  const value = { from: at + 1, to: cause < 0 ? reading.at : cause };
  draft.exit({ kind: 'throw', ...(value.to > value.from ? { value } : {}), span: { from: at, to: reading.at } });
}
