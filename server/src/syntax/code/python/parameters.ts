import type { Parameter } from '../outline.ts';
import type { Range } from '../shapes.ts';
import { plainAnnotation } from './annotations.ts';
import { sign } from './lexicon.ts';
import { find, itemsOf, type Reading } from './reading.ts';

/** Where a parameter stands, in tokens. */
export interface ParameterPlace {
  readonly name: number;
  /** The star or stars before the name; the name itself where there are none. */
  readonly from: number;
  /** The colon of its type, and the sign before its default; -1 for none. */
  readonly colon: number;
  readonly equals: number;
  readonly to: number;
}

/** Where the parameters of a list stand; what only separates them is none. */
export function placesOf({ tokens }: Reading, list: Range): ParameterPlace[] {
  return itemsOf(tokens, list).flatMap(({ from, to }): ParameterPlace[] => {
    const isStarred = tokens.isSign(from, sign['*']) || tokens.isSign(from, sign['**']);
    const name = isStarred ? from + 1 : from;
    if (name >= to || !tokens.isName(name)) return [];
    const equals = find(tokens, { from: name, to }, { sign: sign['='] });
    const colon = tokens.isSign(name + 1, sign[':']) && name + 1 < to ? name + 1 : -1;
    return [{ name, from, colon, equals, to }];
  });
}

/** The parameters between brackets, or between `lambda` and its colon. */
export function parametersIn(reading: Reading, list: Range): Parameter[] {
  const { tokens, draft } = reading;
  return placesOf(reading, list).map(({ name, from, colon, equals, to }) => {
    // `*args: T` and `**kw: T` hold several.
    const isOne = from === name;
    const type = tokens.slice(colon + 1, equals < 0 ? to : equals);
    return {
      name: tokens.word(name),
      ...(colon >= 0 && isOne ? { type: plainAnnotation(type) } : {}),
      ...(equals >= 0 ? { default: draft.valueOf({ from: equals + 1, to }) } : {}),
      span: tokens.span(from, name + 1),
    };
  });
}
