import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { parametersOf } from './functions.ts';
import { noteAttributes, readHead, type Head } from './heads.ts';
import { isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';
import { typeNames } from './lookahead.ts';
import { readMember } from './members.ts';
import { behindPlainType, behindTypeArguments, endOfStatement, readRest, type Reading } from './reading.ts';

/** Whether a class, struct, record, interface or enum begins here. */
export function isClassAt({ tokens, at }: Reading): boolean {
  if (!tokens.isName(at) || !tokens.isName(at + 1)) return false;
  const code = tokens.code(at);
  if (code === word.class || code === word.struct || code === word.interface || code === word.enum) return true;
  if (code !== word.record) return false;
  if (tokens.isWord(at + 1, word.class) || tokens.isWord(at + 1, word.struct)) return true;
  const next = at + 2;
  return (
    !isKeyword(tokens.code(at + 1)) &&
    (tokens.isOpen(next, brackets.round) ||
      tokens.isOpen(next, brackets.curly) ||
      tokens.isSign(next, sign['<']) ||
      tokens.isSign(next, sign[':']) ||
      tokens.isSign(next, sign[';']))
  );
}

/** A class with its members; begins behind attributes and modifiers. */
export function readClass(reading: Reading, head: Head): void {
  const { tokens, draft } = reading;
  const keyword = reading.at;
  const isMarked = tokens.isWord(keyword + 1, word.class) || tokens.isWord(keyword + 1, word.struct);
  const name = isMarked ? keyword + 2 : keyword + 1;
  let next = name + 1;
  if (tokens.isSign(next, sign['<'])) next = Math.max(behindTypeArguments(tokens, next), next + 1);
  const list = tokens.isOpen(next, brackets.round) ? next : -1;
  if (list >= 0) next = tokens.behind(list);
  const clauses = next;
  while (next < tokens.count && !tokens.isOpen(next, brackets.curly) && !tokens.isSign(next, sign[';'])) {
    next = tokens.isOpen(next, brackets.round) ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
  const open = next;
  const hasBody = tokens.isOpen(open, brackets.curly);
  const decoratedBy = noteAttributes(reading, head);
  const region = draft.open({
    kind: 'class',
    name: tokens.word(name),
    nameSpan: tokens.span(name, name + 1),
    opener: tokens.span(name, name + 1),
    body: hasBody ? tokens.span(open, tokens.behind(open)) : tokens.span(name, open),
    supertypes: () => supertypesIn(tokens, { from: clauses, to: open }),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (list >= 0) noteParameters(reading, list);
  readBase(reading, { from: clauses, to: open });
  if (!hasBody) reading.at = tokens.isSign(open, sign[';']) ? open + 1 : open;
  else if (tokens.isWord(keyword, word.enum)) reading.at = tokens.behind(open);
  else {
    readMembers(reading, open);
    readRest(reading);
  }
  draft.close(region);
}

/** What a class is made with, its members know as they know a field. */
function noteParameters({ tokens, draft }: Reading, list: number): void {
  for (const { name, type } of parametersOf(tokens, list)) {
    const target = { from: name, to: name + 1 };
    draft.binding({ targets: [target], how: 'field', type, span: target });
  }
}

/** The arguments of `: Base(x)`. */
function readBase(reading: Reading, { from, to }: Range): void {
  const { tokens } = reading;
  for (let at = from; at < to; at++) {
    if (tokens.isWord(at, word.where)) return;
    if (!tokens.isOpen(at, brackets.round)) continue;
    reading.at = at;
    skim(reading, { comma: true });
    at = Math.max(reading.at - 1, at);
  }
}

/** `: A, B<C>(x) where …`. */
function supertypesIn(tokens: Tokens, { from, to }: Range): string[] {
  const found: string[] = [];
  for (let at = from; at < to && !tokens.isWord(at, word.where);) {
    const behind = behindPlainType(tokens, at);
    if (tokens.isName(at) && behind > at) found.push(typeNames(tokens, { from: at, to: behind }).join('.'));
    at = tokens.isOpen(behind, brackets.round) ? Math.max(tokens.behind(behind), behind + 1) : Math.max(behind, at + 1);
  }
  return found;
}

function readMembers(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    const head = readHead(reading);
    if (isClassAt(reading)) readClass(reading, head);
    else if (tokens.isWord(reading.at, word.delegate)) readDelegate(reading);
    else readMember(reading, head);
    if (reading.at > at) continue;
    reading.draft.damage();
    reading.at = at + 1;
  }
  reading.at = tokens.behind(open);
}

/** `delegate T Name(…);` declares a type. */
export function readDelegate(reading: Reading): void {
  reading.at = endOfStatement(reading.tokens, reading.at);
  readRest(reading);
}
