import type { Argument, Value } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, Values } from '../shapes.ts';
import { itemsIn } from './items.ts';
import { sign, word } from './words.ts';
import { isKey, keyAt } from './reading.ts';

/** The members of an object literal. */
export function entriesIn({ tokens, draft }: Values, open: number, read: (range: Range) => Value): Argument[] {
  return itemsIn(tokens, open).flatMap(({ from, to }): Argument[] => {
    const span = tokens.span(from, to);
    if (tokens.isSign(from, sign['...'])) return [{ spread: true, value: read({ from: from + 1, to }), span }];
    const key = keyOf(tokens, from);
    if (key < 0) return [];
    const { name, behind } = keyAt(tokens, key);
    const named = name === undefined ? {} : { name };
    if (tokens.isSign(behind, sign[':']) && key === from)
      return [{ ...named, value: read({ from: behind + 1, to }), span }];
    if (behind === to && key === from) {
      const own = tokens.word(from);
      return tokens.isName(from) ? [{ name: own, value: { kind: 'path', path: { names: [own] }, span }, span }] : [];
    }
    if (!tokens.isOpen(behind, brackets.round) && !tokens.isSign(behind, sign['<'])) return [];
    const region = draft.functionAt(from);
    const value: Value = region === undefined ? { kind: 'other', span } : { kind: 'function', region, span };
    return [{ ...named, value, span }];
  });
}

/** The key of a member, behind `async`, `get`, `set` and `*`; -1 for none. */
function keyOf(tokens: Tokens, from: number): number {
  let at = from;
  for (;;) {
    const isWord = tokens.isWord(at, word.async) || tokens.isWord(at, word.get) || tokens.isWord(at, word.set);
    if (tokens.isSign(at, sign['*'])) at++;
    else if (isWord && (isKey(tokens, at + 1) || tokens.isSign(at + 1, sign['*']))) at++;
    else return isKey(tokens, at) ? at : -1;
  }
}
