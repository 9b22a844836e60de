import { brackets } from '../scanner/lexicon.ts';
import { readInside } from './expressions.ts';
import { sign } from './words.ts';
import type { Reading } from './reading.ts';

/** `@a.b(…)`; gives the bracket of the call that it is. */
export function readDecorator(reading: Reading): number | undefined {
  const { tokens, draft, at } = reading;
  const from = at + 1;
  let next = from;
  let name = -1;
  if (tokens.isOpen(next, brackets.round)) {
    readInside(reading, next);
    return undefined;
  }
  while (tokens.isName(next)) {
    name = next;
    next++;
    if (!tokens.isSign(next, sign['.'])) break;
    next++;
  }
  reading.at = next;
  if (name < 0 || !tokens.isOpen(next, brackets.round)) return undefined;
  draft.call({ from, callee: from, name, open: next });
  readInside(reading, next);
  return next;
}

/** The decorators that stand here; gives the brackets of the calls among them. */
export function readDecorators(reading: Reading): number[] {
  const found: number[] = [];
  while (reading.tokens.isSign(reading.at, sign['@'])) {
    const { at } = reading;
    const open = readDecorator(reading);
    if (open !== undefined) found.push(open);
    if (reading.at === at) break;
  }
  return found;
}
