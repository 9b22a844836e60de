import { brackets } from '../scanner/lexicon.ts';
import { skim } from './expressions.ts';
import { readMethod } from './functions.ts';
import { nameFunction } from './names.ts';
import { sign, word } from './words.ts';
import { isKey, keyAt, type Reading } from './reading.ts';

/** An object literal; goes behind it. */
export function readObject(reading: Reading): void {
  const { tokens, at: open } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    readMember(reading);
    if (reading.at < end && !tokens.isSign(reading.at, sign[','])) {
      // Half-written code, and the default of a pattern.
      reading.at = Math.max(reading.at, at + 1);
      if (tokens.isSign(reading.at - 1, sign['=']) || tokens.isSign(reading.at, sign['='])) {
        if (tokens.isSign(reading.at, sign['='])) reading.at++;
        skim(reading, { comma: true });
      }
    }
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = tokens.behind(open);
}

function readMember(reading: Reading): void {
  const { tokens, at } = reading;
  if (tokens.isSign(at, sign['...'])) {
    reading.at = at + 1;
    skim(reading, { comma: true });
    return;
  }
  const key = behindModifiers(reading, at);
  if (!isKey(tokens, key)) {
    skim(reading, { comma: true });
    return;
  }
  const { behind } = keyAt(tokens, key);
  if (tokens.isOpen(key, brackets.square)) {
    reading.at = key + 1;
    skim(reading);
  }
  reading.at = behind;
  if (tokens.isOpen(behind, brackets.round) || tokens.isSign(behind, sign['<'])) {
    readMethod(reading, { from: at, key, list: behind, expression: true });
    return;
  }
  if (!tokens.isSign(behind, sign[':'])) return;
  reading.at = behind + 1;
  nameFunction(reading, skim(reading, { comma: true }).region, key);
}

/** `async`, `get`, `set` and `*` before a key. */
function behindModifiers({ tokens }: Reading, at: number): number {
  let next = at;
  for (;;) {
    if (tokens.isSign(next, sign['*'])) next++;
    else if (
      (tokens.isWord(next, word.async) || tokens.isWord(next, word.get) || tokens.isWord(next, word.set)) &&
      (isKey(tokens, next + 1) || tokens.isSign(next + 1, sign['*']))
    )
      next++;
    else return next;
  }
}
