import { brackets } from '../scanner/lexicon.ts';
import { plainAnnotation } from './annotations.ts';
import { readInside, skim } from './expressions.ts';
import { sign, word } from './lexicon.ts';
import { parametersIn, placesOf } from './parameters.ts';
import { inside, itemsOf, type Reading } from './reading.ts';
import { isEmpty, readSuite, suiteAt } from './suites.ts';

/** `def`, behind its decorators; `from` is the word `async` where that stands before it. */
export function readFunction(reading: Reading, { from, decoratedBy }: Declared): void {
  const { tokens, draft } = reading;
  const isAsync = tokens.isWord(from, word.async);
  const opener = isAsync ? from + 1 : from;
  const name = opener + 1;
  const { isNamed, list } = headAt(reading, name);
  const { scope } = reading;
  const region = draft.open({
    kind: 'function',
    ...(isNamed ? { name: tokens.word(name), nameSpan: tokens.span(name, name + 1) } : {}),
    opener: tokens.span(opener, opener + 1),
    body: tokens.span(opener, name),
    ...(isAsync ? { async: true as const } : {}),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (isNamed && !scope) exportName(reading, name);
  const known = new Set<string>();
  reading.scope = { kind: 'function', region, known };
  reading.at = isNamed ? name + 1 : name;
  if (tokens.isOpen(reading.at, brackets.square)) readInside(reading, reading.at);
  const parameters = list < 0 ? undefined : inside(tokens, list);
  if (parameters) {
    readInside(reading, list);
    for (const each of placesOf(reading, parameters)) known.add(tokens.word(each.name));
  }
  const result = { from: reading.at + 1, to: reading.at };
  if (tokens.isSign(reading.at, sign['->'])) {
    reading.at++;
    skim(reading);
    result.to = reading.at;
  }
  const suite = suiteAt(reading, from);
  draft.extend(region, {
    body: suite.body,
    parameters: () => (parameters ? parametersIn(reading, parameters) : []),
    ...(result.to > result.from ? { results: () => [plainAnnotation(tokens.slice(result.from, result.to))] } : {}),
    ...(isEmpty(tokens, suite) ? { empty: true as const } : {}),
  });
  readSuite(reading, suite);
  draft.close(region);
  reading.scope = scope;
}

/** `class`, behind its decorators. */
export function readClass(reading: Reading, { from, decoratedBy }: Declared): void {
  const { tokens, draft, scope } = reading;
  const name = from + 1;
  const { isNamed, list } = headAt(reading, name);
  reading.at = isNamed ? name + 1 : name;
  if (tokens.isOpen(reading.at, brackets.square)) readInside(reading, reading.at);
  if (list >= 0) readInside(reading, list);
  const suite = suiteAt(reading, from);
  const region = draft.open({
    kind: 'class',
    ...(isNamed ? { name: tokens.word(name), nameSpan: tokens.span(name, name + 1) } : {}),
    opener: tokens.span(from, from + 1),
    body: suite.body,
    supertypes: () => (list < 0 ? [] : supertypesIn(reading, list)),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (isNamed && !scope) exportName(reading, name);
  reading.scope = { kind: 'class', region, known: new Set() };
  readSuite(reading, suite);
  draft.close(region);
  reading.scope = scope;
}

/** Where a declaration begins, and by what finds the calls that decorate it. */
export interface Declared {
  readonly from: number;
  readonly decoratedBy: readonly number[];
}

/** Whether there is a name, and the bracket behind it and its type parameters; -1 for none. */
function headAt({ tokens }: Reading, name: number): { isNamed: boolean; list: number } {
  const isNamed = tokens.isName(name);
  let list = isNamed ? name + 1 : name;
  if (tokens.isOpen(list, brackets.square)) list = tokens.behind(list);
  return { isNamed, list: tokens.isOpen(list, brackets.round) ? list : -1 };
}

/** What a module does not hide by an underscore can be imported. */
function exportName({ tokens, draft }: Reading, at: number): void {
  if (tokens.text.charCodeAt(tokens.start(at)) === 95) return;
  const name = tokens.word(at);
  draft.export({ name, local: name });
}

/** Names alone: what is computed, and keywords, are no supertypes. */
function supertypesIn({ tokens }: Reading, list: number): string[] {
  return itemsOf(tokens, inside(tokens, list)).flatMap(({ from, to }) => {
    for (let at = from; at < to; at++) {
      if ((at - from) % 2 === 0 ? !tokens.isName(at) : !tokens.isSign(at, sign['.'])) return [];
    }
    return (to - from) % 2 === 1 ? [tokens.slice(from, to)] : [];
  });
}
