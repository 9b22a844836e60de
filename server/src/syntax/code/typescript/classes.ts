import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { readDecorators } from './decorators.ts';
import { skim } from './expressions.ts';
import { readMethod } from './functions.ts';
import { nameFunction } from './names.ts';
import { sign, word } from './words.ts';
import { isKey, keyAt, readSemicolon, type Reading } from './reading.ts';
import { behindType, behindTypeArguments, behindTypeParameters } from './types.ts';

interface ClassPlace {
  readonly expression?: boolean;
  /** Brackets of decorators that stand before `export`. */
  readonly decoratedBy?: readonly number[];
}

/** A class from its decorators, `abstract` or `class`; goes behind it. */
export function readClass(reading: Reading, { expression = false, decoratedBy = [] }: ClassPlace): void {
  const { tokens, draft, at: from } = reading;
  const keyword = keywordOf(tokens, from);
  if (keyword === undefined) {
    readDecorators(reading);
    return;
  }
  const name = nameOf(tokens, keyword);
  let next = name === undefined ? keyword + 1 : name + 1;
  if (tokens.isSign(next, sign['<'])) next = Math.max(behindTypeParameters(tokens, next), next + 1);
  const clauses = next;
  const open = bodyOf(tokens, clauses);
  if (open === undefined) {
    reading.at = next;
    return;
  }
  const region = draft.open(
    {
      kind: 'class',
      ...(name === undefined ? {} : { name: tokens.word(name), nameSpan: tokens.span(name, name + 1) }),
      opener: tokens.span(from, from + 1),
      body: tokens.span(open, tokens.behind(open)),
      supertypes: () => supertypesIn(tokens, { from: clauses, to: open }),
      ...(expression ? { expression: true as const } : {}),
    },
    from,
  );
  reading.at = from;
  const own = readDecorators(reading);
  draft.extend(region, { decoratedBy: [...decoratedBy, ...own] });
  readParent(reading, { from: clauses, to: open });
  readMembers(reading, open);
  draft.close(region);
}

/** The word `class`, behind decorators and `abstract`. */
function keywordOf(tokens: Tokens, from: number): number | undefined {
  let at = from;
  while (tokens.isSign(at, sign['@'])) {
    at++;
    if (tokens.isOpen(at, brackets.round)) at = tokens.behind(at);
    while (tokens.isName(at)) {
      at++;
      if (!tokens.isSign(at, sign['.'])) break;
      at++;
    }
    if (tokens.isOpen(at, brackets.round)) at = tokens.behind(at);
  }
  if (tokens.isWord(at, word.abstract)) at++;
  return tokens.isWord(at, word.class) ? at : undefined;
}

function nameOf(tokens: Tokens, keyword: number): number | undefined {
  const at = keyword + 1;
  if (!tokens.isName(at) || tokens.isWord(at, word.extends)) return undefined;
  return tokens.isWord(at, word.implements) && tokens.isName(at + 1) ? undefined : at;
}

/** Tokens in which a parent is named: nobody writes more, and each `class` may be asked. */
const longestClause = 500;

/** The bracket of the body, behind what is extended and implemented. */
function bodyOf(tokens: Tokens, from: number): number | undefined {
  let at = from;
  if (tokens.isWord(at, word.extends)) {
    at++;
    // An expression: `mixin(A, B)`, `(class {})`, and an object literal that nobody writes.
    const end = Math.min(tokens.count, at + longestClause);
    while (at < end && !tokens.isOpen(at, brackets.curly) && !tokens.isWord(at, word.implements)) {
      if (tokens.isClose(at, brackets.curly) || tokens.isSign(at, sign[';'])) return undefined;
      const types = tokens.isSign(at, sign['<']) ? behindTypeArguments(tokens, at) : at;
      at = types > at ? types : Math.max(tokens.match(at) > at ? tokens.behind(at) : at + 1, at + 1);
    }
  }
  if (tokens.isWord(at, word.implements)) {
    for (at++; at < tokens.count;) {
      at = Math.max(behindType(tokens, at), at);
      if (!tokens.isSign(at, sign[','])) break;
      at++;
    }
  }
  return tokens.isOpen(at, brackets.curly) ? at : undefined;
}

function supertypesIn(tokens: Tokens, { from, to }: Range): string[] {
  const found: string[] = [];
  let at = from;
  while (at < to) {
    const isList = tokens.isWord(at, word.implements);
    if (!isList && !tokens.isWord(at, word.extends)) return found;
    at++;
    let first = at;
    for (; at <= to;) {
      const ends = at === to || tokens.isWord(at, word.implements);
      if (ends || (isList && tokens.isSign(at, sign[',']))) {
        if (at > first) found.push(tokens.slice(first, at).replace(/<.*/s, ''));
        first = at + 1;
        if (ends) break;
        at++;
        continue;
      }
      const types = tokens.isSign(at, sign['<']) ? behindTypeArguments(tokens, at) : at;
      at = types > at ? types : Math.max(tokens.match(at) > at ? tokens.behind(at) : at + 1, at + 1);
    }
  }
  return found;
}

/** What runs where the parent is named. */
function readParent(reading: Reading, { from, to }: Range): void {
  if (!reading.tokens.isWord(from, word.extends)) return;
  reading.at = from + 1;
  skim(reading, { comma: true, end: to });
}

function readMembers(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isSign(at, sign[';'])) reading.at++;
    else readMember(reading);
    if (reading.at === at) {
      reading.draft.damage();
      reading.at++;
    }
  }
  reading.at = tokens.behind(open);
}

const modifiers: ReadonlySet<number> = new Set([
  word.public,
  word.private,
  word.protected,
  word.static,
  word.abstract,
  word.override,
  word.readonly,
  word.declare,
  word.async,
  word.accessor,
  word.get,
  word.set,
]);

/** A word that is a modifier here, and not the name of a member. */
function isModifier(tokens: Tokens, at: number): boolean {
  if (tokens.isSign(at, sign['*'])) return true;
  if (!tokens.isName(at) || !modifiers.has(tokens.code(at))) return false;
  return isKey(tokens, at + 1) || tokens.isSign(at + 1, sign['*']);
}

function readMember(reading: Reading): void {
  const { tokens, draft } = reading;
  const begin = reading.at;
  const decoratedBy = readDecorators(reading);
  const from = reading.at;
  if (tokens.isWord(from, word.static) && tokens.isOpen(from + 1, brackets.curly)) {
    const open = from + 1;
    const body = tokens.span(open, tokens.behind(open));
    const region = draft.open({ kind: 'block', opener: tokens.span(from, from + 1), body });
    reading.enter.block(reading, open);
    return draft.close(region);
  }
  let key = from;
  while (isModifier(tokens, key)) key++;
  if (!isKey(tokens, key)) return;
  const { name, behind } = keyAt(tokens, key);
  if (tokens.isOpen(key, brackets.square)) {
    reading.at = key + 1;
    skim(reading);
  }
  let next = behind;
  if (tokens.isSign(next, sign['?']) || tokens.isSign(next, sign['!'])) next++;
  reading.at = next;
  if (tokens.isOpen(next, brackets.round) || tokens.isSign(next, sign['<'])) {
    readMethod(reading, { from, key, list: next, expression: false, decoratedBy });
    return readSemicolon(reading);
  }
  readField(reading, { from: begin, key, behind, name });
}

function readField(
  reading: Reading,
  { from, key, behind, name }: { from: number; key: number; behind: number; name: string | undefined },
): void {
  const { tokens, draft } = reading;
  let type: Range | undefined;
  if (tokens.isSign(reading.at, sign[':'])) {
    type = { from: reading.at + 1, to: Math.max(behindType(tokens, reading.at + 1), reading.at + 1) };
    reading.at = type.to;
  }
  let value: Range | undefined;
  if (tokens.isSign(reading.at, sign['='])) {
    const begin = reading.at + 1;
    reading.at = begin;
    nameFunction(reading, skim(reading, { comma: true }).region, key);
    value = { from: begin, to: reading.at };
  }
  const span = { from, to: reading.at };
  readSemicolon(reading);
  // `[key: string]: T` says what others may add.
  if (name === undefined) return;
  const target = { from: key, to: behind, path: () => ({ names: [name] }) };
  draft.binding({ targets: [target], how: 'field', type, value, span });
}
