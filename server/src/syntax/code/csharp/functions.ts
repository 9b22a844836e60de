import type { Parameter } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { declarationsIn } from './items.ts';
import { parametersAt } from './lookahead.ts';
import { isModifier } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindAttributes, readRest, type Reading, type Until } from './reading.ts';

/** Where a method, constructor, accessor or local function stands, in tokens. */
export interface FunctionPlace {
  readonly name: number;
  /** The bracket of the parameters; -1 for none. */
  readonly list: number;
  /** Its block or arrow, or what ends it. */
  readonly body: number;
  /** The type of what it returns, absent for constructors. */
  readonly type?: Range | undefined;
  readonly decoratedBy?: readonly number[];
  readonly isAsync?: boolean;
  /** `: base(…)`: the word. */
  readonly first?: number | undefined;
}

/** A function with a name; one without body has an empty one behind it. */
export function readFunction(reading: Reading, place: FunctionPlace): void {
  const { tokens, draft } = reading;
  const { name, list, body, type, decoratedBy = [], isAsync = false, first } = place;
  const isBlock = tokens.isOpen(body, brackets.curly);
  const isArrow = tokens.isSign(body, sign['=>']);
  const end = tokens.end(tokens.isSign(body, sign[';']) ? body : body - 1);
  const isVoid = type === undefined || tokens.isWord(type.from, word.void);
  const region = draft.open({
    kind: 'function',
    name: tokens.word(name),
    nameSpan: tokens.span(name, name + 1),
    opener: tokens.span(name, name + 1),
    body: isBlock ? tokens.span(body, tokens.behind(body)) : { start: end, end },
    parameters: () => (list < 0 ? [] : parametersIn(tokens, list)),
    ...(type ? { results: () => (isVoid ? [] : [tokens.slice(type.from, type.to)]) } : {}),
    ...(isAsync ? { async: true as const } : {}),
    ...(isBlock ? emptiness(tokens, body) : {}),
    ...(isArrow ? { implicitReturn: true as const } : {}),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (first !== undefined) {
    reading.at = first;
    skim(reading);
  }
  reading.at = body;
  if (isBlock) reading.enter.block(reading, body);
  else if (isArrow) readArrow(reading, { region, until: {} });
  if (!isBlock) readRest(reading);
  draft.close(region);
}

/** `=> x`, which a function gives. */
function readArrow(reading: Reading, { region, until }: { region: number; until: Until }): void {
  const { tokens, draft } = reading;
  const from = reading.at + 1;
  reading.at = from;
  const isThrow = tokens.isWord(from, word.throw);
  skim(reading, until);
  const value = { from, to: reading.at };
  draft.extend(region, { body: tokens.span(from, reading.at) });
  if (!isThrow) draft.exit({ kind: 'return', implicit: true, value, span: value });
}

/** `empty` for a block without a statement. */
export function emptiness(tokens: Tokens, open: number): { empty?: true } {
  for (let at = open + 1; at < tokens.match(open); at++) {
    if (!tokens.isSign(at, sign[';'])) return {};
  }
  return { empty: true };
}

/** Where a parameter's name stands, its type as written and its default. */
export interface ParameterPlace {
  readonly name: number;
  readonly type?: string;
}

/** The parameters in brackets, by position. */
export function parametersOf(tokens: Tokens, list: number): ParameterPlace[] {
  return declarationsIn(tokens, list).flatMap(({ from, to }): ParameterPlace[] => {
    let end = to;
    for (let at = from; at < to; at++) if (tokens.isSign(at, sign['='])) end = Math.min(end, at);
    const name = end - 1;
    if (!tokens.isName(name)) return [];
    let type = behindAttributes(tokens, from);
    let isSpread = false;
    while (type < name && tokens.isName(type) && isModifier(tokens.code(type))) {
      if (tokens.isWord(type, word.params)) isSpread = true;
      type++;
    }
    const written = tokens.slice(type, name);
    if (type === name || written === 'var') return [{ name }];
    return [{ name, type: isSpread ? `...${written}` : written }];
  });
}

function parametersIn(tokens: Tokens, list: number): Parameter[] {
  return parametersOf(tokens, list).map(({ name, type }) => ({
    name: tokens.word(name),
    ...(type === undefined ? {} : { type }),
    span: tokens.span(name, name + 1),
  }));
}

/** A function without a name; what ends expressions around it ends its body. */
export function readLambda(reading: Reading, until: Until): void {
  const { tokens, draft, at: from } = reading;
  let next = behindAttributes(tokens, from);
  let isAsync = false;
  while (
    (tokens.isWord(next, word.async) || tokens.isWord(next, word.static)) &&
    !tokens.isSign(next + 1, sign['=>'])
  ) {
    if (tokens.isWord(next, word.async)) isAsync = true;
    next++;
  }
  next = parametersAt(tokens, next);
  const isDelegate = tokens.isWord(next, word.delegate);
  if (isDelegate) next++;
  const isList = tokens.isOpen(next, brackets.round);
  const first = next;
  const arrow = isList ? tokens.behind(next) : isDelegate ? next : next + 1;
  const body = isDelegate ? arrow : arrow + 1;
  const isBlock = tokens.isOpen(body, brackets.curly);
  if (isDelegate && !isBlock) {
    reading.at = Math.max(body, from + 1);
    return;
  }
  const region = draft.open(
    {
      kind: 'function',
      opener: tokens.span(from, from + 1),
      body: tokens.span(body, isBlock ? tokens.behind(body) : body),
      parameters: () => {
        if (isList) return parametersIn(tokens, first);
        return isDelegate ? [] : [{ name: tokens.word(first), span: tokens.span(first, first + 1) }];
      },
      expression: true,
      ...(isAsync ? { async: true as const } : {}),
      ...(isBlock ? emptiness(tokens, body) : { implicitReturn: true as const }),
    },
    from,
  );
  reading.at = body;
  if (isBlock) reading.enter.block(reading, body);
  else {
    reading.at = arrow;
    readArrow(reading, { region, until: { ...until, comma: true } });
  }
  draft.close(region);
}
