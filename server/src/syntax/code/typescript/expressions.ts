import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { CallUse, Range } from '../shapes.ts';
import { isAssignment, isReserved, sign, word } from './words.ts';
import { arrowAt } from './lookahead.ts';
import { isPrefix, readCreation, roots, type Operand } from './operands.ts';
import type { Reading } from './reading.ts';
import { marks } from './tags.ts';
import { behindAssertion, behindCallTypes, behindType } from './types.ts';

/** What ends an expression beside a semicolon, a new line, a colon and a bracket that closes. */
interface Until {
  readonly comma?: boolean;
  /** The token before which it ends in any case. */
  readonly end?: number;
}

/** What an expression was, seen from outside. */
export interface Skimmed {
  /** How the call is used that the whole is, beside `await` and `void`. */
  readonly use: CallUse | undefined;
  /** The region of the function that the whole is, parentheses and `await` aside. */
  readonly region: number | undefined;
  /** Where the last of several expressions between commas begins. */
  readonly last: number;
}

/**
 * Goes through an expression: notes the calls, functions, classes and assignments in it.
 * One state is enough: whether an operand is expected or has been read.
 */
export function skim(reading: Reading, { comma = false, end = reading.tokens.count }: Until = {}): Skimmed {
  const { tokens } = reading;
  const begin = reading.at;
  const operand: Operand = { from: -1, name: -1, call: -1, use: undefined, region: undefined };
  const assigned: { target: Range; sign: number; conditions: number }[] = [];
  let conditions = 0;
  let last = begin;
  /** Nothing but one operand so far, `await` and `void` aside. */
  let only = true;
  let awaits = false;
  let isVoid = false;
  const start = (at: number, next: number) => {
    operand.from = at;
    operand.name = -1;
    operand.call = -1;
    operand.use = undefined;
    operand.region = undefined;
    reading.at = next;
  };
  const endOperand = () => {
    if (operand.use && operand.call >= 0) {
      if (awaits) operand.use.awaited = true;
      if (isVoid) operand.use.how = 'void';
    }
    awaits = false;
    isVoid = false;
  };
  /** Assignments end with the expression, and those in a branch of a condition with the branch. */
  const endAssignments = (within = 0) => {
    while ((assigned.at(-1)?.conditions ?? -1) >= within) {
      const each = assigned.pop();
      if (!each) return;
      const region = operand.from === each.target.to + 1 ? operand.region : undefined;
      reading.enter.assign(reading, { ...each, to: reading.at, region });
    }
  };
  for (;;) {
    const { at } = reading;
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.none || kind === kinds.close || at >= end) break;
    const hasOperand = operand.from >= 0;
    if (kind === kinds.sign) {
      if (code === sign[';']) break;
      if (!hasOperand) {
        if (code === sign['<']) {
          const arrow = arrowAt(tokens, at);
          if (arrow) {
            start(at, at);
            operand.region = reading.enter.arrow(reading, arrow);
            continue;
          }
          // A type is asserted.
          const behind = behindType(tokens, at + 1);
          reading.at = tokens.isSign(behind, sign['>']) ? behind + 1 : at + 1;
          continue;
        }
        if (code === sign['@']) {
          start(at, at);
          reading.enter.class(reading, { expression: true });
          if (reading.at === at) reading.at = at + 1;
          continue;
        }
        if (code === sign[','] && comma) break;
        if (code === sign[':'] && conditions === 0) break;
        if (code === sign[':']) conditions--;
        if (code !== sign['...']) only = false;
        awaits = false;
        reading.at = at + 1;
        continue;
      }
      if (code === sign['.'] || code === sign['?.']) {
        readMember(reading, operand);
        continue;
      }
      if (code === sign['<']) {
        const behind = behindCallTypes(tokens, at);
        if (behind > at) {
          reading.at = behind;
          continue;
        }
      }
      if (code === sign['!'] && !tokens.startsLine(at)) {
        reading.at = at + 1;
        continue;
      }
      if (code === sign['++'] || code === sign['--']) {
        if (tokens.startsLine(at)) break;
        only = false;
        operand.call = -1;
        reading.at = at + 1;
        continue;
      }
      if (code === sign[',']) {
        if (comma) break;
        endOperand();
        endAssignments();
        only = false;
        reading.at = at + 1;
        last = at + 1;
        operand.from = -1;
        continue;
      }
      if (code === sign['?']) conditions++;
      if (code === sign[':']) {
        if (conditions === 0) break;
        endOperand();
        endAssignments(conditions);
        conditions--;
      }
      endOperand();
      only = false;
      if (isAssignment(code)) assigned.push({ target: { from: operand.from, to: at }, sign: code, conditions });
      reading.at = at + 1;
      operand.from = -1;
      continue;
    }
    if (kind === kinds.open) {
      if (hasOperand) {
        if (code === brackets.round) {
          readArguments(reading, operand);
          continue;
        }
        if (code === brackets.square || code === marks.template) {
          readInside(reading, at);
          operand.call = -1;
          operand.name = -1;
          continue;
        }
        break;
      }
      if (code === brackets.curly) {
        start(at, at);
        reading.enter.object(reading);
        continue;
      }
      const arrow = code === brackets.round ? arrowAt(tokens, at, conditions > 0) : undefined;
      if (arrow) {
        start(at, at);
        operand.region = reading.enter.arrow(reading, arrow);
        continue;
      }
      start(at, at);
      const inner = readInside(reading, at);
      if (code === brackets.round) operand.region = inner?.region;
      continue;
    }
    if (kind !== kinds.name) {
      if (hasOperand) break;
      start(at, at + 1);
      continue;
    }
    if (hasOperand) {
      if (code === word.in || code === word.instanceof) {
        endOperand();
        only = false;
        operand.from = -1;
        reading.at = at + 1;
        continue;
      }
      if ((code !== word.as && code !== word.satisfies) || tokens.startsLine(at)) break;
      endOperand();
      operand.call = -1;
      reading.at = behindAssertion(tokens, at);
      continue;
    }
    switch (code) {
      case word.await:
      case word.yield:
        if (code === word.yield || isPrefix(reading, at)) {
          awaits = code === word.await;
          if (code === word.yield) only = false;
          reading.at = tokens.isSign(at + 1, sign['*']) ? at + 2 : at + 1;
          if (code === word.yield && tokens.startsLine(at + 1)) start(at, at + 1);
          continue;
        }
        break;
      case word.void:
        isVoid = true;
        reading.at = at + 1;
        continue;
      case word.typeof:
      case word.delete:
        only = false;
        reading.at = at + 1;
        continue;
      case word.function:
        start(at, at);
        operand.region = reading.enter.function(reading, { expression: true });
        continue;
      case word.class:
        start(at, at);
        reading.enter.class(reading, { expression: true });
        if (reading.at === at) reading.at = at + 1;
        continue;
      case word.async:
        if (tokens.isWord(at + 1, word.function) && !tokens.startsLine(at + 1)) {
          start(at, at);
          operand.region = reading.enter.function(reading, { expression: true });
          continue;
        }
        break;
      case word.new:
        start(at, at + 1);
        readCreation(reading, operand);
        continue;
      default:
        if (isReserved(code) && !roots.has(code)) {
          endOperand();
          endAssignments();
          return { use: undefined, region: undefined, last };
        }
    }
    const arrow = arrowAt(tokens, at);
    if (arrow) {
      start(at, at);
      operand.region = reading.enter.arrow(reading, arrow);
      continue;
    }
    start(at, at + 1);
    operand.name = at;
  }
  endOperand();
  endAssignments();
  const isWhole = only && operand.from >= 0 && reading.at > begin;
  const use = isWhole && operand.call >= 0 ? operand.use : undefined;
  return { use, region: isWhole ? operand.region : undefined, last };
}

/** `.name`, `?.name`, `?.[x]`, `?.(x)`, and a name that is not written yet. */
function readMember(reading: Reading, operand: Operand): void {
  const { tokens, at } = reading;
  const isName = tokens.isName(at + 1);
  operand.region = undefined;
  operand.call = -1;
  reading.at = isName ? at + 2 : at + 1;
  if (isName) operand.name = at + 1;
  else if (!tokens.isOpen(at + 1, brackets.round)) operand.name = -1;
}

function readArguments(reading: Reading, operand: Operand): void {
  const { draft, at } = reading;
  const { from, name } = operand;
  operand.use = draft.call({ from, callee: from, name, open: at });
  operand.call = at;
  operand.name = -1;
  operand.region = undefined;
  readInside(reading, at);
}

/** Reads what stands in brackets, and goes behind them; gives what a single expression in them was. */
export function readInside(reading: Reading, open: number): Skimmed | undefined {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  let found: Skimmed | undefined;
  let count = 0;
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    const inner = skim(reading);
    if (count++ === 0) found = inner;
    if (reading.at === at || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
  return count === 1 ? found : undefined;
}
