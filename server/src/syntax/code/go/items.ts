import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { sign } from './lexicon.ts';

/** What stands between the commas of the brackets that `open` opens. */
export function itemsIn(tokens: Tokens, open: number): Range[] {
  return itemsOf(tokens, { from: open + 1, to: Math.min(tokens.match(open), tokens.count) });
}

/** What stands between the commas of a range, outside of brackets. */
export function itemsOf(tokens: Tokens, { from, to }: Range): Range[] {
  const items: Range[] = [];
  let first = from;
  for (let at = from; at <= to; at++) {
    if (at < to && tokens.kind(at) === kinds.open) at = Math.max(at, Math.min(tokens.behind(at), to) - 1);
    else if (at === to || tokens.isSign(at, sign[','])) {
      if (at > first) items.push({ from: first, to: at });
      first = at + 1;
    }
  }
  return items;
}
