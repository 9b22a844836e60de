import type { Path } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, Values } from '../shapes.ts';
import { sign, word } from './lexicon.ts';
import { compositeOf } from './literals.ts';

const builtInTypes =
  /^(u?int(8|16|32|64)?|uintptr|float(32|64)|complex(64|128)|string|byte|rune|bool|error|any|struct|interface)$/;

/**
 * The path of a callee or of the target of an assignment, read from its end: a chain of calls costs each link its own length.
 * Its first name is empty where it starts from something that has none.
 */
export function pathOf(values: Values, { from, to }: Range, depth = 0): Path {
  const { tokens, draft } = values;
  if (depth > 50) return { names: [''] };
  if (tokens.kind(from) === kinds.sign) {
    const isPointer = tokens.isSign(from, sign['*']) || tokens.isSign(from, sign['&']);
    return isPointer ? pathOf(values, { from: from + 1, to }, depth + 1) : { names: [''] };
  }
  const names: string[] = [];
  const begun = (start: Path): Path => ({ ...start, names: [...start.names, ...names.reverse()] });
  for (let at = to - 1; at >= from;) {
    if (tokens.isName(at)) {
      if (at === from) {
        names.push(tokens.word(at));
        return { names: names.reverse() };
      }
      if (!tokens.isSign(at - 1, sign['.'])) break;
      names.push(tokens.word(at));
      at -= 2;
      continue;
    }
    const open = tokens.kind(at) === kinds.close ? tokens.match(at) : -1;
    if (open < from) break;
    const code = tokens.code(at);
    if (code === brackets.square) {
      if (open === from) break;
      if (!isTypeArgument(values, { from: open + 1, to: at })) names.push('[]');
      at = open - 1;
    } else if (code === brackets.round) {
      const call = draft.callAt(open);
      if (call !== undefined) return begun({ base: call, names: [] });
      if (open !== from) break;
      return begun(pathOf(values, { from: open + 1, to: at }, depth + 1));
    } else {
      if (tokens.isWord(from, word.func)) break;
      const made = compositeOf(values, { from, open }, (range) => values.valueOf(range, depth + 1));
      if (made.kind !== 'object' || !made.type) break;
      return begun({ literal: made, names: [] });
    }
  }
  return begun({ names: [''] });
}

function isDotted(tokens: Tokens, { from, to }: Range): boolean {
  for (let at = from; at < to; at++) {
    if ((at - from) % 2 === 0 ? !tokens.isName(at) : !tokens.isSign(at, sign['.'])) return false;
  }
  return (to - from) % 2 === 1;
}

/** `f[T](x)` and `handlers[i](x)` look alike: a type is built in, qualified, or written with a capital. */
function isTypeArgument({ tokens }: Values, { from, to }: Range): boolean {
  if (isDotted(tokens, { from, to })) {
    const name = tokens.word(to - 1);
    return (to - from === 1 && builtInTypes.test(name)) || /^[A-Z]/.test(name);
  }
  if (tokens.isOpen(from, brackets.square) || tokens.isSign(from, sign['*'])) return true;
  if (
    tokens.isName(from) &&
    [word.map, word.chan, word.func, word.struct, word.interface].some((code) => tokens.isWord(from, code))
  )
    return true;
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) === kinds.open) at = Math.max(at, tokens.behind(at) - 1);
    else if (tokens.isSign(at, sign[','])) return true;
  }
  return false;
}
