import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Value } from '../outline.ts';
import type { CallUse, Range } from '../shapes.ts';
import { isAssignment, isKeyword, isPrimitive, sign, word } from './lexicon.ts';
import { behindCreated, isCast, isLambda } from './lookahead.ts';
import { behindDimensions, behindType, behindTypeArguments, type Reading } from './reading.ts';

/** What ends expressions beside a semicolon and a bracket that closes. */
interface Until {
  readonly comma?: boolean;
  readonly colon?: boolean;
  /** The arrow of a case, behind its guard. */
  readonly arrow?: boolean;
}

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
  /** Where `++` or `--` stands before it; -1 for none. */
  step: number;
}

/**
 * Goes through expressions, up to a semicolon or a bracket that closes: notes the calls, functions, classes and assignments in them.
 * One state is enough: whether an operand is expected or has been read.
 */
export function skim(reading: Reading, { comma = false, colon = false, arrow = false }: Until = {}): Skimmed {
  const { tokens } = reading;
  const begin = reading.at;
  const operand: Operand = { from: -1, name: -1, call: -1, use: undefined, step: -1 };
  const assigned: { target: Range; sign: number }[] = [];
  let conditions = 0;
  let only = true;
  const endOperand = () => {
    if (operand.step >= 0 && operand.from >= 0)
      noteStep(reading, { target: { from: operand.from, to: reading.at }, from: operand.step });
    if (operand.from >= 0) operand.step = -1;
  };
  const endExpression = () => {
    endOperand();
    for (const each of assigned.splice(0)) noteAssignment(reading, { ...each, to: reading.at });
  };
  const start = (at: number, next: number) => {
    Object.assign(operand, { from: at, name: -1, call: -1, use: undefined });
    reading.at = next;
  };
  for (;;) {
    const { at } = reading;
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.none || kind === kinds.close) break;
    const hasOperand = operand.from >= 0;
    if (kind === kinds.sign) {
      if (code === sign[';'] || (comma && code === sign[',']) || (arrow && code === sign['->'])) break;
      if (code === sign[':']) {
        if (conditions === 0 && colon) break;
        conditions--;
      } else if (code === sign['?']) conditions++;
      if (hasOperand && code === sign['.']) {
        readMember(reading, operand);
        continue;
      }
      if (hasOperand && code === sign['::']) {
        operand.call = -1;
        operand.name = -1;
        reading.at = at + 2;
        continue;
      }
      if (hasOperand && code === sign['<']) {
        const behind = behindTypeArguments(tokens, at);
        if (behind > at && tokens.isSign(behindDimensions(tokens, behind), sign['::'])) {
          reading.at = behind;
          continue;
        }
      }
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
      if (code === sign['@']) {
        // An annotation of a type, where somebody casts.
        reading.at = Math.max(behindType(tokens, at), at + 1);
        continue;
      }
      reading.at = at + 1;
      operand.from = -1;
      continue;
    }
    if (kind === kinds.open) {
      if (code === brackets.round && hasOperand) {
        if (operand.name < 0) break;
        readArguments(reading, operand);
        continue;
      }
      if (code === brackets.square && hasOperand) {
        readInside(reading, at);
        operand.call = -1;
        operand.name = -1;
        continue;
      }
      if (hasOperand) break;
      if (code === brackets.round) {
        if (!arrow && isLambda(tokens, at)) {
          only = false;
          start(at, at);
          reading.enter.lambda(reading, { comma, colon: colon || conditions > 0 });
          continue;
        }
        if (isCast(tokens, at)) {
          only = false;
          reading.at = tokens.behind(at);
          continue;
        }
      }
      start(at, at + 1);
      readInside(reading, at);
      continue;
    }
    if (hasOperand) {
      if (kind !== kinds.name || code !== word.instanceof) break;
      only = false;
      readPattern(reading);
      continue;
    }
    if (kind !== kinds.name) {
      start(at, at + 1);
      continue;
    }
    if (!arrow && tokens.isSign(at + 1, sign['->']) && !isKeyword(code)) {
      only = false;
      start(at, at);
      reading.enter.lambda(reading, { comma, colon: colon || conditions > 0 });
      continue;
    }
    if (code === word.new) {
      start(at, at + 1);
      readCreation(reading, operand);
      continue;
    }
    if (code === word.switch) {
      start(at, at);
      reading.enter.switch(reading);
      continue;
    }
    if (isKeyword(code) && !isPrimitive(code) && !values.has(code)) break;
    start(at, at + 1);
    operand.name = at;
  }
  endExpression();
  const isCall =
    only && operand.call >= 0 && operand.from === begin && reading.at === behindCall(reading, operand.call);
  return { use: isCall ? operand.use : undefined };
}

const values: ReadonlySet<number> = new Set([word.this, word.super, word.null, word.true, word.false]);

function behindCall({ tokens }: Reading, open: number): number {
  const behind = tokens.behind(open);
  return tokens.isOpen(behind, brackets.curly) ? tokens.behind(behind) : behind;
}

/** `.name`, `.<T>name`, `.new Inner()`. */
function readMember(reading: Reading, operand: Operand): void {
  const { tokens, at } = reading;
  let next = at + 1;
  if (tokens.isSign(next, sign['<'])) next = behindTypeArguments(tokens, next);
  operand.call = -1;
  if (tokens.isWord(next, word.new)) {
    reading.at = next + 1;
    readCreation(reading, operand);
    return;
  }
  const isName = tokens.isName(next);
  operand.name = isName ? next : -1;
  reading.at = isName ? next + 1 : Math.max(next, at + 1);
}

function readArguments(reading: Reading, operand: Operand): void {
  const { draft, at } = reading;
  const { from, name } = operand;
  operand.use = draft.call({ from, callee: from, name, open: at });
  operand.call = at;
  operand.name = -1;
  readInside(reading, at);
}

/** `new T(…)` with the body of an anonymous class, `new T[n]`, `new T[] {…}`; begins behind `new`. */
function readCreation(reading: Reading, operand: Operand): void {
  const { tokens, draft } = reading;
  const from = reading.at - 1;
  operand.call = -1;
  operand.name = -1;
  const type = reading.at;
  const behind = behindCreated(tokens, type);
  reading.at = Math.max(behind, type);
  if (tokens.isOpen(behind, brackets.round)) {
    const name = lastNameOf(reading, { from: type, to: behind });
    operand.use = draft.call({ from, callee: from, name, open: behind }, { constructs: true });
    operand.call = behind;
    readInside(reading, behind);
    if (tokens.isOpen(reading.at, brackets.curly))
      reading.enter.anonymousClass(reading, { from, type: { from: type, to: behind } });
    return;
  }
  while (tokens.isOpen(reading.at, brackets.square)) readInside(reading, reading.at);
  if (tokens.isOpen(reading.at, brackets.curly)) readInside(reading, reading.at);
}

/** The last name of a type, without its arguments. */
function lastNameOf({ tokens }: Reading, { from, to }: Range): number {
  let name = -1;
  for (let at = from; at < to; at++) {
    if (tokens.isSign(at, sign['<'])) at = Math.max(behindTypeArguments(tokens, at) - 1, at);
    else if (tokens.isName(at)) name = at;
  }
  return name;
}

/** `instanceof T`, `instanceof T name`, `instanceof T(…) name`. */
function readPattern(reading: Reading): void {
  const { tokens, at } = reading;
  let next = at + 1;
  if (tokens.isWord(next, word.final)) next++;
  next = Math.max(behindType(tokens, next), next);
  if (tokens.isOpen(next, brackets.round)) next = tokens.behind(next);
  if (tokens.isName(next) && !isKeyword(tokens.code(next))) next++;
  reading.at = Math.max(next, at + 1);
}

/** Reads what stands in brackets, and goes behind them. */
export function readInside(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isOpen(at, brackets.curly)) readInside(reading, at);
    else skim(reading);
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = tokens.behind(open);
}

/** What stands in the parentheses that come next. */
export function readParentheses(reading: Reading): void {
  const { tokens, at } = reading;
  if (!tokens.isOpen(at, brackets.round)) return;
  const end = Math.min(tokens.match(at), tokens.count);
  reading.at = at + 1;
  while (reading.at < end) {
    const { at: from } = reading;
    skim(reading);
    if (reading.at === from || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(at);
}

function noteAssignment(reading: Reading, given: { target: Range; sign: number; to: number }): void {
  const { target, to } = given;
  const span = { from: target.from, to };
  const value = given.sign === sign['='] ? { from: target.to + 1, to } : () => unknown(reading, span);
  reading.draft.binding({ targets: [target], how: 'assign', value, span });
}

function noteStep(
  reading: Reading,
  { target, from, to = target.to }: { target: Range; from: number; to?: number },
): void {
  const span = { from, to };
  reading.draft.binding({ targets: [target], how: 'assign', value: () => unknown(reading, span), span });
}

function unknown({ tokens }: Reading, { from, to }: Range): Value {
  return { kind: 'other', span: tokens.span(from, to) };
}
