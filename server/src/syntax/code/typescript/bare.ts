import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { behindPart } from './items.ts';
import { sign, word } from './words.ts';
import { arrowAt } from './lookahead.ts';
import { marks } from './tags.ts';
import { behindType } from './types.ts';

/** An expression without parentheses, `await`, type assertions and `!` around the whole, and the last one of several. */
export function bareOf(tokens: Tokens, range: Range): Range {
  let { from, to } = range;
  for (let round = 0; round < 200; round++) {
    if (to - from < 2) break;
    if (tokens.isOpen(from, brackets.round) && tokens.behind(from) === to && tokens.isClosed(from)) {
      from++;
      to--;
      const comma = lastComma(tokens, { from, to });
      if (comma >= 0) from = comma + 1;
      to = beforeAssertion(tokens, { from, to });
      continue;
    }
    const isAwait = tokens.isWord(from, word.await);
    const isAssertion = tokens.isSign(from, sign['<']);
    if (!isAwait && !isAssertion && !tokens.isSign(to - 1, sign['!'])) break;
    if (isAssertion && arrowAt(tokens, from)) break;
    // An operator beside it joins less strongly.
    if (!isOneOperand(tokens, { from, to })) break;
    if (tokens.isSign(to - 1, sign['!'])) to--;
    else if (isAwait) from++;
    else {
      const behind = behindType(tokens, from + 1);
      if (!tokens.isSign(behind, sign['>'])) break;
      from = behind + 1;
    }
  }
  return { from, to };
}

/** The end of `x` in `x as T`. */
function beforeAssertion(tokens: Tokens, { from, to }: Range): number {
  for (let at = from; at < to; at = behindPart(tokens, at)) {
    const isAssertion = tokens.isWord(at, word.as) || tokens.isWord(at, word.satisfies);
    if (!isAssertion || at === from) continue;
    let behind = behindPart(tokens, at);
    while (behind < to && (tokens.isWord(behind, word.as) || tokens.isWord(behind, word.satisfies)))
      behind = behindPart(tokens, behind);
    return isOneOperand(tokens, { from, to: at }) && behind >= to ? at : to;
  }
  return to;
}

function lastComma(tokens: Tokens, { from, to }: Range): number {
  let found = -1;
  for (let at = from; at < to; at = behindPart(tokens, at)) if (tokens.isSign(at, sign[','])) found = at;
  return found;
}

/** Whether nothing but `await`, an assertion and members stand beside an operand. */
export function isOneOperand(tokens: Tokens, { from, to }: Range): boolean {
  let at = from;
  for (;;) {
    if (tokens.isWord(at, word.await)) at++;
    else if (tokens.isSign(at, sign['<'])) {
      const behind = behindType(tokens, at + 1);
      if (!tokens.isSign(behind, sign['>'])) return false;
      at = behind + 1;
    } else break;
  }
  for (; at < to; at = behindPart(tokens, at)) {
    const kind = tokens.kind(at);
    const code = tokens.code(at);
    if (kind === kinds.sign && code !== sign['.'] && code !== sign['?.'] && code !== sign['!'] && code !== sign['<'])
      return false;
    if (kind === kinds.name && operators.has(code) && !tokens.isSign(at - 1, sign['.'])) return false;
  }
  return true;
}

const operators: ReadonlySet<number> = new Set([word.in, word.instanceof, word.as, word.satisfies]);

/** The text of a template; what is substituted reads as `${}`. */
export function templateText(tokens: Tokens, open: number): string {
  const { text } = tokens;
  const end = tokens.isClosed(open) ? tokens.start(tokens.match(open)) : tokens.end(tokens.match(open) - 1);
  let result = '';
  let from = tokens.end(open);
  for (let at = open + 1; at < tokens.match(open); at = Math.max(tokens.behind(at), at + 1)) {
    if (!tokens.isOpen(at, marks.substitution)) continue;
    result += `${text.slice(from, tokens.start(at))}\${}`;
    from = tokens.end(tokens.behind(at) - 1);
  }
  return result + text.slice(from, Math.max(from, end));
}
