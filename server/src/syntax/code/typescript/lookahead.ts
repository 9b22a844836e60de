import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { isReserved, sign, word } from './words.ts';
import type { ArrowPlace } from './reading.ts';
import { behindType, behindTypeParameters } from './types.ts';

/**
 * The arrow function that begins at `at`. In a condition, parentheses before a colon are one only where they can be nothing else:
 * `a ? (b) : c => d`.
 */
export function arrowAt(tokens: Tokens, at: number, inCondition = false): ArrowPlace | undefined {
  let list = at;
  if (tokens.isWord(at, word.async) && !tokens.startsLine(at + 1) && !tokens.isSign(at + 1, sign['=>'])) list = at + 1;
  if (tokens.isSign(list, sign['<'])) list = behindTypeParameters(tokens, list);
  if (tokens.isName(list)) {
    const isArrow = tokens.isSign(list + 1, sign['=>']) && !isReserved(tokens.code(list));
    return isArrow ? { from: at, list, body: list + 2 } : undefined;
  }
  if (!tokens.isOpen(list, brackets.round)) return undefined;
  const behind = tokens.behind(list);
  if (tokens.isSign(behind, sign['=>'])) return { from: at, list, body: behind + 1 };
  if (!tokens.isSign(behind, sign[':'])) return undefined;
  if (inCondition && list + 1 < tokens.match(list) && !hasTypes(tokens, list)) return undefined;
  const type = behindType(tokens, behind + 1);
  return type > behind + 1 && tokens.isSign(type, sign['=>']) ? { from: at, list, body: type + 1 } : undefined;
}

/** `(a: T)` */
function hasTypes(tokens: Tokens, list: number): boolean {
  const first = tokens.isSign(list + 1, sign['...']) ? list + 2 : list + 1;
  if (first > list + 1) return true;
  const behind = tokens.isName(first) ? first + 1 : tokens.behind(first);
  if (tokens.isSign(behind, sign[':'])) return true;
  // `(a?: T)`, `(a?, b)`, and not `(a ? b : c)`
  if (!tokens.isSign(behind, sign['?'])) return false;
  return (
    tokens.isSign(behind + 1, sign[':']) || tokens.isSign(behind + 1, sign[',']) || behind + 1 === tokens.match(list)
  );
}
