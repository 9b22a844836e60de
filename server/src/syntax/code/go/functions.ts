import type { Parameter } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { itemsIn } from '../scanner/items.ts';
import { isKeyword, sign } from './lexicon.ts';
import { behindType, type Reading } from './reading.ts';

/** Where the parts of a function stand, in tokens. */
export interface FunctionPlace {
  /** The word `func`. */
  readonly from: number;
  /** The bracket of the receiver. */
  readonly receiver?: number | undefined;
  readonly name?: number | undefined;
  /** The bracket of the parameters. */
  readonly list: number;
  /** The bracket of the body. */
  readonly body: number;
  readonly expression?: true;
}

/** A function, method or function literal, with its body; goes behind it. */
export function readFunction(reading: Reading, { from, receiver, name, list, body }: FunctionPlace): void {
  const { tokens, draft } = reading;
  const results = { from: tokens.behind(list), to: body };
  const region = draft.open(
    {
      kind: 'function',
      ...(name === undefined ? {} : { name: tokens.word(name), nameSpan: tokens.span(name, name + 1) }),
      opener: tokens.span(from, from + 1),
      body: tokens.span(body, tokens.behind(body)),
      parameters: () => parametersIn(tokens, list),
      ...(receiver === undefined ? {} : { receiver: () => parametersIn(tokens, receiver)[0] }),
      results: () => resultsOf(tokens, results),
      ...(body + 1 >= tokens.match(body) ? { empty: true as const } : {}),
    },
    from,
  );
  if (name !== undefined && receiver === undefined) exportName(reading, name);
  readNamedResults(reading, results);
  for (const each of parametersOf(tokens, list)) {
    if (each.name) reading.writes.push({ target: each.name });
  }
  reading.enter.block(reading, body);
  draft.close(region);
}

/** A capital letter exports. */
export function exportName({ tokens, draft }: Reading, at: number): void {
  const name = tokens.word(at);
  if (/^\p{Lu}/u.test(name)) draft.export({ name, local: name });
}

interface ParameterPlace {
  readonly name: Range | undefined;
  readonly type: Range | undefined;
  readonly whole: Range;
}

/** Parameters by position; where one has a name, all have. */
function parametersOf(tokens: Tokens, list: number): ParameterPlace[] {
  const items = itemsIn(tokens, { open: list, comma: sign[','] });
  const behindNames = items.map(({ from, to }) => (hasName(tokens, { from, to }) ? from + 1 : undefined));
  if (behindNames.every((each) => each === undefined))
    return items.map((whole) => ({ name: undefined, type: whole, whole }));
  let type: Range | undefined;
  const found: ParameterPlace[] = [];
  for (let at = items.length - 1; at >= 0; at--) {
    const whole = items[at];
    const behind = behindNames[at];
    if (!whole) continue;
    if (behind !== undefined) type = { from: behind, to: whole.to };
    found.unshift({ name: { from: whole.from, to: whole.from + 1 }, type, whole });
  }
  return found;
}

/** `a int` and `a []int` have a name; `p.T` and `List[int]` are types. */
function hasName(tokens: Tokens, { from, to }: Range): boolean {
  if (!tokens.isName(from) || isKeyword(tokens.code(from)) || from + 1 >= to) return false;
  if (tokens.isSign(from + 1, sign['.'])) return false;
  return !tokens.isOpen(from + 1, brackets.square) || behindType(tokens, from + 1) >= to;
}

function parametersIn(tokens: Tokens, list: number): Parameter[] {
  return parametersOf(tokens, list).map(({ name, type, whole }) => ({
    name: name ? tokens.word(name.from) : '',
    ...(type ? { type: tokens.slice(type.from, type.to) } : {}),
    span: name ? tokens.span(name.from, name.to) : tokens.span(whole.from, whole.to),
  }));
}

function resultsOf(tokens: Tokens, { from, to }: Range): string[] {
  if (from >= to) return [];
  if (!tokens.isOpen(from, brackets.round) || tokens.behind(from) < to) return [tokens.slice(from, to)];
  return parametersIn(tokens, from).map((each) => each.type ?? '');
}

/** Results with a name are variables that begin as zero values. */
function readNamedResults({ tokens, draft }: Reading, { from, to }: Range): void {
  if (from >= to || !tokens.isOpen(from, brackets.round)) return;
  for (const { name, type } of parametersOf(tokens, from)) {
    if (!name || tokens.word(name.from) === '_') continue;
    draft.binding({ targets: [name], how: 'declare', type, span: name });
  }
}
