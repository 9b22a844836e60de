import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { noteDeclared } from './assignments.ts';
import { isClause, isKeyword } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindPlainType, type Reading } from './reading.ts';

/** What a value is compared with behind `is` or in a case: `T x`, `{ A: var b } c`, `> 5 and not 7`; goes behind it. */
export function readPattern(reading: Reading): void {
  const { tokens } = reading;
  for (;;) {
    while (tokens.isWord(reading.at, word.not)) reading.at++;
    const { at } = reading;
    readOne(reading);
    if (reading.at === at) return;
    if (!tokens.isWord(reading.at, word.and) && !tokens.isWord(reading.at, word.or)) return;
    reading.at++;
  }
}

function readOne(reading: Reading): void {
  const { tokens, at } = reading;
  switch (tokens.kind(at)) {
    case kinds.number:
    case kinds.string:
      reading.at = at + 1;
      return;
    case kinds.sign:
      if (!comparisons.has(tokens.code(at))) return;
      do reading.at++;
      while (tokens.kind(reading.at) === kinds.sign && comparisons.has(tokens.code(reading.at)));
      return readOne(reading);
    case kinds.open:
      if (tokens.code(at) > brackets.curly) reading.at = tokens.behind(at);
      else readNested(reading);
      return readName(reading, at);
    case kinds.name:
      return readTyped(reading);
    default:
  }
}

const comparisons: ReadonlySet<number> = new Set([
  sign['<'],
  sign['<='],
  sign['>'],
  sign['>='],
  sign['-'],
  sign['+'],
  sign['..'],
]);

function readTyped(reading: Reading): void {
  const { tokens, at } = reading;
  const code = tokens.code(at);
  if (code === word.null || code === word.true || code === word.false) {
    reading.at = at + 1;
    return;
  }
  if (code === word.typeof || code === word.default) {
    reading.at = tokens.isOpen(at + 1, brackets.round) ? tokens.behind(at + 1) : at + 1;
    return;
  }
  const behind = behindPlainType(tokens, at);
  if (behind === at) return;
  reading.at = behind;
  while (tokens.isOpen(reading.at, brackets.round) || tokens.isOpen(reading.at, brackets.curly)) {
    const open = reading.at;
    readNested(reading);
    if (reading.at === open) return;
  }
  readName(reading, at, behind);
}

/** The patterns in brackets, each behind the name of what it is of. */
function readNested(reading: Reading): void {
  const { tokens, at: open } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    let next = at;
    while (tokens.isName(next) && tokens.isSign(next + 1, sign['.'])) next += 2;
    if (tokens.isName(next) && tokens.isSign(next + 1, sign[':'])) reading.at = next + 2;
    readPattern(reading);
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = Math.max(tokens.behind(open), open + 1);
}

/** The name that what is matched gets. */
function readName(reading: Reading, from: number, typeEnd = from): void {
  const { tokens, at } = reading;
  if (!tokens.isName(at)) return;
  const code = tokens.code(at);
  if (isKeyword(code) || isClause(code) || code === word.and || code === word.or) return;
  // `{ } when)` is a name, and a guard has an expression behind it.
  if (code === word.when && tokens.kind(at + 1) !== kinds.close) return;
  noteDeclared(reading, { name: at, ...(typeEnd > from ? { type: { from, to: typeEnd } } : {}) });
  reading.at = at + 1;
}
