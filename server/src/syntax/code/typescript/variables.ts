import { brackets } from '../scanner/lexicon.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { sign, word } from './words.ts';
import { loadedModule, noteRequired } from './modules.ts';
import { nameFunction } from './names.ts';
import { bindPattern } from './patterns.ts';
import { readSemicolon, type Reading } from './reading.ts';
import { behindType } from './types.ts';

/** `const a = 1, { b } = c;` from its first word */
export function readVariables(reading: Reading, { header = false }: { header?: boolean } = {}): void {
  const { tokens, draft } = reading;
  const isVar = tokens.isWord(reading.at, word.var);
  const region = isVar ? draft.enclosing('function', 'block', 'file') : draft.region;
  reading.at++;
  for (;;) {
    const { at } = reading;
    if (!readDeclarator(reading, { region, isTop: draft.region === 0 })) break;
    if (reading.at === at || !tokens.isSign(reading.at, sign[','])) break;
    reading.at++;
  }
  if (!header) readSemicolon(reading);
}

function readDeclarator(reading: Reading, { region, isTop }: { region: number; isTop: boolean }): boolean {
  const { tokens } = reading;
  const from = reading.at;
  if (!tokens.isName(from) && !tokens.isOpen(from, brackets.curly) && !tokens.isOpen(from, brackets.square))
    return false;
  const target = { from, to: tokens.isName(from) ? from + 1 : tokens.behind(from) };
  let next = target.to;
  if (tokens.isSign(next, sign['!'])) next++;
  let type: Range | undefined;
  if (tokens.isSign(next, sign[':'])) {
    type = { from: next + 1, to: Math.max(behindType(tokens, next + 1), next + 1) };
    next = type.to;
  }
  const value = tokens.isSign(next, sign['=']) ? { from: next + 1, to: next + 1 } : undefined;
  const loaded = value && isTop ? loadedModule(tokens, value.from) : undefined;
  const span = { from, to: next };
  const bind = () => {
    const { draft } = reading;
    const own = value ? () => draft.valueOf({ from: value.from, to: span.to }) : undefined;
    bindPattern(reading, { at: from, how: 'declare', region, span, value: own, type });
  };
  // The pattern stands before the value: what runs in it comes first.
  if (!loaded || tokens.isOpen(from, brackets.square)) bind();
  if (value) {
    reading.at = value.from;
    const { region: made } = skim(reading, { comma: true });
    if (tokens.isName(from)) nameFunction(reading, made, from);
  } else reading.at = next;
  span.to = reading.at;
  if (loaded && !tokens.isOpen(from, brackets.square) && loaded.behind === span.to)
    noteRequired(reading, { target: from, loaded, span });
  else if (loaded && !tokens.isOpen(from, brackets.square)) {
    const end = reading.at;
    bind();
    reading.at = end;
  }
  return true;
}
