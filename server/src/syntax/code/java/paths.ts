import type { Path } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range, Values } from '../shapes.ts';
import { behindPart } from './items.ts';
import { isCast, typeNames } from './lookahead.ts';
import { sign, word } from './lexicon.ts';

/**
 * The path of an expression, read from its end: a chain of calls costs each link its own length.
 * Its first name is empty where it starts from something that has none.
 */
export function pathOf(values: Values, { from, to }: Range, depth = 0): Path {
  const { tokens, draft } = values;
  const names: string[] = [];
  const begun = (start: Path): Path => ({ ...start, names: [...start.names, ...names.reverse()] });
  if (depth > 50) return { names: [''] };
  for (let at = to - 1; at >= from;) {
    if (tokens.isName(at)) {
      if (tokens.isWord(at, word.class) && tokens.isSign(at - 1, sign['.']))
        return begun({ names: [...typeNames(tokens, { from, to: at - 1 }), 'class'] });
      // `Outer.this` is the instance of a class around.
      const isInstance = tokens.isWord(at, word.this) || (tokens.isWord(at, word.super) && at === to - 1);
      if (at === from || (isInstance && tokens.isSign(at - 1, sign['.']))) return begun({ names: [tokens.word(at)] });
      names.push(tokens.word(at));
      at--;
      if (tokens.isSign(at, sign['::'])) {
        const isGeneric = tokens.isSign(at - 1, sign['>']);
        return begun(
          isGeneric ? { names: typeNames(tokens, { from, to: at }) } : pathOf(values, { from, to: at }, depth + 1),
        );
      }
      at = behindMember(values, at, from);
      if (at < from) break;
      continue;
    }
    const open = tokens.kind(at) === kinds.close ? tokens.match(at) : -1;
    if (open < from) break;
    const code = tokens.code(at);
    if (code === brackets.square) {
      if (open === from || open + 1 === at) break;
      names.push('[]');
      at = open - 1;
      continue;
    }
    const made = code === brackets.curly && tokens.isClose(open - 1, brackets.round) ? tokens.match(open - 1) : open;
    const call = draft.callAt(made);
    if (call !== undefined) return begun({ base: call, names: [] });
    if (open !== from || code !== brackets.round) break;
    const range = inner(values, { from: open + 1, to: at });
    return begun(isOneOperand(values, range) ? pathOf(values, range, depth + 1) : { names: [''] });
  }
  return begun({ names: [''] });
}

/** Whether nothing but members stand beside an operand. */
function isOneOperand({ tokens }: Values, { from, to }: Range): boolean {
  for (let at = from; at < to; at = behindPart(tokens, at)) {
    const isJoin = tokens.isSign(at, sign['.']) || tokens.isSign(at, sign['::']) || tokens.isSign(at, sign['>']);
    if (tokens.kind(at) === kinds.sign && !isJoin) return false;
    if (tokens.isWord(at, word.instanceof)) return false;
  }
  return true;
}

/** What a cast in parentheses is made of. */
function inner({ tokens }: Values, { from, to }: Range): Range {
  return tokens.isOpen(from, brackets.round) && isCast(tokens, from) ? { from: tokens.behind(from), to } : { from, to };
}

/** The token before `.` or `.<T>`, which ends at `at`; below `from` where there is none. */
function behindMember({ tokens }: Values, at: number, from: number): number {
  let dot = at;
  if (tokens.isSign(dot, sign['>'])) {
    let depth = 0;
    for (; dot > from; dot--) {
      if (tokens.isSign(dot, sign['>'])) depth++;
      else if (tokens.isSign(dot, sign['<']) && --depth === 0) break;
    }
    dot--;
  }
  return tokens.isSign(dot, sign['.']) ? dot - 1 : from - 1;
}
