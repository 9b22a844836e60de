import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { readFunction } from './functions.ts';
import { noteAttributes, readHead, type Head } from './heads.ts';
import { isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindType, behindTypeArguments, endOfStatement, readRest, type Reading } from './reading.ts';
import { isVariable, readValue, readVariables } from './variables.ts';

/** A method, constructor, operator, property, indexer or field; begins behind attributes and modifiers. */
export function readMember(reading: Reading, head: Head): void {
  const { tokens } = reading;
  const { at } = reading;
  if (tokens.isSign(at, sign[';'])) return readRest(reading);
  if (tokens.isSign(at, sign['~']) && tokens.isName(at + 1)) return readDeclared(reading, { name: at + 1, head });
  if (tokens.isWord(at, word.implicit) || tokens.isWord(at, word.explicit)) return readOperator(reading, head);
  const isNamed = tokens.isName(at) && !isKeyword(tokens.code(at));
  if (isNamed && tokens.isOpen(at + 1, brackets.round)) return readDeclared(reading, { name: at, head });
  const behind = behindType(tokens, at);
  if (behind === at) return readOther(reading);
  const type = { from: at, to: behind };
  if (tokens.isWord(behind, word.operator)) return readOperator(reading, head);
  const name = memberName(reading, behind);
  if (tokens.isWord(name, word.this) && tokens.isOpen(name + 1, brackets.square))
    return readProperty(reading, { name, type, head, next: tokens.behind(name + 1) });
  if (!tokens.isName(name)) return readOther(reading);
  if (isVariable(reading, name)) return readVariables(reading, { type, how: 'field' });
  const list = listBehind(reading, name);
  if (list >= 0) return readDeclared(reading, { name, list, head, type });
  const next = name + 1;
  if (tokens.isOpen(next, brackets.curly) || tokens.isSign(next, sign['=>']))
    return readProperty(reading, { name, type, head, next });
  readOther(reading);
}

function readOther(reading: Reading): void {
  skim(reading);
  readRest(reading);
}

/** The last name of `IClient<T>.Send`. */
function memberName({ tokens }: Reading, at: number): number {
  let name = at;
  while (tokens.isName(name)) {
    const behind = tokens.isSign(name + 1, sign['<']) ? behindTypeArguments(tokens, name + 1) : name + 1;
    if (!tokens.isSign(behind, sign['.'])) break;
    name = behind + 1;
  }
  return name;
}

/** The bracket of the parameters behind a name with its types; -1 for none. */
export function listBehind({ tokens }: Pick<Reading, 'tokens'>, name: number): number {
  const next = tokens.isSign(name + 1, sign['<']) ? behindTypeArguments(tokens, name + 1) : name + 1;
  return tokens.isOpen(next, brackets.round) ? next : -1;
}

interface Declared {
  readonly name: number;
  readonly list?: number;
  readonly head: Head;
  readonly type?: Range;
}

/** A method, constructor or local function. */
export function readDeclared(reading: Reading, { name, list = name + 1, head, type }: Declared): void {
  const { tokens } = reading;
  let body = tokens.behind(list);
  const hasFirst = tokens.isSign(body, sign[':']);
  const first = hasFirst ? body + 1 : undefined;
  while (!endsHead(reading, body))
    body = tokens.kind(body) === kinds.open ? Math.max(tokens.behind(body), body + 1) : body + 1;
  const decoratedBy = noteAttributes(reading, head);
  readFunction(reading, { name, list, body, type, decoratedBy, isAsync: head.isAsync, first });
}

function endsHead({ tokens }: Reading, at: number): boolean {
  const kind = tokens.kind(at);
  if (kind === kinds.none || kind === kinds.close) return true;
  return tokens.isOpen(at, brackets.curly) || tokens.isSign(at, sign[';']) || tokens.isSign(at, sign['=>']);
}

/** `static T operator +(T a, T b) …`, `implicit operator T(U a) …`. */
function readOperator(reading: Reading, head: Head): void {
  const { tokens } = reading;
  let name = reading.at;
  while (name < tokens.count && !tokens.isWord(name, word.operator) && !tokens.isSign(name, sign[';'])) name++;
  let list = name + 1;
  while (list < tokens.count && !tokens.isOpen(list, brackets.round) && !tokens.isSign(list, sign[';'])) list++;
  if (tokens.isOpen(list, brackets.round)) return readDeclared(reading, { name, list, head });
  reading.at = endOfStatement(tokens, list);
  readRest(reading);
}

/** A property or indexer: what it begins with is a field, and what runs when it is asked a function. */
function readProperty(
  reading: Reading,
  { name, type, head, next }: { name: number; type: Range; head: Head; next: number },
): void {
  const { tokens, draft } = reading;
  const decoratedBy = noteAttributes(reading, head);
  if (tokens.isSign(next, sign['=>'])) return readFunction(reading, { name, list: -1, body: next, type, decoratedBy });
  const hasCode = readAccessors(reading, { name, type, open: next });
  reading.at = tokens.behind(next);
  const value = readValue(reading, type);
  if (value) readRest(reading);
  const target = { from: name, to: name + 1 };
  if (hasCode || tokens.isWord(name, word.this)) return;
  draft.binding({
    targets: [target],
    how: 'field',
    type,
    value,
    span: { from: name, to: value ? value.to : name + 1 },
  });
}

/** `{ get {…} private set => x; }`; whether one of them has a body. */
function readAccessors(reading: Reading, given: { name: number; type: Range; open: number }): boolean {
  const { tokens } = reading;
  const end = Math.min(tokens.match(given.open), tokens.count);
  let hasCode = false;
  reading.at = given.open + 1;
  while (reading.at < end) {
    const { at } = reading;
    readHead(reading);
    const body = reading.at + 1;
    if (tokens.isOpen(body, brackets.curly) || tokens.isSign(body, sign['=>'])) {
      hasCode = true;
      const type = tokens.word(reading.at) === 'get' ? given.type : undefined;
      readFunction(reading, { name: given.name, list: -1, body, type });
    } else reading.at = Math.max(body, at + 1);
  }
  return hasCode;
}
