import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { exportName, readFunction } from './functions.ts';
import { itemsOf } from '../scanner/items.ts';
import { localName } from './imports.ts';
import { sign, word } from './lexicon.ts';
import { behindResults, behindStatement, behindType, endsBefore, type Reading } from './reading.ts';
import { bind } from './bindings.ts';

/** `func` at the beginning of a statement: a declaration, if it has a name or a receiver and a name. */
export function readDeclaredFunction(reading: Reading): boolean {
  const { tokens, at: from } = reading;
  const hasReceiver = tokens.isOpen(from + 1, brackets.round);
  const receiver = hasReceiver ? from + 1 : undefined;
  const name = receiver === undefined ? from + 1 : tokens.behind(receiver);
  if (!tokens.isName(name)) return false;
  let list = name + 1;
  if (tokens.isOpen(list, brackets.square)) list = tokens.behind(list);
  if (!tokens.isOpen(list, brackets.round)) return false;
  const body = behindResults(tokens, tokens.behind(list));
  if (!tokens.isOpen(body, brackets.curly)) {
    reading.at = body;
    return true;
  }
  readFunction(reading, { from, receiver, name, list, body });
  return true;
}

/** `import "x"`, and several in brackets. */
export function readImports(reading: Reading): void {
  eachSpec(reading, () => {
    const { tokens, draft } = reading;
    const first = reading.at;
    const path = tokens.kind(first) === kinds.string ? first : first + 1;
    if (tokens.kind(path) !== kinds.string) return;
    const span = tokens.span(path, path + 1);
    const module = tokens.text.slice(span.start + 1, span.end - 1);
    reading.at = path + 1;
    const alias = path === first ? undefined : tokens.word(first);
    if (alias === '.') draft.import({ local: '', module, member: '*', span });
    else if (alias === '_') draft.import({ local: '', module, span });
    else draft.import({ local: alias ?? localName(module, tokens.text), module, span });
  });
}

/** `var` and `const`. */
export function readVariables(reading: Reading): void {
  const { tokens, draft } = reading;
  eachSpec(reading, () => {
    const from = reading.at;
    const targets: Range[] = [];
    while (tokens.isName(reading.at)) {
      targets.push({ from: reading.at, to: reading.at + 1 });
      reading.at++;
      if (!tokens.isSign(reading.at, sign[','])) break;
      reading.at++;
    }
    if (targets.length === 0) return;
    const typed = endsBefore(tokens, reading.at) ? reading.at : behindType(tokens, reading.at);
    const type = typed > reading.at ? { from: reading.at, to: typed } : undefined;
    reading.at = typed;
    const isGiven = tokens.isSign(typed, sign['=']) && !endsBefore(tokens, typed);
    if (isGiven) reading.at = typed + 1;
    const given = isGiven ? readList(reading) : [];
    bind(reading, { targets, given, how: 'declare', type, span: { from, to: reading.at } });
    if (draft.region > 0) return;
    for (const { from: name } of targets) exportName(reading, name);
  });
}

/** Expressions between commas, up to the end of the statement or a block. */
export function readList(reading: Reading, header = false): Range[] {
  const { tokens } = reading;
  const from = reading.at;
  skim(reading, { header });
  return itemsOf(tokens, { from, to: reading.at, comma: sign[','] });
}

/** `type`: structs and interfaces are classes. */
export function readTypes(reading: Reading): void {
  const { tokens, draft } = reading;
  eachSpec(reading, () => {
    const name = reading.at;
    if (!tokens.isName(name)) return;
    let type = name + 1;
    // Type parameters, or the length of an array.
    if (tokens.isOpen(type, brackets.square) && isTypeParameters(reading, type)) type = tokens.behind(type);
    if (tokens.isSign(type, sign['='])) {
      reading.at = behindType(tokens, type + 1);
      return;
    }
    reading.at = Math.max(behindType(tokens, type), type);
    if (draft.region === 0) exportName(reading, name);
    const isStruct = tokens.isWord(type, word.struct);
    if (!isStruct && !tokens.isWord(type, word.interface)) return;
    const open = type + 1;
    if (!tokens.isOpen(open, brackets.curly)) return;
    const fields = isStruct ? fieldsIn(reading, open) : [];
    const region = draft.open({
      kind: 'class',
      name: tokens.word(name),
      nameSpan: tokens.span(name, name + 1),
      opener: tokens.span(type, type + 1),
      body: tokens.span(isStruct ? open : type, tokens.behind(open)),
      supertypes: () =>
        fields.flatMap(({ names, type: own }) => (names.length > 0 ? [] : [tokens.slice(own.from, own.to)])),
    });
    for (const field of fields) noteField(reading, field);
    draft.close(region);
  });
}

/** `[T any]` behind a type's name; `[5]int` and `[]int` are the type itself. */
function isTypeParameters({ tokens }: Reading, open: number): boolean {
  return tokens.isName(open + 1) && tokens.match(open) > open + 2;
}

interface Field {
  readonly names: readonly Range[];
  /** Without the star of an embedded pointer. */
  readonly type: Range;
  readonly star: boolean;
  readonly whole: Range;
}

function fieldsIn(reading: Reading, open: number): Field[] {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  const fields: Field[] = [];
  for (let at = open + 1; at < end;) {
    let to = at + 1;
    if (tokens.kind(at) === kinds.open) to = tokens.behind(at);
    while (to < end && !endsBefore(tokens, to)) to = tokens.kind(to) === kinds.open ? tokens.behind(to) : to + 1;
    const field = fieldOf(reading, { from: at, to });
    if (field) fields.push(field);
    at = behindStatement(tokens, to);
  }
  return fields;
}

function fieldOf({ tokens }: Reading, whole: Range): Field | undefined {
  const { from } = whole;
  const hasTag = tokens.kind(whole.to - 1) === kinds.string;
  const to = hasTag ? whole.to - 1 : whole.to;
  const star = tokens.isSign(from, sign['*']);
  const first = star ? from + 1 : from;
  if (!tokens.isName(first)) return undefined;
  if (star || to === first + 1 || behindType(tokens, first) === to)
    if (star || !tokens.isOpen(first + 1, brackets.square) || behindType(tokens, first + 1) !== to)
      return { names: [], type: { from: first, to }, star, whole };
  const names: Range[] = [];
  let at = from;
  while (at < to && tokens.isName(at)) {
    names.push({ from: at, to: at + 1 });
    at++;
    if (!tokens.isSign(at, sign[','])) break;
    at++;
  }
  return at < to ? { names, type: { from: at, to }, star: false, whole } : undefined;
}

function noteField({ tokens, draft }: Reading, { names, type, star, whole }: Field): void {
  const written = (star ? '*' : '') + tokens.slice(type.from, type.to);
  if (names.length > 0) {
    for (const name of names) draft.binding({ targets: [name], how: 'field', type: written, span: whole });
    return;
  }
  const own = embeddedName(tokens.slice(type.from, type.to));
  if (own === undefined) return;
  draft.binding({ targets: [{ ...type, path: () => ({ names: [own] }) }], how: 'field', type: written, span: whole });
}

function embeddedName(type: string): string | undefined {
  return /^(?:[\p{L}\d_]+\s*\.\s*)*([\p{L}\d_]+)\s*(?:\[|$)/u.exec(type)?.[1];
}

/** One specification, or several in round brackets; begins at the keyword. */
function eachSpec(reading: Reading, read: () => void): void {
  const { tokens } = reading;
  reading.at++;
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.round)) {
    read();
    return;
  }
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    read();
    while (reading.at < end && !endsBefore(tokens, reading.at)) reading.at++;
    reading.at = behindStatement(tokens, reading.at);
    if (reading.at === at) reading.at++;
  }
  reading.at = tokens.behind(open);
}
