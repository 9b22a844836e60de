import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { isKeyword, sign } from './lexicon.ts';
import { behindDimensions, readRest, type Reading } from './reading.ts';

/** A name behind a type, and what may follow a variable's. */
export function isVariable({ tokens }: Reading, name: number): boolean {
  if (!tokens.isName(name) || isKeyword(tokens.code(name))) return false;
  const next = behindDimensions(tokens, name + 1);
  if (tokens.kind(next) !== kinds.sign) return tokens.kind(next) === kinds.none || tokens.kind(next) === kinds.close;
  const code = tokens.code(next);
  return code === sign['='] || code === sign[';'] || code === sign[','] || code === sign[':'];
}

/** `a = 1, b` behind a type, the semicolon included; one binding each. */
export function readVariables(reading: Reading, { type, how }: { type: Range; how: 'declare' | 'field' }): void {
  const { tokens, draft } = reading;
  const written = tokens.slice(type.from, type.to);
  reading.at = type.to;
  for (;;) {
    const name = reading.at;
    if (!tokens.isName(name)) break;
    reading.at = behindDimensions(tokens, name + 1);
    let value: Range | undefined;
    if (tokens.isSign(reading.at, sign['='])) {
      const from = reading.at + 1;
      reading.at = from;
      if (tokens.isOpen(from, brackets.curly)) readList(reading);
      else skim(reading, { comma: true });
      value = { from, to: reading.at };
    }
    const target = { from: name, to: name + 1 };
    const span = { from: name, to: reading.at };
    draft.binding({ targets: [target], how, type: written === 'var' ? undefined : written, value, span });
    if (!tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  if (!tokens.isSign(reading.at, sign[':'])) readRest(reading);
}

/** `{ 1, 2 }` as the value of an array. */
function readList(reading: Reading): void {
  const { tokens, at } = reading;
  const end = Math.min(tokens.match(at), tokens.count);
  reading.at = at + 1;
  while (reading.at < end) {
    const { at: from } = reading;
    if (tokens.isOpen(from, brackets.curly)) readList(reading);
    else skim(reading);
    if (reading.at === from || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = tokens.behind(at);
}
