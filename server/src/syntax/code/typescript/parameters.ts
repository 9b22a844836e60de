import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { readDecorator } from './decorators.ts';
import { skim } from './expressions.ts';
import { behindPart } from './items.ts';
import { sign, word } from './words.ts';
import { bindPattern } from './patterns.ts';
import type { Reading } from './reading.ts';
import { behindType } from './types.ts';

/** Where the parts of a parameter stand, in tokens. */
export interface ParameterPlace {
  readonly whole: Range;
  /** The name, or the pattern. */
  readonly pattern: Range;
  readonly type: Range | undefined;
  readonly initial: Range | undefined;
  /** `constructor(private x: X)` makes a field. */
  readonly isField: boolean;
}

/** The parameters in brackets, by position. */
export function parametersOf(tokens: Tokens, list: number): ParameterPlace[] {
  const end = Math.min(tokens.match(list), tokens.count);
  const found: ParameterPlace[] = [];
  for (let at = list + 1; at < end;) {
    const place = parameterAt(tokens, at, end);
    if (place) found.push(place);
    at = place ? place.whole.to : at;
    while (at < end && !tokens.isSign(at, sign[','])) at = behindPart(tokens, at);
    at++;
  }
  return found;
}

function parameterAt(tokens: Tokens, from: number, end: number): ParameterPlace | undefined {
  let at = from;
  while (tokens.isSign(at, sign['@'])) at = behindDecorator(tokens, at);
  const first = at;
  while (modifiers.has(tokens.isName(at) ? tokens.code(at) : 0) && startsPattern(tokens, at + 1)) at++;
  const isField = at > first;
  if (tokens.isSign(at, sign['...'])) at++;
  if (!startsPattern(tokens, at)) return undefined;
  const pattern = { from: at, to: Math.min(tokens.behind(at), end) };
  if (tokens.isName(at)) pattern.to = at + 1;
  at = pattern.to;
  if (tokens.isSign(at, sign['?'])) at++;
  let type: Range | undefined;
  if (tokens.isSign(at, sign[':'])) {
    const behind = Math.max(behindType(tokens, at + 1), at + 1);
    type = { from: at + 1, to: behind };
    at = behind;
  }
  let initial: Range | undefined;
  if (tokens.isSign(at, sign['='])) {
    const begin = at + 1;
    at = begin;
    while (at < end && !tokens.isSign(at, sign[','])) at = behindPart(tokens, at);
    initial = { from: begin, to: at };
  }
  return { whole: { from, to: at }, pattern, type, initial, isField };
}

const modifiers: ReadonlySet<number> = new Set([
  word.public,
  word.private,
  word.protected,
  word.readonly,
  word.override,
]);

function startsPattern(tokens: Tokens, at: number): boolean {
  return tokens.isName(at) || tokens.isOpen(at, brackets.curly) || tokens.isOpen(at, brackets.square);
}

/** Behind `@a.b(…)`. */
function behindDecorator(tokens: Tokens, at: number): number {
  let next = at + 1;
  if (tokens.isOpen(next, brackets.round)) return tokens.behind(next);
  while (tokens.isName(next)) {
    next++;
    if (!tokens.isSign(next, sign['.'])) break;
    next++;
  }
  return tokens.isOpen(next, brackets.round) ? tokens.behind(next) : Math.max(next, at + 1);
}

/**
 * Goes through the parameters of a function: what runs in them, and the names that they declare beside their own: those of patterns,
 * and fields made by `constructor(private x: X)`.
 */
export function readParameters(reading: Reading, list: number): void {
  const { tokens, draft } = reading;
  if (tokens.match(list) === list + 1) {
    reading.at = tokens.behind(list);
    return;
  }
  for (const { whole, pattern, type, initial, isField } of parametersOf(tokens, list)) {
    for (reading.at = whole.from; tokens.isSign(reading.at, sign['@']);) {
      const { at } = reading;
      readDecorator(reading);
      if (reading.at === at) break;
    }
    if (tokens.kind(pattern.from) === kinds.open) {
      bindPattern(reading, { at: pattern.from, how: 'parameter', span: pattern });
    } else if (isField) {
      const region = draft.enclosing('class', 'file');
      draft.binding({ targets: [pattern], how: 'field', type, span: pattern, region });
    }
    if (!initial) continue;
    reading.at = initial.from;
    skim(reading, { comma: true });
  }
  reading.at = tokens.behind(list);
}
