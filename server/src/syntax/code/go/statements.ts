import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { CallUse, Range } from '../shapes.ts';
import { bind } from './bindings.ts';
import { readDeclaredFunction, readImports, readList, readTypes, readVariables } from './declarations.ts';
import { skim } from './expressions.ts';
import { itemsOf } from '../scanner/items.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import { readFor, readIf, readSwitch } from './branches.ts';
import { behindStatement, endsBefore, type Reading } from './reading.ts';

/** The statements in curly brackets; goes behind them. */
export function readBlock(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  const { scopeEnd } = reading;
  reading.at = open + 1;
  reading.scopeEnd = end;
  readStatements(reading, end);
  reading.at = tokens.behind(open);
  reading.scopeEnd = scopeEnd;
}

/** Statements up to the token `end`. */
export function readStatements(reading: Reading, end: number): void {
  const { tokens } = reading;
  while (reading.at < end) {
    const { at } = reading;
    readStatement(reading);
    if (reading.at < end && !endsBefore(tokens, reading.at) && !tokens.isSign(reading.at - 1, sign[':'])) {
      // What does not belong here is passed up to the end of the statement.
      if (tokens.kind(reading.at) !== kinds.close) reading.draft.damage();
      passRest(reading, end);
    }
    reading.at = behindStatement(tokens, reading.at);
    if (reading.at === at) reading.at++;
  }
}

function passRest(reading: Reading, end: number): void {
  const { tokens } = reading;
  while (reading.at < end && !endsBefore(tokens, reading.at)) {
    const { at } = reading;
    skim(reading);
    if (reading.at !== at) continue;
    if (tokens.isOpen(at, brackets.curly)) return readBlock(reading, at);
    reading.at++;
  }
}

function readStatement(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isOpen(at, brackets.curly)) return readBare(reading);
  if (!tokens.isName(at)) return readSimple(reading);
  const code = tokens.code(at);
  if (!isKeyword(code)) {
    if (tokens.isSign(at + 1, sign[':']) && !endsBefore(tokens, at + 1)) {
      // A label stands before a statement, which is read next.
      reading.at = at + 2;
      return;
    }
    return readSimple(reading);
  }
  switch (code) {
    case word.func:
      if (!readDeclaredFunction(reading)) readSimple(reading);
      return;
    case word.package:
      reading.at = at + 2;
      return;
    case word.import:
      return readImports(reading);
    case word.var:
    case word.const:
      return readVariables(reading);
    case word.type:
      return readTypes(reading);
    case word.if:
      return readIf(reading);
    case word.for:
      return readFor(reading);
    case word.switch:
    case word.select:
      return readSwitch(reading);
    case word.go:
    case word.defer:
      reading.at = at + 1;
      return markCall(skim(reading).use, code === word.go ? 'go' : 'defer');
    case word.return:
      return readReturn(reading);
    case word.break:
    case word.continue:
    case word.goto:
      return readJump(reading);
    default:
      if (code === word.fallthrough) reading.at = at + 1;
      else readSimple(reading);
  }
}

function markCall(use: CallUse | undefined, how?: 'go' | 'defer'): void {
  if (!use) return;
  use.discarded = true;
  if (how) use.how = how;
}

function readBare(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const region = draft.open({
    kind: 'block',
    opener: tokens.span(at, at + 1),
    body: tokens.span(at, tokens.behind(at)),
  });
  readBlock(reading, at);
  draft.close(region);
}

/**
 * An expression, an assignment, a step or a send; up to its end or a block. `header` is the part of a header that it is, from 0; the
 * second part is a condition, and so is the last one of an `if`, a `switch` or a `for` with one part.
 */
export function readSimple(reading: Reading, { header }: { header?: number } = {}): void {
  const { tokens } = reading;
  const from = reading.at;
  const { assignment, use } = skim(reading, { header: header !== undefined });
  const to = reading.at;
  const last = to - 1;
  if (assignment >= 0) readAssignment(reading, { from, assignment, to });
  else if (tokens.isSign(last, sign['++']) || tokens.isSign(last, sign['--']))
    bind(reading, { targets: [{ from, to: last }], given: [], how: 'assign', span: { from, to } });
  else if (header === undefined || header === 2 || (header === 0 && tokens.isSign(to, sign[';']))) markCall(use);
}

/** `:=`, `=` and `+=`, also of `range`. */
export function readAssignment(reading: Reading, place: { from: number; assignment: number; to: number }): void {
  const { tokens } = reading;
  const { from, assignment, to } = place;
  const code = tokens.code(assignment);
  const declares = code === sign[':='];
  const isPlain = declares || code === sign['='];
  // `switch x := v.(type)`: the variable is what is looked at.
  const isTypeSwitch = tokens.isClose(to - 1, brackets.round) && tokens.isWord(to - 2, word.type);
  if (isTypeSwitch) {
    const value = { from: assignment + 1, to: to - 4 };
    const span = { from, to: assignment };
    return bind(reading, {
      targets: itemsOf(tokens, { ...span, comma: sign[','] }),
      given: [value],
      how: 'declare',
      span,
    });
  }
  const targets = itemsOf(tokens, { from, to: assignment, comma: sign[','] });
  const isRange = tokens.isWord(assignment + 1, word.range);
  const given = isPlain && !isRange ? itemsOf(tokens, { from: assignment + 1, to, comma: sign[','] }) : [];
  bind(reading, { targets, given, how: declares ? 'declare' : 'assign', span: { from, to } });
}

function readReturn(reading: Reading): void {
  const { draft, at } = reading;
  reading.at = at + 1;
  const given: Range[] = endsBefore(reading.tokens, at + 1) ? [] : readList(reading);
  const only = given.length === 1 ? given[0] : undefined;
  draft.exit({
    kind: 'return',
    value: only,
    ...(given.length > 1 ? { values: given } : {}),
    span: { from: at, to: reading.at },
  });
}

function readJump(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const hasLabel = tokens.isName(at + 1) && !endsBefore(tokens, at + 1);
  reading.at = hasLabel ? at + 2 : at + 1;
  draft.exit({
    kind: tokens.isWord(at, word.continue) ? 'continue' : 'break',
    ...(hasLabel ? { label: tokens.word(at + 1) } : {}),
    span: { from: at, to: reading.at },
  });
}
