import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { skim, readInside } from './expressions.ts';
import { emptiness, parametersOf, readMethod } from './functions.ts';
import { noteAnnotations, readHead, type Head } from './heads.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import {
  behindDimensions,
  behindType,
  behindTypeArguments,
  endOfStatement,
  readRest,
  type Reading,
} from './reading.ts';
import { typeNames } from './lookahead.ts';
import { readRegion } from './regions.ts';
import { readVariables } from './variables.ts';

/** Whether a class, interface, enum, record or annotation type begins here. */
export function isClassAt({ tokens, at }: Reading): boolean {
  if (tokens.isSign(at, sign['@'])) return tokens.isWord(at + 1, word.interface);
  const code = tokens.isName(at) ? tokens.code(at) : 0;
  if (code === word.class || code === word.interface || code === word.enum) return tokens.isName(at + 1);
  if (code !== word.record || !tokens.isName(at + 1)) return false;
  return tokens.isOpen(at + 2, brackets.round) || tokens.isSign(at + 2, sign['<']);
}

/** A class with its members; begins behind annotations and modifiers. */
export function readClass(reading: Reading, head: Head): void {
  const { tokens, draft } = reading;
  const keyword = tokens.isSign(reading.at, sign['@']) ? reading.at + 1 : reading.at;
  const name = keyword + 1;
  let next = name + 1;
  if (tokens.isSign(next, sign['<'])) next = Math.max(behindTypeArguments(tokens, next), next + 1);
  const components = tokens.isWord(keyword, word.record) && tokens.isOpen(next, brackets.round) ? next : -1;
  if (components >= 0) next = tokens.behind(components);
  const clauses = next;
  while (next < tokens.count && !tokens.isOpen(next, brackets.curly) && !tokens.isSign(next, sign[';'])) next++;
  if (!tokens.isOpen(next, brackets.curly)) {
    reading.at = next;
    return;
  }
  const open = next;
  const decoratedBy = noteAnnotations(reading, head);
  const region = draft.open({
    kind: 'class',
    name: tokens.word(name),
    nameSpan: tokens.span(name, name + 1),
    opener: tokens.span(name, name + 1),
    body: tokens.span(open, tokens.behind(open)),
    supertypes: () => supertypesIn(tokens, { from: clauses, to: open }),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (components >= 0) noteComponents(reading, components);
  const isEnum = tokens.isWord(keyword, word.enum);
  const isAnnotation = tokens.isSign(keyword - 1, sign['@']);
  readMembers(reading, { open, constants: isEnum ? tokens.word(name) : undefined, isAnnotation });
  draft.close(region);
}

function noteComponents({ tokens, draft }: Reading, list: number): void {
  for (const { name, type } of parametersOf(tokens, list)) {
    const target = { from: name, to: name + 1 };
    draft.binding({ targets: [target], how: 'field', type, span: target });
  }
}

/** `extends A implements B, C`; what is permitted is no supertype. */
function supertypesIn(tokens: Tokens, { from, to }: Range): string[] {
  const found: string[] = [];
  let counts = false;
  for (let at = from; at < to;) {
    const code = tokens.isName(at) ? tokens.code(at) : -1;
    if (code === word.extends || code === word.implements) counts = true;
    else if (code === word.permits) counts = false;
    else {
      const behind = behindType(tokens, at);
      if (behind > at) {
        if (counts) found.push(typeNames(tokens, { from: at, to: behind }).join('.'));
        at = behind;
        continue;
      }
    }
    at++;
  }
  return found;
}

interface Members {
  readonly open: number;
  /** The name of the enum whose constants come first. */
  readonly constants?: string | undefined;
  readonly isAnnotation?: boolean;
}

function readMembers(reading: Reading, { open, constants, isAnnotation = false }: Members): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  if (constants !== undefined) readConstants(reading, { end, owner: constants });
  while (reading.at < end) {
    const { at } = reading;
    readMember(reading, isAnnotation);
    if (reading.at > at) continue;
    reading.draft.damage();
    reading.at = at + 1;
  }
  reading.at = tokens.behind(open);
}

/** `ONE(1) {…}, TWO;`: each constructs its enum. */
function readConstants(reading: Reading, { end, owner }: { end: number; owner: string }): void {
  const { tokens, draft } = reading;
  while (reading.at < end) {
    readHead(reading);
    const name = reading.at;
    if (!tokens.isName(name)) break;
    reading.at = name + 1;
    if (tokens.isOpen(reading.at, brackets.round)) {
      const open = reading.at;
      reading.constants.set(open, owner);
      draft.call({ from: name, callee: name, name, open }, { constructs: true });
      readInside(reading, open);
    }
    if (tokens.isOpen(reading.at, brackets.curly))
      readAnonymousClass(reading, { from: name, type: { from: name, to: name } });
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  readRest(reading);
}

/** The body of an anonymous class, or of an enum constant that has one. */
export function readAnonymousClass(reading: Reading, { from, type }: { from: number; type: Range }): void {
  const { tokens, draft, at: open } = reading;
  const region = draft.open({
    kind: 'class',
    expression: true,
    opener: tokens.span(from, from + 1),
    body: tokens.span(open, tokens.behind(open)),
    supertypes: () => (type.to > type.from ? [typeNames(tokens, type).join('.')] : []),
  });
  readMembers(reading, { open });
  draft.close(region);
}

/** A method, constructor, field, initializer or class inside of a class. */
export function readMember(reading: Reading, isAnnotation = false): void {
  const { tokens, draft } = reading;
  if (tokens.isSign(reading.at, sign[';'])) return readRest(reading);
  const head = readHead(reading);
  if (isClassAt(reading)) return readClass(reading, head);
  const { at } = reading;
  if (tokens.isOpen(at, brackets.curly)) {
    if (!head.isStatic) return readRegion(reading, { kind: 'block', opener: tokens.span(at, at + 1) });
    const region = draft.open({
      kind: 'function',
      opener: tokens.span(at - 1, at),
      body: tokens.span(at, tokens.behind(at)),
      expression: true,
      ...emptiness(tokens, at),
    });
    reading.enter.block(reading, at);
    return draft.close(region);
  }
  const from = tokens.isSign(at, sign['<']) ? Math.max(behindTypeArguments(tokens, at), at + 1) : at;
  const isNamed = tokens.isName(from) && !isKeyword(tokens.code(from));
  // A constructor has no type; that of a record may have no parameters either.
  if (isNamed && tokens.isOpen(from + 1, brackets.round)) return readDeclared(reading, { name: from, head });
  if (isNamed && tokens.isOpen(from + 1, brackets.curly)) {
    return readMethod(reading, { name: from, list: -1, body: from + 1, decoratedBy: noteAnnotations(reading, head) });
  }
  const name = behindType(tokens, from);
  if (name === from || !tokens.isName(name)) {
    reading.at = Math.max(from, at);
    skim(reading);
    return readRest(reading);
  }
  if (!tokens.isOpen(name + 1, brackets.round))
    return readVariables(reading, { type: { from, to: name }, how: 'field' });
  if (!isAnnotation) return readDeclared(reading, { name, head, type: { from, to: name } });
  // What an annotation holds where nothing is given is a constant.
  reading.at = endOfStatement(tokens, name + 1);
  readRest(reading);
}

function readDeclared(reading: Reading, { name, head, type }: { name: number; head: Head; type?: Range }): void {
  const { tokens } = reading;
  const list = name + 1;
  let body = behindDimensions(tokens, tokens.behind(list));
  if (tokens.isWord(body, word.throws)) {
    body++;
    while (tokens.isName(body) || tokens.isSign(body, sign[',']) || tokens.isSign(body, sign['@'])) {
      body = Math.max(behindType(tokens, body), body + 1);
    }
  }
  readMethod(reading, { name, list, body, type, decoratedBy: noteAnnotations(reading, head) });
}
