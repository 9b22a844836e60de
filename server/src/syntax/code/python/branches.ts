import type { RegionKind } from '../outline.ts';
import type { Range } from '../shapes.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { bindTargets } from './bindings.ts';
import { bracket } from './brackets.ts';
import { skim } from './expressions.ts';
import { sign, word } from './lexicon.ts';
import { endOfLine, find, inside, isWhole, itemsOf, type Reading, unwrapped } from './reading.ts';
import { isEmpty, readSuite, suiteAt, type Suite } from './suites.ts';

/** The suite that is read next, as a region; `opener` is its keyword, `head` where its statement begins. */
function readRegion(
  reading: Reading,
  { kind, opener, head = opener }: { kind: RegionKind; opener: number; head?: number },
): void {
  const { tokens, draft } = reading;
  const suite = suiteAt(reading, head);
  const region = draft.open({ kind, opener: tokens.span(opener, opener + 1), body: suite.body });
  readSuite(reading, suite);
  draft.close(region);
}

/** `if`, `elif` and `else`; each is a region beside the others. */
export function readIf(reading: Reading): void {
  const opener = reading.at;
  reading.at = opener + 1;
  if (!reading.tokens.isWord(opener, word.else)) skim(reading);
  readRegion(reading, { kind: 'branch', opener });
}

/** `for`: what it takes from the sequence is known in its body. */
export function readFor(reading: Reading, from: number): void {
  const { tokens, draft } = reading;
  const opener = tokens.isWord(from, word.async) ? from + 1 : from;
  const end = endOfLine(reading, opener);
  const found = find(tokens, { from: opener + 1, to: end }, { word: word.in });
  reading.at = opener + 1;
  skim(reading, { to: found < 0 ? end : found });
  const left = { from: opener + 1, to: reading.at };
  if (found >= 0) {
    reading.at = found + 1;
    skim(reading);
  }
  const suite = suiteAt(reading, from);
  const region = draft.open({ kind: 'loop', opener: tokens.span(opener, opener + 1), body: suite.body });
  if (left.to > left.from) bindTargets(reading, left, { value: 'other', span: left });
  readSuite(reading, suite);
  draft.close(region);
}

/** `while`. */
export function readWhile(reading: Reading): void {
  const opener = reading.at;
  reading.at = opener + 1;
  skim(reading);
  readRegion(reading, { kind: 'loop', opener });
}

/** `try`, `except` and `finally`; each is a region beside the others. */
export function readTry(reading: Reading): void {
  const { tokens, draft, at: opener } = reading;
  reading.at = opener + 1;
  if (tokens.isWord(opener, word.except)) return readExcept(reading, opener);
  const suite = suiteAt(reading, opener);
  const isTry = tokens.isWord(opener, word.try);
  const region = draft.open({
    kind: isTry ? 'try' : 'finally',
    opener: tokens.span(opener, opener + 1),
    body: suite.body,
    ...(!isTry && isEmpty(tokens, suite) ? { empty: true as const } : {}),
  });
  readSuite(reading, suite);
  draft.close(region);
}

/** `except` and `except*`: a handler with its types; what holds only `pass` is empty. */
function readExcept(reading: Reading, opener: number): void {
  const { tokens, draft } = reading;
  if (tokens.isSign(reading.at, sign['*'])) reading.at++;
  const from = reading.at;
  skim(reading);
  const given = { from, to: reading.at };
  const as = find(tokens, given, { word: word.as });
  const named = as >= 0 && tokens.isName(as + 1) ? as + 1 : undefined;
  const name = named === undefined ? undefined : tokens.word(named);
  const whole = { from, to: as < 0 ? given.to : as };
  const suite = suiteAt(reading, opener);
  const region = draft.open({
    kind: 'handler',
    opener: tokens.span(opener, opener + 1),
    body: suite.body,
    caught: { ...(name === undefined ? {} : { name }), types: typesIn(reading, whole), how: 'catch' },
    ...(isEmpty(tokens, suite) ? { empty: true as const } : {}),
    caughtAt: () => (name === undefined ? [] : usesOf(reading, { name, suite })),
  });
  readSuite(reading, suite);
  draft.close(region);
}

function typesIn({ tokens }: Reading, range: Range): string[] {
  const { from, to } = unwrapped(tokens, range);
  return itemsOf(tokens, { from, to }).map((each) => tokens.slice(each.from, each.to));
}

function usesOf({ tokens }: Reading, { name, suite }: { name: string; suite: Suite }): number[] {
  const uses: number[] = [];
  const { text } = tokens;
  for (let at = suite.from; at < suite.to; at++) {
    if (!tokens.isName(at) || tokens.end(at) - tokens.start(at) !== name.length) continue;
    if (text.startsWith(name, tokens.start(at)) && !tokens.isSign(at - 1, sign['.'])) uses.push(tokens.start(at));
  }
  return uses;
}

/** `with a as b`: a block whose head may bound what stands in it. */
export function readWith(reading: Reading, from: number): void {
  const { tokens } = reading;
  const opener = tokens.isWord(from, word.async) ? from + 1 : from;
  reading.at = opener + 1;
  skim(reading);
  const whole = { from: opener + 1, to: reading.at };
  const items = isWhole(tokens, whole, brackets.round)
    ? itemsOf(tokens, inside(tokens, whole.from))
    : itemsOf(tokens, whole);
  for (const item of items) {
    const as = find(tokens, item, { word: word.as });
    if (as < 0 || as + 1 >= item.to) continue;
    const name = { from: as + 1, to: item.to };
    bindTargets(reading, name, { value: { from: item.from, to: as }, how: 'with', span: item });
  }
  readRegion(reading, { kind: 'block', opener, head: from });
}

/** `match` with its cases; false where it is a name. */
export function readMatch(reading: Reading): boolean {
  const { tokens, draft, at: opener } = reading;
  const line = endOfLine(reading, opener);
  if (tokens.kind(line) !== kinds.newline || !tokens.isOpen(line + 1, bracket.block)) return false;
  if (!tokens.isSign(line - 1, sign[':']) || !tokens.isWord(line + 2, word.case)) return false;
  reading.at = opener + 1;
  while (reading.at < line - 1) {
    const { at } = reading;
    skim(reading, { to: line - 1 });
    if (reading.at === at) reading.at++;
  }
  const suite = suiteAt(reading, opener);
  const region = draft.open({ kind: 'switch', opener: tokens.span(opener, opener + 1), body: suite.body });
  reading.at = suite.from;
  while (reading.at < suite.to) {
    const { at } = reading;
    if (tokens.isWord(at, word.case)) readCase(reading);
    else readSuite(reading, { ...suite, from: at, behind: suite.to });
    if (tokens.kind(reading.at) === kinds.newline || reading.at === at) reading.at++;
  }
  reading.at = suite.behind;
  draft.close(region);
  return true;
}

/** Nothing in a pattern runs. */
function readCase(reading: Reading): void {
  const { tokens, at: opener } = reading;
  const line = endOfLine(reading, opener);
  const guard = find(tokens, { from: opener + 1, to: line }, { word: word.if });
  const colon = find(tokens, { from: opener + 1, to: line }, { sign: sign[':'] });
  reading.at = colon < 0 ? line : colon;
  if (guard >= 0 && (colon < 0 || guard < colon)) {
    reading.at = guard + 1;
    skim(reading);
  }
  readRegion(reading, { kind: 'branch', opener });
}
