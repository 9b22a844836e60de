import type { Parameter } from '../outline.ts';
import { declarationsIn } from './items.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { skim } from './expressions.ts';
import { isModifier, sign, word } from './lexicon.ts';
import { behindAnnotations, type Reading } from './reading.ts';

/** Where a method or constructor stands, in tokens. */
export interface MethodPlace {
  readonly name: number;
  /** The bracket of the parameters; -1 for a compact constructor. */
  readonly list: number;
  /** Behind parameters, dimensions and `throws`. */
  readonly body: number;
  /** The type of what it returns, absent for constructors. */
  readonly type?: { readonly from: number; readonly to: number } | undefined;
  readonly decoratedBy: readonly number[];
}

/** A method or constructor; one without body has an empty one behind it. */
export function readMethod(reading: Reading, { name, list, body, type, decoratedBy }: MethodPlace): void {
  const { tokens, draft } = reading;
  const hasBody = tokens.isOpen(body, brackets.curly);
  const end = tokens.end(tokens.isSign(body, sign[';']) ? body : body - 1);
  const region = draft.open({
    kind: 'function',
    name: tokens.word(name),
    nameSpan: tokens.span(name, name + 1),
    opener: tokens.span(name, name + 1),
    body: hasBody ? tokens.span(body, tokens.behind(body)) : { start: end, end },
    parameters: () => (list < 0 ? [] : parametersIn(tokens, list)),
    ...(type ? { results: () => (tokens.isWord(type.from, word.void) ? [] : [tokens.slice(type.from, type.to)]) } : {}),
    ...(hasBody ? emptiness(tokens, body) : {}),
    ...(decoratedBy.length > 0 ? { decoratedBy } : {}),
  });
  if (hasBody) reading.enter.block(reading, body);
  else reading.at = tokens.isSign(body, sign[';']) ? body + 1 : body;
  draft.close(region);
}

/** `empty` for a block without a statement. */
export function emptiness(tokens: Tokens, open: number): { empty?: true } {
  for (let at = open + 1; at < tokens.match(open); at++) {
    if (!tokens.isSign(at, sign[';'])) return {};
  }
  return { empty: true };
}

/** Where a parameter's name stands, and its type as written; `var` is no type. */
export interface ParameterPlace {
  readonly name: number;
  readonly type?: string;
}

/** The parameters in brackets, by position. */
export function parametersOf(tokens: Tokens, list: number): ParameterPlace[] {
  return declarationsIn(tokens, list).flatMap(({ from, to }): ParameterPlace[] => {
    let name = to - 1;
    while (tokens.isClose(name, brackets.square)) name = tokens.match(name) - 1;
    if (!tokens.isName(name) || tokens.isWord(name, word.this)) return [];
    let type = from;
    while (type < name) {
      const behind = behindAnnotations(tokens, type);
      if (behind === type && !(tokens.isName(type) && isModifier(tokens.code(type)))) break;
      type = behind === type ? type + 1 : behind;
    }
    const isSpread = tokens.isSign(name - 1, sign['...']);
    const written = tokens.slice(type, isSpread ? name - 1 : name);
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

/** A lambda expression; what ends expressions around it ends its body. */
export function readLambda(reading: Reading, until: { comma: boolean; colon: boolean }): void {
  const { tokens, draft, at: from } = reading;
  const isList = tokens.isOpen(from, brackets.round);
  const arrow = isList ? tokens.behind(from) : from + 1;
  const body = arrow + 1;
  const isBlock = tokens.isOpen(body, brackets.curly);
  const region = draft.open(
    {
      kind: 'function',
      opener: isList ? tokens.span(from, from + 1) : tokens.span(from, from + 1),
      body: tokens.span(body, isBlock ? tokens.behind(body) : body),
      parameters: () =>
        isList ? parametersIn(tokens, from) : [{ name: tokens.word(from), span: tokens.span(from, from + 1) }],
      expression: true,
      ...(isBlock ? emptiness(tokens, body) : { implicitReturn: true as const }),
    },
    from,
  );
  reading.at = body;
  if (isBlock) reading.enter.block(reading, body);
  else {
    skim(reading, { ...until, comma: true });
    const value = { from: body, to: reading.at };
    draft.extend(region, { body: tokens.span(body, reading.at) });
    draft.exit({ kind: 'return', implicit: true, value, span: value });
  }
  draft.close(region);
}
