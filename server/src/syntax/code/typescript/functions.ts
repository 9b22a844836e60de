import type { Parameter } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { sign, word } from './words.ts';
import { parametersOf, readParameters } from './parameters.ts';
import { emptiness, keyAt, type ArrowPlace, type Reading } from './reading.ts';
import { behindType, behindTypeParameters } from './types.ts';

/** An arrow function; gives its region. */
export function readArrow(reading: Reading, { from, list, body }: ArrowPlace): number {
  const { tokens, draft } = reading;
  const isList = tokens.isOpen(list, brackets.round);
  const isBlock = tokens.isOpen(body, brackets.curly);
  const region = draft.open(
    {
      kind: 'function',
      opener: tokens.span(from, from + 1),
      body: tokens.span(body, isBlock ? tokens.behind(body) : body),
      parameters: () =>
        isList ? parametersIn(reading, list) : [{ name: tokens.word(list), span: tokens.span(list, list + 1) }],
      ...(tokens.isWord(from, word.async) && list > from ? { async: true as const } : {}),
      expression: true,
      ...(isBlock ? emptiness(tokens, body) : { implicitReturn: true as const }),
    },
    from,
  );
  if (isList) readParameters(reading, list);
  reading.at = body;
  if (isBlock) reading.enter.block(reading, body);
  else {
    skim(reading, { comma: true });
    const value = { from: body, to: reading.at };
    draft.extend(region, { body: tokens.span(body, reading.at) });
    draft.exit({ kind: 'return', implicit: true, value, span: value });
  }
  draft.close(region);
  return region;
}

/** `function` as a declaration or an expression, from `async` or `function`; gives its region, none for a signature. */
export function readFunction(reading: Reading, { expression }: { expression: boolean }): number | undefined {
  const { tokens, at: from } = reading;
  let next = tokens.isWord(from, word.async) ? from + 2 : from + 1;
  if (tokens.isSign(next, sign['*'])) next++;
  const name = tokens.isName(next) ? next : undefined;
  if (name !== undefined) next++;
  if (tokens.isSign(next, sign['<'])) next = Math.max(behindTypeParameters(tokens, next), next + 1);
  if (!tokens.isOpen(next, brackets.round)) {
    reading.at = next;
    return undefined;
  }
  return readRest(reading, { from, key: name, list: next, isAsync: tokens.isWord(from, word.async), expression });
}

/** A method of a class or of a literal, in tokens. */
export interface MethodPlace {
  /** Its first modifier, or its key. */
  readonly from: number;
  readonly key: number;
  /** The bracket of its parameters, or the sign of its type parameters. */
  readonly list: number;
  readonly expression: boolean;
  readonly decoratedBy?: readonly number[];
}

/** A method; one without body is a signature, and nothing. */
export function readMethod(reading: Reading, { from, key, list, expression, decoratedBy }: MethodPlace): void {
  const { tokens } = reading;
  const open = tokens.isSign(list, sign['<']) ? Math.max(behindTypeParameters(tokens, list), list + 1) : list;
  if (!tokens.isOpen(open, brackets.round)) {
    reading.at = open;
    return;
  }
  let isAsync = false;
  for (let at = from; at < key; at++) if (tokens.isWord(at, word.async)) isAsync = true;
  readRest(reading, { from, key, list: open, isAsync, expression, ...(decoratedBy ? { decoratedBy } : {}) });
}

interface Rest {
  readonly from: number;
  readonly key: number | undefined;
  readonly list: number;
  readonly isAsync: boolean;
  readonly expression: boolean;
  readonly decoratedBy?: readonly number[];
}

/** Parameters, the type of the result, and the body. */
function readRest(reading: Reading, given: Rest): number | undefined {
  const { tokens, draft } = reading;
  const { from, key, list, isAsync, expression, decoratedBy } = given;
  let body = tokens.behind(list);
  if (tokens.isSign(body, sign[':'])) body = Math.max(behindType(tokens, body + 1), body + 1);
  if (!tokens.isOpen(body, brackets.curly)) {
    reading.at = body;
    return undefined;
  }
  const named = key === undefined ? undefined : keyAt(tokens, key);
  const region = draft.open(
    {
      kind: 'function',
      ...(named?.name === undefined ? {} : { name: named.name, nameSpan: tokens.span(key ?? from, named.behind) }),
      opener: tokens.span(from, from + 1),
      body: tokens.span(body, tokens.behind(body)),
      parameters: () => parametersIn(reading, list),
      ...(isAsync ? { async: true as const } : {}),
      ...emptiness(tokens, body),
      ...(expression ? { expression: true as const } : {}),
      ...(decoratedBy ? { decoratedBy } : {}),
    },
    from,
  );
  readParameters(reading, list);
  reading.enter.block(reading, body);
  draft.close(region);
  return region;
}

/** The parameters by position; one that is a pattern has no name. */
function parametersIn({ tokens, draft }: Reading, list: number): Parameter[] {
  return parametersOf(tokens, list).map(({ pattern, type, initial, whole }) => {
    const isPlain = whole.to - whole.from === 1;
    const span = (range: Range) => tokens.span(range.from, range.to);
    return {
      // `this` says what a function is called on.
      name: tokens.isName(pattern.from) && !tokens.isWord(pattern.from, word.this) ? tokens.word(pattern.from) : '',
      ...(type ? { type: tokens.slice(type.from, type.to) } : {}),
      ...(initial ? { default: draft.valueOf(initial) } : {}),
      span: span(isPlain ? whole : pattern),
    };
  });
}
