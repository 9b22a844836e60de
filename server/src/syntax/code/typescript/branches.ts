import type { Span } from '../../../model/span.ts';
import type { RegionKind } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { readInside, skim } from './expressions.ts';
import { unknown } from './operands.ts';
import { sign, word } from './words.ts';
import { bindPattern } from './patterns.ts';
import { emptiness, readSemicolon, type Reading } from './reading.ts';
import { readVariables } from './variables.ts';

/** A statement that is a region: a block, or one without brackets. */
function readRegion(reading: Reading, { kind, opener }: { kind: RegionKind; opener: Span }): void {
  const { tokens, draft, at } = reading;
  const isBlock = tokens.isOpen(at, brackets.curly);
  const region = draft.open({ kind, opener, body: tokens.span(at, isBlock ? tokens.behind(at) : at + 1) });
  readBody(reading, region);
}

/** The statement of a region that is open. */
function readBody(reading: Reading, region: number): void {
  const { tokens, draft, at } = reading;
  if (tokens.isOpen(at, brackets.curly)) {
    draft.extend(region, { body: tokens.span(at, tokens.behind(at)) });
    reading.enter.block(reading, at);
  } else {
    reading.enter.statement(reading);
    draft.extend(region, { body: tokens.span(at, reading.at) });
  }
  draft.close(region);
}

function readParentheses(reading: Reading): void {
  if (reading.tokens.isOpen(reading.at, brackets.round)) readInside(reading, reading.at);
}

/** `if` with its branches; `else if` is an `if` of its own. */
export function readIf(reading: Reading): void {
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

/** `while`: what is asked each time belongs to the loop. `with` is none, and nobody writes it. */
export function readWhile(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  if (tokens.isWord(at, word.with)) {
    readParentheses(reading);
    return reading.enter.statement(reading);
  }
  const region = draft.open({ kind: 'loop', opener: tokens.span(at, at + 1), body: tokens.span(at, at + 1) });
  readParentheses(reading);
  readBody(reading, region);
}

/** `do … while (…)`. */
export function readDo(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  const body = reading.at;
  const isBlock = tokens.isOpen(body, brackets.curly);
  const region = draft.open({ kind: 'loop', opener: tokens.span(at, at + 1), body: tokens.span(body, body + 1) });
  if (isBlock) reading.enter.block(reading, body);
  else reading.enter.statement(reading);
  draft.extend(region, { body: tokens.span(body, reading.at) });
  if (tokens.isWord(reading.at, word.while)) {
    reading.at++;
    readParentheses(reading);
  }
  readSemicolon(reading);
  draft.close(region);
}

/** `for` in its three forms. What stands before `of`, `in` or the first semicolon runs once. */
export function readFor(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const opener = tokens.span(at, at + 1);
  const open = tokens.isWord(at + 1, word.await) ? at + 2 : at + 1;
  reading.at = open;
  if (!tokens.isOpen(open, brackets.round)) return;
  const each = eachOf(tokens, open);
  if (each) {
    const { declares, isVar, target } = each;
    reading.at = each.source;
    skim(reading);
    const outer = draft.region;
    reading.at = tokens.behind(open);
    const region = draft.open({ kind: 'loop', opener, body: tokens.span(reading.at, reading.at + 1) });
    const body = reading.at;
    const value = () => unknown(reading, target);
    const how = declares ? 'declare' : 'assign';
    const own = declares && !isVar ? region : outer;
    if (tokens.kind(target.from) !== kinds.open)
      draft.binding({ targets: [target], how, value, span: target, region: own });
    else bindPattern(reading, { at: target.from, how, span: target, value, region: own, quiet: !declares });
    reading.at = body;
    return readBody(reading, region);
  }
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  if (declaresAt(tokens, reading.at)) readVariables(reading, { header: true });
  else skim(reading);
  readSemicolon(reading);
  // What is asked, and what steps on, run each time.
  const region = draft.open({ kind: 'loop', opener, body: tokens.span(open, open + 1) });
  while (reading.at < end) {
    const { at: from } = reading;
    skim(reading);
    if (reading.at === from || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
  readBody(reading, region);
}

function declaresAt(tokens: Tokens, at: number): boolean {
  if (tokens.isWord(at, word.const) || tokens.isWord(at, word.var)) return true;
  if (!tokens.isWord(at, word.let)) return false;
  return tokens.kind(at + 1) === kinds.name || tokens.kind(at + 1) === kinds.open;
}

interface Each {
  readonly declares: boolean;
  readonly isVar: boolean;
  readonly target: Range;
  readonly source: number;
}

/** The parts of `for (const x of xs)`. */
function eachOf(tokens: Tokens, open: number): Each | undefined {
  const declares = declaresAt(tokens, open + 1);
  const from = declares ? open + 2 : open + 1;
  let at = from;
  while (at < tokens.match(open)) {
    const code = tokens.isName(at) ? tokens.code(at) : 0;
    if (at > from && (code === word.of || code === word.in) && !tokens.isSign(at - 1, sign['.'])) {
      return { declares, isVar: tokens.isWord(open + 1, word.var), target: { from, to: at }, source: at + 1 };
    }
    if (tokens.isSign(at, sign[';']) || tokens.isSign(at, sign['='])) return undefined;
    at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
  }
  return undefined;
}

/** `switch`: its cases are no regions of their own. */
export function readSwitch(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  readParentheses(reading);
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const end = Math.min(tokens.match(open), tokens.count);
  const region = draft.open({
    kind: 'switch',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
  });
  reading.at = open + 1;
  while (reading.at < end) {
    const { at: from } = reading;
    if (tokens.isWord(from, word.case)) {
      reading.at++;
      skim(reading);
      if (tokens.isSign(reading.at, sign[':'])) reading.at++;
    } else if (tokens.isWord(from, word.default)) {
      reading.at = tokens.isSign(from + 1, sign[':']) ? from + 2 : from + 1;
    } else reading.enter.statement(reading);
    if (reading.at === from) reading.at++;
  }
  draft.close(region);
  reading.at = tokens.behind(open);
}

/** `try` with its handler and what follows in any case. */
export function readTry(reading: Reading): void {
  const { tokens, at } = reading;
  reading.at = at + 1;
  if (!tokens.isOpen(reading.at, brackets.curly)) return;
  readRegion(reading, { kind: 'try', opener: tokens.span(at, at + 1) });
  if (tokens.isWord(reading.at, word.catch)) readCatch(reading);
  const final = reading.at;
  if (!tokens.isWord(final, word.finally) || !tokens.isOpen(final + 1, brackets.curly)) return;
  readHandling(reading, { open: final + 1, opener: final });
}

function readCatch(reading: Reading): void {
  const { tokens, at } = reading;
  const list = at + 1;
  const hasParameter = tokens.isOpen(list, brackets.round);
  const open = hasParameter ? tokens.behind(list) : list;
  if (!tokens.isOpen(open, brackets.curly)) {
    reading.at = Math.max(open, at + 1);
    return;
  }
  const first = list + 1;
  const parameter = hasParameter
    ? { from: first, to: tokens.isName(first) ? first + 1 : tokens.behind(first) }
    : undefined;
  readHandling(reading, { open, opener: at, parameter });
}

/** The block of a handler, or of `finally`. */
function readHandling(reading: Reading, given: { open: number; opener: number; parameter?: Range | undefined }): void {
  const { tokens, draft } = reading;
  const { open, opener, parameter } = given;
  const isHandler = tokens.isWord(opener, word.catch);
  const name = parameter && tokens.slice(parameter.from, parameter.to);
  const body = { from: open + 1, to: tokens.match(open) };
  const region = draft.open({
    kind: isHandler ? 'handler' : 'finally',
    opener: tokens.span(opener, opener + 1),
    body: tokens.span(open, tokens.behind(open)),
    ...(isHandler
      ? {
          caught: { ...(name === undefined ? {} : { name }), types: [], how: 'catch' as const },
          caughtAt: () => (parameter ? usesOf(tokens, { parameter, body }) : []),
        }
      : {}),
    ...emptiness(tokens, open),
  });
  reading.enter.block(reading, open);
  draft.close(region);
}

/** Where the names that a `catch` declares are written in its body: no members, and no keys. */
function usesOf(tokens: Tokens, { parameter, body }: { parameter: Range; body: Range }): number[] {
  const names = new Set<string>();
  for (let at = parameter.from; at < parameter.to; at++) {
    // In a pattern, what stands before a colon is the key.
    const isKey = at > parameter.from && tokens.isSign(at + 1, sign[':']);
    if (tokens.isName(at) && !isKey) names.add(tokens.word(at));
  }
  const found: number[] = [];
  for (let at = body.from; at < body.to; at++) {
    if (!tokens.isName(at) || tokens.isSign(at - 1, sign['.']) || tokens.isSign(at - 1, sign['?.'])) continue;
    if (tokens.isSign(at + 1, sign[':']) && isKeyPlace(tokens, at - 1)) continue;
    if (names.has(tokens.word(at))) found.push(tokens.start(at));
  }
  return found;
}

function isKeyPlace(tokens: Tokens, before: number): boolean {
  return tokens.isSign(before, sign[',']) || tokens.isOpen(before, brackets.curly);
}
