import type { Range } from '../shapes.ts';
import { kinds } from './kinds.ts';
import type { Tokens } from './tokens.ts';

/** What stands between the commas of the brackets that `open` opens; `comma` is the code of that sign. */
export function itemsIn(tokens: Tokens, { open, comma }: { open: number; comma: number }): Range[] {
  return itemsOf(tokens, { from: open + 1, to: Math.min(tokens.match(open), tokens.count), comma });
}

/** What stands between the commas of a range, outside of brackets. */
export function itemsOf(tokens: Tokens, { from, to, comma }: Range & { comma: number }): Range[] {
  const items: Range[] = [];
  let first = from;
  for (let at = from; at <= to; at++) {
    if (at < to && tokens.kind(at) === kinds.open) at = Math.max(at, Math.min(tokens.behind(at), to) - 1);
    else if (at === to || tokens.isSign(at, comma)) {
      if (at > first) items.push({ from: first, to: at });
      first = at + 1;
    }
  }
  return items;
}
