import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { skim } from './expressions.ts';
import { behindPart } from './items.ts';
import { readImport, sourceOf } from './modules.ts';
import { isKey, keyAt, readSemicolon, type Reading } from './reading.ts';
import { behindType } from './types.ts';
import { sign, word } from './words.ts';

/** `export` in all its forms; types count for nothing. */
export function readExport(reading: Reading, decoratedBy: readonly number[] = []): void {
  const { tokens, draft, at } = reading;
  const next = at + 1;
  reading.at = next;
  if (tokens.isWord(next, word.export)) return draft.damage();
  if (tokens.isWord(next, word.default)) return readDefault(reading, decoratedBy);
  if (tokens.isSign(next, sign['='])) {
    reading.at = next + 1;
    return readExported(reading);
  }
  if (tokens.isWord(next, word.import)) return readImport(reading);
  if (tokens.isSign(next, sign['*'])) return readAll(reading, at);
  const isType =
    tokens.isWord(next, word.type) && (tokens.isOpen(next + 1, brackets.curly) || tokens.isSign(next + 1, sign['*']));
  const clause = isType ? next + 1 : next;
  if (tokens.isOpen(clause, brackets.curly)) return readClause(reading, { at, clause, isType });
  if (isType) {
    reading.at = (sourceOf(tokens, at) ?? next) + 1;
    return readSemicolon(reading);
  }
  for (const name of declaredNames(tokens, next)) draft.whenFinished(() => draft.export({ name, local: name }));
  if (decoratedBy.length > 0 || tokens.isSign(next, sign['@']) || tokens.isWord(next, word.class))
    return reading.enter.class(reading, { decoratedBy });
  reading.enter.statement(reading);
}

function readAll(reading: Reading, at: number): void {
  const { tokens, draft } = reading;
  const source = sourceOf(tokens, at);
  const module = source === undefined ? undefined : tokens.word(source).slice(1, -1);
  const hasName = tokens.isWord(at + 2, word.as);
  const name = hasName ? (keyAt(tokens, at + 3).name ?? '') : undefined;
  reading.at = (source ?? at + 1) + 1;
  readSemicolon(reading);
  const from = module === undefined ? {} : { module };
  if (name !== undefined) draft.whenFinished(() => draft.export({ name, local: '*', ...from }));
  else if (module !== undefined) draft.whenFinished(() => draft.export({ name: '*', module }));
}

function readClause(reading: Reading, { at, clause, isType }: { at: number; clause: number; isType: boolean }): void {
  const { tokens, draft } = reading;
  const end = tokens.match(clause);
  const behind = tokens.behind(clause);
  const source = tokens.isWord(behind, word.from) && tokens.kind(behind + 1) === kinds.string ? behind + 1 : undefined;
  const from = source === undefined ? {} : { module: tokens.word(source).slice(1, -1) };
  reading.at = source === undefined ? behind : source + 1;
  readSemicolon(reading);
  if (isType || at < 0) return;
  for (let next = clause + 1; next < end;) {
    const isTypeOnly = tokens.isWord(next, word.type) && isKey(tokens, next + 1) && !tokens.isWord(next + 1, word.as);
    if (isKey(tokens, next) && !isTypeOnly) {
      const local = keyAt(tokens, next);
      const hasAlias = tokens.isWord(local.behind, word.as);
      const name = hasAlias ? keyAt(tokens, local.behind + 1).name : local.name;
      draft.whenFinished(() => draft.export({ name: name ?? '', local: local.name ?? '', ...from }));
    }
    while (next < end && !tokens.isSign(next, sign[','])) next++;
    next++;
  }
}

function readDefault(reading: Reading, decoratedBy: readonly number[]): void {
  const { tokens, draft } = reading;
  const next = reading.at + 1;
  reading.at = next;
  const names = declaredNames(tokens, next);
  const isDeclaration = names.length > 0 || tokens.isSign(next, sign['@']);
  const isNamed = isDeclaration || isNameless(tokens, next);
  if (!isNamed) return readExported(reading);
  const local = names[0];
  if (isDeclaration)
    draft.whenFinished(() => draft.export({ name: 'default', ...(local === undefined ? {} : { local }) }));
  else return readExported(reading);
  if (decoratedBy.length > 0 || tokens.isSign(next, sign['@']) || tokens.isWord(next, word.class))
    return reading.enter.class(reading, { decoratedBy });
  reading.enter.statement(reading);
}

function isNameless(tokens: Tokens, at: number): boolean {
  return tokens.isWord(at, word.interface) && tokens.isName(at + 1);
}

/** `export default x`, `export = x`. */
function readExported(reading: Reading): void {
  const { tokens, draft } = reading;
  const from = reading.at;
  skim(reading);
  const range = { from, to: reading.at };
  readSemicolon(reading);
  draft.whenFinished(() => {
    const value = draft.valueOf(range);
    const isName = value.kind === 'path' && value.path.base === undefined && value.path.names.length === 1;
    const local = isName && tokens.isName(from) ? { local: value.path.names[0] ?? '' } : {};
    draft.export({ name: 'default', ...local, value });
  });
}

/** The names that a declaration declares; none for types. */
function declaredNames(tokens: Tokens, at: number): string[] {
  let next = at;
  while (tokens.isSign(next, sign['@'])) {
    next++;
    while (tokens.isName(next) || tokens.isSign(next, sign['.'])) next++;
    if (tokens.isOpen(next, brackets.round)) next = tokens.behind(next);
  }
  const isConstEnum = tokens.isWord(next, word.const) && tokens.isWord(next + 1, word.enum);
  if (isConstEnum) next++;
  const code = tokens.isName(next) ? tokens.code(next) : 0;
  switch (code) {
    case word.async:
      return declaredNames(tokens, next + 1);
    case word.abstract:
      return declaredNames(tokens, next + 1);
    case word.function: {
      const name = tokens.isSign(next + 1, sign['*']) ? next + 2 : next + 1;
      return tokens.isName(name) ? [tokens.word(name)] : [];
    }
    case word.class: {
      const isName =
        tokens.isName(next + 1) && !tokens.isWord(next + 1, word.extends) && !tokens.isWord(next + 1, word.implements);
      return isName ? [tokens.word(next + 1)] : [];
    }
    case word.enum:
    case word.namespace:
    case word.module:
      return tokens.isName(next + 1) ? [tokens.slice(next + 1, behindDotted(tokens, next + 1))] : [];
    case word.const:
    case word.let:
    case word.var:
      return variableNames(tokens, next + 1);
    default:
      return [];
  }
}

function behindDotted(tokens: Tokens, at: number): number {
  let next = at + 1;
  while (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) next += 2;
  return next;
}

/** The names of variables, also of several and of those in patterns. */
function variableNames(tokens: Tokens, from: number): string[] {
  const names: string[] = [];
  for (let at = from; at < tokens.count;) {
    if (tokens.isName(at)) names.push(tokens.word(at));
    else if (tokens.kind(at) === kinds.open) names.push(...patternNames(tokens, at));
    else return names;
    at = behindDeclarator(tokens, at);
    if (!tokens.isSign(at, sign[','])) return names;
    at++;
  }
  return names;
}

function patternNames(tokens: Tokens, open: number): string[] {
  const names: string[] = [];
  const isObject = tokens.isOpen(open, brackets.curly);
  let isTarget = true;
  for (let at = open + 1; at < tokens.match(open); at++) {
    if (tokens.isSign(at, sign[','])) isTarget = true;
    else if (tokens.isSign(at, sign['='])) isTarget = false;
    else if (tokens.kind(at) === kinds.open) {
      if (isTarget) names.push(...patternNames(tokens, at));
      at = Math.max(at, tokens.behind(at) - 1);
    } else if (isTarget && tokens.isName(at) && !(isObject && tokens.isSign(at + 1, sign[':'])))
      names.push(tokens.word(at));
  }
  return names;
}

/** Behind the value of a declarator: at a comma, a semicolon, or a new statement. */
function behindDeclarator(tokens: Tokens, from: number): number {
  let at = tokens.kind(from) === kinds.open ? tokens.behind(from) : from + 1;
  while (at < tokens.count) {
    const kind = tokens.kind(at);
    if (kind === kinds.close || tokens.isSign(at, sign[',']) || tokens.isSign(at, sign[';'])) return at;
    if (tokens.startsLine(at) && kind === kinds.name) return at;
    if (tokens.isSign(at, sign[':'])) at = Math.max(behindType(tokens, at + 1), at + 1);
    else at = behindPart(tokens, at);
  }
  return at;
}
