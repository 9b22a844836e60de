import type { Draft } from '../draft.ts';
import type { Path } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { bracket } from './brackets.ts';
import { sign, word } from './lexicon.ts';
import { find, inside, isWhole } from './reading.ts';
import { contentOf, isString } from './texts.ts';

/**
 * The path of a callee or of the target of an assignment, read from its end: a chain of calls costs each link its own length.
 * Its first name is empty where it starts from something that has none.
 */
export function pathOf(draft: Draft, { from, to }: Range, depth = 0): Path {
  const { tokens } = draft;
  if (depth > 50 || to <= from) return { names: [''] };
  if (tokens.isSign(from, sign['*']) || tokens.isWord(from, word.await))
    return pathOf(draft, { from: from + 1, to }, depth + 1);
  const names: string[] = [];
  const begun = (start: Path): Path => ({ ...start, names: [...start.names, ...names.reverse()] });
  let at = to - 1;
  while (at >= from) {
    if (tokens.isName(at)) {
      if (at === from) return begun({ names: isValue(tokens, at) ? [''] : [tokens.word(at)] });
      if (!tokens.isSign(at - 1, sign['.'])) return { names: [''] };
      names.push(tokens.word(at));
      at -= 2;
      continue;
    }
    const open = tokens.kind(at) === kinds.close ? tokens.match(at) : -1;
    if (open < from) break;
    const code = tokens.code(at);
    if (code === brackets.round) {
      const call = draft.callAt(open);
      // Otherwise an operator stands before it.
      const begins = call === undefined ? open : draft.beginsAt(open);
      if (begins !== from) return { names: [''] };
      if (call !== undefined) return begun({ base: call, names: [] });
      return begun(pathOf(draft, { from: open + 1, to: at }, depth + 1));
    }
    if (code !== brackets.square || open === from) break;
    names.push(keyOf(tokens, open));
    at = open - 1;
  }
  const isOne = at === from || (tokens.kind(at) === kinds.close && tokens.match(at) === from);
  return isOne || isString(tokens, { from, to: at + 1 }) ? begun({ names: [''] }) : { names: [''] };
}

function isValue(tokens: Tokens, at: number): boolean {
  const code = tokens.code(at);
  return code === word.None || code === word.True || code === word.False;
}

/** `a["key"]` is a member that is called so. */
function keyOf(tokens: Tokens, open: number): string {
  const { from, to } = inside(tokens, open);
  const comma = find(tokens, { from, to }, { sign: sign[','] });
  const key = { from, to: comma < 0 ? to : comma };
  const isOne = key.to - key.from === 1 || isWhole(tokens, key, bracket.string);
  return isOne && isString(tokens, key) ? contentOf(tokens, key) : '[]';
}
