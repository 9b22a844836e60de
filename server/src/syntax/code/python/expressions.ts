import type { CallUse, Range } from '../shapes.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { bindEach, bindTargets } from './bindings.ts';
import { bracket } from './brackets.ts';
import { isAssignment, isKeyword, sign, word } from './lexicon.ts';
import { parametersIn } from './parameters.ts';
import { find, inside, isComprehension, type Reading } from './reading.ts';

/** What ends expressions beside the end of the statement, a bracket that closes, a colon and an assignment. */
interface Until {
  readonly comma?: boolean;
  /** A token at which they end at the latest. */
  readonly to?: number;
}

/**
 * Goes through expressions: notes the calls, functions and assignments in them. One state is enough: whether an operand is expected or
 * has been read. Gives how the call is used that the first expression is.
 */
export function skim(reading: Reading, { comma = false, to = reading.tokens.count }: Until = {}): CallUse | undefined {
  const { tokens, draft } = reading;
  // Where the operand begins, its last name, and the bracket of the call that it is.
  let from = -1;
  let name = -1;
  let call = -1;
  let use: CallUse | undefined;
  let first: CallUse | undefined;
  let isFirst = true;
  let only = true;
  let awaits = false;
  // The target of `:=`, and where its value begins.
  let walrus: Range | undefined;
  const endOperand = () => {
    if (awaits && use && call >= 0) use.awaited = true;
    if (from >= 0) awaits = false;
  };
  const endExpression = () => {
    endOperand();
    if (isFirst && only && call >= 0) first = use;
    isFirst = false;
    if (!walrus) return;
    const span = { from: walrus.from, to: reading.at };
    const left = { from: walrus.from, to: walrus.to - 1 };
    bindTargets(reading, left, { value: { from: walrus.to, to: reading.at }, span });
    walrus = undefined;
  };
  while (reading.at < to) {
    const { at } = reading;
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.close || kind === kinds.newline || kind === kinds.none) break;
    if (kind === kinds.sign) {
      if (code === sign['.'] && from >= 0) {
        const isName = tokens.isName(at + 1);
        name = isName ? at + 1 : -1;
        call = -1;
        reading.at = isName ? at + 2 : at + 1;
        continue;
      }
      if (code === sign['...'] && from < 0) {
        from = at;
        name = call = -1;
        reading.at = at + 1;
        continue;
      }
      if (code === sign[','] && !comma) {
        endExpression();
        from = -1;
        reading.at = at + 1;
        continue;
      }
      if (code === sign[':='] && from >= 0 && !walrus) walrus = { from, to: at + 1 };
      else if (isStop(code) || code === sign[',']) break;
      endOperand();
      only = false;
      from = -1;
      reading.at = at + 1;
      continue;
    }
    if (kind === kinds.open) {
      if (code === bracket.block) break;
      if (from < 0 || code === brackets.curly || code === bracket.string) {
        const isJoined = from >= 0;
        if (isJoined && code === brackets.curly) break;
        if (!isJoined) from = at;
        name = call = -1;
        if (code === bracket.string) readString(reading, at);
        else readInside(reading, at);
        continue;
      }
      if (code === brackets.round) {
        call = at;
        use = draft.call({ from, callee: from, name, open: at });
      } else call = -1;
      name = -1;
      readInside(reading, at);
      continue;
    }
    if (kind === kinds.name && isKeyword(code)) {
      if (code === word.await) awaits = true;
      else if (code === word.lambda) {
        if (from >= 0) break;
        from = at;
        name = call = -1;
        only = false;
        readLambda(reading, to);
        continue;
      } else {
        if (!joining.has(code)) break;
        endOperand();
        only = false;
      }
      from = -1;
      reading.at = at + 1;
      continue;
    }
    // Strings may stand one behind the other.
    if (from >= 0 && kind !== kinds.string) break;
    if (from < 0) from = at;
    name = kind === kinds.name ? at : -1;
    call = -1;
    reading.at = at + 1;
  }
  endExpression();
  return first;
}

/** Keywords inside of expressions; `for` is read with the brackets around it. */
const joining: ReadonlySet<number> = new Set([
  word.and,
  word.as,
  word.else,
  word.from,
  word.if,
  word.in,
  word.is,
  word.not,
  word.or,
  word.yield,
]);

function isStop(code: number): boolean {
  return isAssignment(code) || code === sign[':'] || code === sign[';'] || code === sign['->'];
}

/** Reads what stands in brackets, and goes behind them; separators and whatever does not belong there are passed. */
export function readInside(reading: Reading, open: number): void {
  const { tokens, draft } = reading;
  const { from, to } = inside(tokens, open);
  const region =
    tokens.code(open) !== bracket.code && isComprehension(tokens, open)
      ? draft.open({
          kind: 'loop',
          opener: { start: tokens.start(open), end: tokens.start(open) + 1 },
          body: tokens.span(open, tokens.behind(open)),
        })
      : -1;
  reading.at = from;
  while (reading.at < to) {
    const { at } = reading;
    if (region >= 0 && tokens.isWord(at, word.for)) {
      readClause(reading, to);
      continue;
    }
    skim(reading, { to });
    if (reading.at === at || (reading.at < to && !tokens.isName(reading.at))) reading.at++;
  }
  if (region >= 0) draft.close(region);
  reading.at = tokens.behind(open);
}

/** `for x in xs` of a comprehension, up to the sequence. */
function readClause(reading: Reading, to: number): void {
  const { tokens, at } = reading;
  const found = find(tokens, { from: at + 1, to }, { word: word.in });
  if (found < 0) {
    reading.at = at + 1;
    return;
  }
  reading.at = at + 1;
  skim(reading, { to: found });
  bindEach(reading, { from: at + 1, to: found });
  reading.at = found + 1;
}

/** The code in a string, which goes behind it. */
function readString(reading: Reading, open: number): void {
  const { tokens } = reading;
  const { from, to } = inside(tokens, open);
  reading.at = from;
  while (reading.at < to) {
    if (tokens.kind(reading.at) === kinds.open) readInside(reading, reading.at);
    else reading.at++;
  }
  reading.at = tokens.behind(open);
}

/** `lambda x: y`; a comma ends it. */
function readLambda(reading: Reading, to: number): void {
  const { tokens, draft, at: from } = reading;
  const region = draft.open(
    {
      kind: 'function',
      opener: tokens.span(from, from + 1),
      body: tokens.span(from, from + 1),
      expression: true,
      implicitReturn: true,
    },
    from,
  );
  reading.at = from + 1;
  // Defaults of parameters may hold anything.
  for (;;) {
    skim(reading, { to });
    const isMore = reading.at < to && tokens.kind(reading.at) === kinds.sign && tokens.isSign(reading.at, sign['=']);
    if (!isMore) break;
    reading.at++;
  }
  const colon = reading.at;
  const list = { from: from + 1, to: colon };
  if (colon < to && tokens.isSign(colon, sign[':'])) {
    reading.at = colon + 1;
    skim(reading, { comma: true, to });
  } else draft.damage();
  const body = { from: Math.min(colon + 1, reading.at), to: reading.at };
  draft.extend(region, { parameters: () => parametersIn(reading, list), body: tokens.span(body.from, body.to) });
  if (body.to > body.from) draft.exit({ kind: 'return', implicit: true, value: body, span: body });
  draft.close(region);
}
