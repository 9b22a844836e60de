import type { Path } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range, Values } from '../shapes.ts';
import { isAccess } from './lexicon.ts';
import { sign, word } from './words.ts';
import { isCast } from './lookahead.ts';

/**
 * The path of an expression, read from its end: a chain of calls costs each link its own length.
 * Its first name is empty where it starts from something that has none.
 */
export function pathOf(values: Pick<Values, 'tokens' | 'draft'>, { from, to }: Range, depth = 0): Path {
  const { tokens, draft } = values;
  const names: string[] = [];
  const begun = (start: Path): Path => ({ ...start, names: [...start.names, ...names.reverse()] });
  if (depth > 50) return { names: [''] };
  for (let at = behindNotNull(values, to - 1); at >= from;) {
    at = behindTypes(values, at);
    if (tokens.isName(at)) {
      if (at === from) return begun({ names: [tokens.word(at)] });
      names.push(tokens.word(at));
      at--;
      if (tokens.kind(at) !== kinds.sign || !isAccess(tokens.code(at))) break;
      // What stands before `::` is no name of a value.
      if (tokens.isSign(at, sign['::'])) return begun({ names: [] });
      at = behindNotNull(values, at - 1);
      continue;
    }
    const open = tokens.kind(at) === kinds.close ? tokens.match(at) : -1;
    if (open < from) break;
    const code = tokens.code(at);
    if (code === brackets.square) {
      if (open === from || open + 1 === at) break;
      names.push('[]');
      at = behindNotNull(values, tokens.isSign(open - 1, sign['?']) ? open - 2 : open - 1);
      continue;
    }
    const made = code === brackets.curly && tokens.isClose(open - 1, brackets.round) ? tokens.match(open - 1) : open;
    const call = draft.callAt(made);
    if (call !== undefined) return begun({ base: call, names: [] });
    if (open !== from || code !== brackets.round) break;
    return begun(pathOf(values, inner(values, { from: open + 1, to: at }), depth + 1));
  }
  return begun({ names: [''] });
}

/** What a cast in parentheses is made of, or what somebody waits for. */
function inner({ tokens }: Pick<Values, 'tokens'>, { from, to }: Range): Range {
  if (tokens.isWord(from, word.await)) return { from: from + 1, to };
  return tokens.isOpen(from, brackets.round) && isCast(tokens, from) ? { from: tokens.behind(from), to } : { from, to };
}

/** Before `!` behind a value. */
function behindNotNull({ tokens }: Pick<Values, 'tokens'>, at: number): number {
  return tokens.isSign(at, sign['!']) ? at - 1 : at;
}

/** Before `<T>` behind a name. */
function behindTypes({ tokens }: Pick<Values, 'tokens'>, at: number): number {
  if (!tokens.isSign(at, sign['>'])) return at;
  let depth = 0;
  for (let next = at; next > 0; next--) {
    if (tokens.isSign(next, sign['>'])) depth++;
    else if (tokens.isSign(next, sign['<']) && --depth === 0) return next - 1;
  }
  return at;
}
