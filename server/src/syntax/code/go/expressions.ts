import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { CallUse } from '../shapes.ts';
import { readFunction } from './functions.ts';
import { isAssignment, isKeyword, sign, word } from './lexicon.ts';
import { behindSignature, behindType, endsBefore, type Reading } from './reading.ts';

/** What ends an expression beside the end of the statement and a bracket that closes. */
interface Until {
  /** No composite literal may begin: the curly bracket opens a block. */
  readonly header?: boolean;
}

/** What a list of expressions was, seen from outside. */
export interface Skimmed {
  /** The sign of an assignment outside of brackets; -1 for none. */
  readonly assignment: number;
  /** The bracket of the call that the whole is; -1 where it is something else. */
  readonly call: number;
  readonly use: CallUse | undefined;
}

/**
 * Goes through expressions, up to the end of the statement, a bracket that closes, a colon, or a block: notes the calls and functions
 * that stand in them. One state is enough: whether an operand is expected or has been read; `from` is where it began.
 */
export function skim(reading: Reading, { header = false }: Until = {}): Skimmed {
  const { tokens, draft } = reading;
  const begin = reading.at;
  let from = -1;
  let isType = false;
  let name = -1;
  let assignment = -1;
  let call = -1;
  let use: CallUse | undefined;
  let only = true;
  for (;;) {
    const { at } = reading;
    if (at > begin && endsBefore(tokens, at)) break;
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.none || kind === kinds.close) break;
    const operand = from >= 0;
    if (kind === kinds.sign) {
      if (code === sign['.'] && operand) {
        // A member, or a type that is asserted.
        const isMember = tokens.isName(at + 1);
        name = isMember ? at + 1 : -1;
        reading.at = isMember ? at + 2 : tokens.isOpen(at + 1, brackets.round) ? tokens.behind(at + 1) : at + 1;
        call = -1;
        continue;
      }
      if (code === sign[':'] || code === sign[';']) break;
      if (assignment < 0 && isAssignment(code)) assignment = at;
      only = false;
      reading.at = at + 1;
      if (code === sign['++'] || code === sign['--']) continue;
      from = -1;
      isType = false;
      continue;
    }
    if (kind === kinds.open) {
      if (code === brackets.curly) {
        if (!operand || (header && !isType)) break;
        readElements(reading, at);
        isType = false;
        name = -1;
        call = -1;
        continue;
      }
      if (code === brackets.square) {
        if (!operand) {
          // A type: its element comes next. The length may be computed.
          readInside(reading, at);
          from = at;
          const behind = behindType(tokens, reading.at);
          reading.at = behind;
          isType = true;
          name = -1;
          continue;
        }
        readInside(reading, at);
        call = -1;
        continue;
      }
      if (!operand) {
        from = at;
        isType = isTypeInside(reading, at);
        name = -1;
        call = -1;
        readInside(reading, at);
        continue;
      }
      if (isType) {
        // A conversion.
        readInside(reading, at);
        isType = false;
        name = -1;
        call = -1;
        continue;
      }
      call = at;
      const isName = name >= 0;
      use = draft.call({ from, callee: from, name: isName ? name : nameless(reading, { from, open: at }), open: at });
      if (isName && name === from) noteBuiltIn(reading, { name, open: at });
      readInside(reading, at);
      continue;
    }
    if (operand) break;
    from = at;
    isType = false;
    name = -1;
    call = -1;
    if (kind !== kinds.name) {
      reading.at = at + 1;
      continue;
    }
    if (!isKeyword(code)) {
      name = at;
      reading.at = at + 1;
      continue;
    }
    if (code === word.func) {
      const body = behindSignature(tokens, at + 1);
      if (tokens.isOpen(body, brackets.curly))
        readFunction(reading, { from: at, list: at + 1, body, expression: true });
      else {
        reading.at = Math.max(body, at + 1);
        isType = true;
      }
      continue;
    }
    if (code === word.range) {
      from = -1;
      only = false;
      reading.at = at + 1;
      continue;
    }
    const behind = behindType(tokens, at);
    if (behind === at) break;
    isType = true;
    reading.at = behind;
  }
  const whole = only && call >= 0 && tokens.behind(call) === reading.at ? call : -1;
  return { assignment, call: whole, use: whole < 0 ? undefined : use };
}

/** `(*[4]byte)(x)`: what cannot be an expression. */
function isTypeInside({ tokens }: Reading, open: number): boolean {
  let at = open + 1;
  while (tokens.isSign(at, sign['*']) || tokens.isOpen(at, brackets.round)) at++;
  if (tokens.isSign(at, sign['<-'])) return tokens.isWord(at + 1, word.chan);
  const isBuilt = tokens.isOpen(at, brackets.square) || (tokens.isName(at) && builders.has(tokens.code(at)));
  return isBuilt && behindType(tokens, at) >= tokens.match(open);
}

const builders: ReadonlySet<number> = new Set([word.map, word.chan, word.struct, word.interface, word.func]);

/** Reads what stands in brackets, and goes behind them; separators and whatever does not belong there are passed. */
export function readInside(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    skim(reading);
    if (reading.at === at || (reading.at < end && !tokens.isName(reading.at))) reading.at++;
  }
  reading.at = tokens.behind(open);
}

/** The elements of a composite literal: as in brackets, and elements may be literals without a type. */
function readElements(reading: Reading, open: number): void {
  const { tokens } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isOpen(at, brackets.curly)) {
      readElements(reading, at);
      continue;
    }
    skim(reading);
    if (tokens.isSign(reading.at, sign[':'])) noteKey(reading, { from: at, to: reading.at });
    if (reading.at === at || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
}

function noteKey({ writes }: Reading, target: { from: number; to: number }): void {
  writes.push({ target });
}

/** `panic` and `recover` are no functions like others. */
function noteBuiltIn(reading: Reading, { name, open }: { name: number; open: number }): void {
  const { tokens, draft, recovers } = reading;
  const code = tokens.code(name);
  if (code === word.recover) recovers.add(open);
  if (code !== word.panic) return;
  const span = { from: name, to: tokens.behind(open) };
  draft.exit({ kind: 'throw', span, value: () => draft.argument(open) });
}

/** The token at which a finding on a call without a name is put: the word `func`, or the last name in parentheses. */
function nameless({ tokens }: Reading, { from, open }: { from: number; open: number }): number {
  if (tokens.isWord(from, word.func)) return from;
  for (let at = open - 1; at >= from; at--) {
    if (tokens.isName(at)) return at;
  }
  return -1;
}
