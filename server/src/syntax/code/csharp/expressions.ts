import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { CallUse, Range } from '../shapes.ts';
import { noteAssignment, noteStep } from './assignments.ts';
import { readInitializer, readInside, readString } from './inside.ts';
import { isAccess, isAssignment, isClause, isKeyword, isPrimitive } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindCreated, isCast, isLambdaAt, lastNameOf, typeArgumentsEnd } from './lookahead.ts';
import { readPattern } from './patterns.ts';
import { isQuery, readOut, readSource } from './queries.ts';
import { behindDimensions, behindPlainType, type Reading, type Until } from './reading.ts';
import { bracket } from './strings.ts';

/** What an expression was, seen from outside: how the call is used that the whole is. */
export interface Skimmed {
  readonly use: CallUse | undefined;
}

/** The operand that is being read. */
interface Operand {
  /** Its first token; -1 where one is expected. */
  from: number;
  /** The token of its last name; -1 for none. */
  name: number;
  /** The bracket of the call that it is so far; -1 for none. */
  call: number;
  use: CallUse | undefined;
  /** How the call before it in a chain is used. */
  before: CallUse | undefined;
  /** Where `++` or `--` stands before it; -1 for none. */
  step: number;
  awaited: boolean;
}

/**
 * Goes through expressions, up to a semicolon or a bracket that closes: notes the calls, functions and assignments in them.
 * One state is enough: whether an operand is expected or has been read.
 */
export function skim(reading: Reading, until: Until = {}): Skimmed {
  const { tokens } = reading;
  const { comma = false, colon = false, arrow = false } = until;
  const begin = reading.at;
  const operand: Operand = {
    from: -1,
    name: -1,
    call: -1,
    use: undefined,
    before: undefined,
    step: -1,
    awaited: false,
  };
  const assigned: { target: Range; sign: number }[] = [];
  let conditions = 0;
  let only = true;
  // What a query is ordered by stands between commas.
  let ordering = false;
  const endOperand = () => {
    if (operand.from < 0) return;
    if (operand.step >= 0) noteStep(reading, { target: { from: operand.from, to: reading.at }, from: operand.step });
    if (operand.awaited && operand.call >= 0) markAwaited(reading, operand);
    operand.step = -1;
    operand.awaited = false;
  };
  const endExpression = () => {
    endOperand();
    for (const each of assigned.splice(0)) noteAssignment(reading, { ...each, to: reading.at });
  };
  const start = (at: number, next: number) => {
    Object.assign(operand, { from: at, name: -1, call: -1, use: undefined, before: undefined });
    reading.at = next;
  };
  for (;;) {
    const { at } = reading;
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.none || kind === kinds.close) break;
    const hasOperand = operand.from >= 0;
    if (kind === kinds.sign) {
      if (code === sign[';'] || (comma && !ordering && code === sign[',']) || (arrow && code === sign['=>'])) break;
      if (hasOperand && isAccess(code)) {
        readMember(reading, operand);
        continue;
      }
      if (hasOperand && code === sign['<']) {
        const behind = typeArgumentsEnd(tokens, at);
        if (behind > at) {
          reading.at = behind;
          continue;
        }
      }
      // `x!` says that it is not null; `x?[0]` is a member of what may be.
      const isAfter = hasOperand && (code === sign['!'] || isConditionalIndex(reading, at));
      if (isAfter) {
        reading.at = at + 1;
        continue;
      }
      if (code === sign[':']) {
        if (conditions === 0 && colon) break;
        conditions--;
      } else if (code === sign['?']) conditions++;
      only = false;
      if (code === sign['++'] || code === sign['--']) {
        if (hasOperand) noteStep(reading, { target: { from: operand.from, to: at }, from: operand.from, to: at + 1 });
        else operand.step = at;
        reading.at = at + 1;
        continue;
      }
      if (code === sign[',']) endExpression();
      else endOperand();
      if (hasOperand && isAssignment(code)) assigned.push({ target: { from: operand.from, to: at }, sign: code });
      reading.at = at + 1;
      operand.from = -1;
      continue;
    }
    if (!hasOperand && isLambdaAt(tokens, at) && !(arrow && !tokens.isWord(at, word.delegate))) {
      only = false;
      start(at, at);
      reading.enter.lambda(reading, until);
      continue;
    }
    if (kind === kinds.open) {
      if (code === brackets.round && hasOperand) {
        readArguments(reading, operand);
        continue;
      }
      if (hasOperand && code !== brackets.square) break;
      if (hasOperand) {
        readInside(reading, at);
        operand.call = -1;
        operand.name = -1;
        continue;
      }
      if (code === brackets.round && isCast(tokens, at)) {
        only = false;
        reading.at = tokens.behind(at);
        continue;
      }
      start(at, at + 1);
      if (code === bracket.string) readString(reading, at);
      else readInside(reading, at);
      continue;
    }
    if (hasOperand) {
      if (kind !== kinds.name) break;
      if (code === word.is) {
        reading.at = at + 1;
        readPattern(reading);
      } else if (code === word.as) reading.at = Math.max(behindPlainType(tokens, at + 1), at + 1);
      else if (code === word.switch && tokens.isOpen(at + 1, brackets.curly)) {
        endOperand();
        reading.at = at + 1;
        reading.enter.cases(reading, at);
      } else if (code === word.with && tokens.isOpen(at + 1, brackets.curly)) {
        endOperand();
        readInitializer(reading, at + 1);
      } else if (isClause(code)) {
        endOperand();
        operand.from = -1;
        reading.at = at + 1;
        ordering = code === word.orderby || (ordering && (code === word.ascending || code === word.descending));
        if (code === word.join) readSource(reading);
        only = false;
        continue;
      } else break;
      only = false;
      operand.call = -1;
      operand.name = -1;
      continue;
    }
    if (kind !== kinds.name) {
      start(at, at + 1);
      continue;
    }
    if (code === word.await) {
      operand.awaited = true;
      reading.at = at + 1;
    } else if (code === word.throw) {
      while (tokens.isWord(reading.at, word.throw)) reading.at++;
      skim(reading, until);
      reading.draft.exit({
        kind: 'throw',
        value: { from: at + 1, to: reading.at },
        span: { from: at, to: reading.at },
      });
      operand.from = at;
      only = false;
    } else if (code === word.new || code === word.stackalloc) {
      start(at, at + 1);
      readCreation(reading, operand);
    } else if (code === word.out || code === word.ref || code === word.in) {
      reading.at = at + 1;
      if (code === word.out) readOut(reading);
    } else if (code === word.from && isQuery(reading)) {
      reading.at = at + 1;
      readSource(reading);
      only = false;
    } else if (ofTypes.has(code) || (code === word.nameof && tokens.isOpen(at + 1, brackets.round))) {
      start(at, tokens.isOpen(at + 1, brackets.round) ? tokens.behind(at + 1) : at + 1);
    } else if (code === word.checked || code === word.unchecked) {
      start(at, at + 1);
      if (tokens.isOpen(at + 1, brackets.round)) readInside(reading, at + 1);
    } else {
      if (isKeyword(code) && !isPrimitive(code) && !values.has(code)) break;
      start(at, at + 1);
      operand.name = at;
    }
  }
  endExpression();
  const isAwait = tokens.isWord(begin, word.await);
  const isCall = only && operand.call >= 0 && operand.from === (isAwait ? begin + 1 : begin);
  return { use: isCall ? operand.use : undefined };
}

const values: ReadonlySet<number> = new Set([word.this, word.base, word.null, word.true, word.false]);
const ofTypes: ReadonlySet<number> = new Set([word.typeof, word.sizeof, word.default]);

/** A call is awaited through `ConfigureAwait` as well. */
function markAwaited({ tokens, draft }: Reading, { use, before, call }: Operand): void {
  if (use) use.awaited = true;
  const begins = draft.beginsAt(call);
  if (
    before &&
    begins !== undefined &&
    tokens.word(tokens.isClose(call - 1, brackets.round) ? call : call - 1) === 'ConfigureAwait'
  )
    before.awaited = true;
}

function isConditionalIndex({ tokens }: Reading, at: number): boolean {
  return (
    tokens.isSign(at, sign['?']) && tokens.isOpen(at + 1, brackets.square) && tokens.end(at) === tokens.start(at + 1)
  );
}

/** `.name`. */
function readMember(reading: Reading, operand: Operand): void {
  const { tokens, at } = reading;
  const isName = tokens.isName(at + 1);
  operand.call = -1;
  operand.name = isName ? at + 1 : -1;
  reading.at = isName ? at + 2 : at + 1;
}

function readArguments(reading: Reading, operand: Operand): void {
  const { draft, at } = reading;
  const { from, name } = operand;
  operand.before = operand.use;
  operand.use = draft.call({ from, callee: from, name, open: at });
  operand.call = at;
  operand.name = -1;
  readInside(reading, at);
}

/** `new T(…) {…}`, `new (…)`, `new {…}`, `new T[n] {…}`; begins behind `new`. What is set in curly brackets is an argument. */
function readCreation(reading: Reading, operand: Operand): void {
  const { tokens, draft } = reading;
  const from = reading.at - 1;
  const type = reading.at;
  const behind = Math.max(behindCreated(tokens, type), type);
  reading.at = behind;
  const isRound = tokens.isOpen(behind, brackets.round);
  if (isRound || (behind > type && tokens.isOpen(behind, brackets.curly))) {
    const name = lastNameOf(tokens, { from: type, to: behind });
    operand.use = draft.call({ from, callee: from, name: name < 0 ? from : name, open: behind }, { constructs: true });
    operand.call = behind;
    if (!isRound) return readInitializer(reading, behind);
    readInside(reading, behind);
    if (tokens.isOpen(reading.at, brackets.curly)) readInitializer(reading, reading.at);
    return;
  }
  while (tokens.isOpen(reading.at, brackets.square)) {
    const empty = behindDimensions(tokens, reading.at);
    if (empty > reading.at) reading.at = empty;
    else readInside(reading, reading.at);
  }
  if (tokens.isOpen(reading.at, brackets.curly)) readInitializer(reading, reading.at);
}
