import type { Span } from '../../../model/span.ts';
import type { Caught } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Range } from '../shapes.ts';
import { bind } from './bindings.ts';
import { itemsOf } from '../scanner/items.ts';
import { errorCheck, isErrorName, readsOf, type ErrorCheck } from './errors.ts';
import { skim } from './expressions.ts';
import { sign, word } from './lexicon.ts';
import { behindStatement, type Reading } from './reading.ts';

/** An `if` with its alternatives: branches, or the handler of the error that it compares with nil. */
export function readIf(reading: Reading): void {
  const { scopeEnd } = reading;
  reading.scopeEnd = endOfIf(reading, reading.at);
  while (readAlternative(reading));
  reading.scopeEnd = scopeEnd;
}

/** One `if` up to an `else if`: then true. */
function readAlternative(reading: Reading): boolean {
  const { tokens, draft, at: from } = reading;
  const { region } = draft;
  const opener = tokens.span(from, from + 1);
  reading.at = from + 1;
  const [initial, condition] = readHeader(reading);
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.curly)) {
    draft.damage();
    return false;
  }
  const check = errorCheck(tokens, condition);
  const made = check ? reading.lastCalls.get(`${region} ${check.name}`) : undefined;
  const isError =
    check && (isErrorName(check.name) || isShortName(reading, { check, initial }) || isPanic(reading, made));
  const handler = isError && check ? { check, made } : undefined;
  readBranch(reading, { open, opener, handler: check?.negated ? undefined : handler });
  if (!tokens.isWord(reading.at, word.else)) return false;
  reading.at++;
  if (tokens.isWord(reading.at, word.if)) return true;
  if (!tokens.isOpen(reading.at, brackets.curly)) return false;
  const isOpposite = check?.negated && !tokens.isOpen(condition.from, brackets.round);
  readBranch(reading, { open: reading.at, opener, handler: isOpposite ? handler : undefined });
  return false;
}

/** The token behind the last block of an `if`. */
function endOfIf({ tokens }: Reading, from: number): number {
  let steps = 0;
  for (let at = from + 1; at < tokens.count && steps < longestHeader; steps++) {
    if (tokens.isOpen(at, brackets.curly)) {
      at = tokens.behind(at);
      steps = 0;
      const isMore = tokens.isWord(at + 1, word.if) || tokens.isOpen(at + 1, brackets.curly);
      if (!tokens.isWord(at, word.else) || !isMore) return at;
    } else if (tokens.kind(at) === kinds.close) return at;
    else at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
  }
  return tokens.count;
}

/** Tokens before the block of an `if`: nobody writes more, and each may be asked. */
const longestHeader = 1000;

/** The statement before the semicolon of a header, and what follows; ends at the block. */
function readHeader(reading: Reading): [Range | undefined, Range] {
  const { tokens } = reading;
  const first = reading.at;
  reading.enter.simple(reading, { header: 0 });
  if (!tokens.isSign(reading.at, sign[';'])) return [undefined, { from: first, to: reading.at }];
  const initial = { from: first, to: reading.at };
  reading.at++;
  const from = reading.at;
  reading.enter.simple(reading, { header: 1 });
  return [initial, { from, to: reading.at }];
}

/** What stands in a header, up to the block. */
function readParts(reading: Reading): void {
  const { tokens } = reading;
  for (let header = 0; reading.at < tokens.count && !tokens.isOpen(reading.at, brackets.curly);) {
    const { at } = reading;
    reading.enter.simple(reading, { header });
    if (tokens.isSign(reading.at, sign[';'])) {
      reading.at++;
      header++;
    } else if (reading.at === at) break;
  }
}

/** `if e := f(); e != nil`. */
function isShortName(reading: Reading, { check, initial }: { check: ErrorCheck; initial: Range | undefined }): boolean {
  const { tokens } = reading;
  if (check.name !== 'e' || !initial) return false;
  for (let at = initial.from; at < initial.to; at++) {
    const code = tokens.kind(at) === kinds.sign ? tokens.code(at) : 0;
    if (code === sign[':='] || code === sign['=']) return tokens.word(at - 1) === 'e';
  }
  return false;
}

/** What `recover` gives is a panic that was caught, not an error that a call returned. */
function isPanic({ recovers }: Reading, made: number | undefined): boolean {
  return made !== undefined && recovers.has(made);
}

interface Handling {
  readonly check: ErrorCheck;
  /** The bracket of the call that gave it. */
  readonly made: number | undefined;
}

function readBranch(
  reading: Reading,
  { open, opener, handler }: { open: number; opener: Span; handler: Handling | undefined },
): void {
  const { tokens, draft } = reading;
  const body = tokens.span(open, tokens.behind(open));
  const region = draft.open(
    handler ? handlerShape(reading, { open, opener, body, handler }) : { kind: 'branch', opener, body },
  );
  reading.enter.block(reading, open);
  draft.close(region);
}

function handlerShape(
  reading: Reading,
  given: { open: number; opener: Span; body: Span; handler: Handling },
): Parameters<Reading['draft']['open']>[0] {
  const { tokens } = reading;
  const { open, opener, body, handler } = given;
  const { name } = handler.check;
  const panicked = isPanic(reading, handler.made);
  const { made } = handler;
  const caught: Caught = { name, types: [], how: panicked ? 'catch' : 'nil-check' };
  const range = { from: open + 1, to: tokens.match(open) };
  return {
    kind: 'handler',
    opener,
    body,
    caught,
    ...(made === undefined || panicked ? {} : { caughtFrom: made }),
    caughtAt: () => readsOf(reading, { name, range }),
    ...(open + 1 >= tokens.match(open) ? { empty: true as const } : {}),
  };
}

/** A `for` in all its forms. */
export function readFor(reading: Reading): void {
  const { tokens, draft, at: from } = reading;
  const { scopeEnd } = reading;
  reading.scopeEnd = endOfIf(reading, from);
  reading.at = from + 1;
  readParts(reading);
  const open = reading.at;
  if (tokens.isOpen(open, brackets.curly)) {
    const body = tokens.span(open, tokens.behind(open));
    const region = draft.open({ kind: 'loop', opener: tokens.span(from, from + 1), body });
    reading.enter.block(reading, open);
    draft.close(region);
  } else draft.damage();
  reading.scopeEnd = scopeEnd;
}

/** A `switch` or `select` with its cases. */
export function readSwitch(reading: Reading): void {
  const { tokens, draft, at: from } = reading;
  const { scopeEnd } = reading;
  const isSelect = tokens.isWord(from, word.select);
  reading.scopeEnd = endOfIf(reading, from);
  reading.at = from + 1;
  readParts(reading);
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.curly)) {
    draft.damage();
    reading.scopeEnd = scopeEnd;
    return;
  }
  const end = Math.min(tokens.match(open), tokens.count);
  const body = tokens.span(open, tokens.behind(open));
  const region = draft.open({ kind: 'switch', opener: tokens.span(from, from + 1), body });
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    readCase(reading, { end, isSelect });
    if (reading.at === at) reading.at++;
  }
  draft.close(region);
  reading.at = tokens.behind(open);
  reading.scopeEnd = scopeEnd;
}

/** A case: a branch, or for `case err != nil` a handler. */
function readCase(reading: Reading, { end, isSelect }: { end: number; isSelect: boolean }): void {
  const { tokens, draft, at: from } = reading;
  const { scopeEnd } = reading;
  if (!tokens.isWord(from, word.case) && !tokens.isWord(from, word.default))
    return reading.enter.statements(reading, end);
  const to = endOfCase(reading, { from: from + 1, end });
  reading.scopeEnd = to;
  reading.at = from + 1;
  const isCase = tokens.isWord(from, word.case);
  if (isCase) {
    const first = reading.at;
    const { assignment } = skim(reading);
    if (isSelect && assignment >= 0) readReceive(reading, { from: first, assignment, to: reading.at });
  }
  const condition = { from: from + 1, to: reading.at };
  const colon = reading.at;
  const found =
    itemsOf(tokens, { ...condition, comma: sign[','] }).length === 1 && !isSelect && isCase
      ? errorCheck(tokens, condition)
      : undefined;
  const check = found && !found.negated && isErrorName(found.name) ? found : undefined;
  const opener = tokens.span(from, from + 1);
  const begin = tokens.isSign(colon, sign[':']) ? colon + 1 : Math.max(colon, from + 1);
  reading.at = begin;
  const body = {
    start: tokens.start(tokens.isSign(colon, sign[':']) ? colon : from),
    end: endOfCaseText(tokens, { begin, to }),
  };
  const region = draft.open(
    check
      ? {
          kind: 'handler',
          opener,
          body,
          caught: { name: check.name, types: [], how: 'nil-check' },
          ...(begin < to
            ? { caughtAt: () => readsOf(reading, { name: check.name, range: { from: begin, to } }) }
            : { empty: true as const }),
        }
      : { kind: 'branch', opener, body },
  );
  reading.enter.statements(reading, to);
  draft.close(region);
  reading.at = Math.max(reading.at, behindStatement(tokens, to));
  reading.scopeEnd = scopeEnd;
}

/** `case v, ok := <-c`: the variables belong to the case, and nothing is known of their values. */
function readReceive(
  reading: Reading,
  { from, assignment, to }: { from: number; assignment: number; to: number },
): void {
  const { tokens } = reading;
  const targets = itemsOf(tokens, { from, to: assignment, comma: sign[','] });
  const how = tokens.isSign(assignment, sign[':=']) ? 'declare' : 'assign';
  bind(reading, { targets, given: [], how, span: { from, to } });
}

/** Where a case ends: comments belong to it that stand on its last line, and in an empty one all before the next. */
function endOfCaseText(tokens: Tokens, { begin, to }: { begin: number; to: number }): number {
  const end = tokens.end(to - 1);
  const comment = tokens.lastCommentBefore(tokens.start(to));
  if (!comment || comment.start < end) return end;
  return begin >= to || !tokens.text.slice(end, comment.start).includes('\n') ? comment.end : end;
}

/** The next case of the same switch, or its end. */
function endOfCase({ tokens }: Reading, { from, end }: { from: number; end: number }): number {
  for (let at = from; at < end; at++) {
    if (tokens.kind(at) === kinds.open) at = Math.max(tokens.behind(at) - 1, at);
    else if (tokens.isName(at) && (tokens.code(at) === word.case || tokens.code(at) === word.default)) return at;
  }
  return end;
}
