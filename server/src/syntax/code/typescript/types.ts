import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { isReserved, sign, word } from './words.ts';
import { marks } from './tags.ts';

/** Nobody nests types deeper. */
const maxDepth = 30;

interface Where {
  /** No `extends` of a condition: what stands there is a constraint. */
  readonly constraint?: boolean;
  readonly depth?: number;
}

/** Behind a type that begins at `at`; `at` itself where none begins. Nothing in a type runs. */
export function behindType(tokens: Tokens, at: number, { constraint = false, depth = 0 }: Where = {}): number {
  if (depth > maxDepth) return at;
  const inner = { depth: depth + 1 };
  let next = at;
  if (tokens.isSign(next, sign['|']) || tokens.isSign(next, sign['&'])) next++;
  const first = behindPrimary(tokens, next, { ...inner, constraint });
  if (first === next) return at;
  next = first;
  for (;;) {
    if (tokens.isSign(next, sign['|']) || tokens.isSign(next, sign['&'])) {
      const behind = behindPrimary(tokens, next + 1, { ...inner, constraint });
      if (behind === next + 1) return next;
      next = behind;
      continue;
    }
    if (!tokens.isName(next) || tokens.startsLine(next)) {
      if (!tokens.isWord(next, word.extends)) return next;
    }
    if (tokens.isWord(next, word.is)) {
      const behind = behindType(tokens, next + 1, inner);
      return behind === next + 1 ? next : behind;
    }
    if (constraint || !tokens.isWord(next, word.extends)) return next;
    const tested = behindType(tokens, next + 1, { ...inner, constraint: true });
    if (tested === next + 1 || !tokens.isSign(tested, sign['?'])) return next;
    const yes = behindType(tokens, tested + 1, inner);
    if (!tokens.isSign(yes, sign[':'])) return yes;
    return behindType(tokens, yes + 1, inner);
  }
}

/** A type without operators between types, with `[]` and `[K]` behind it. */
function behindPrimary(tokens: Tokens, at: number, where: { depth: number; constraint: boolean }): number {
  let next = behindAtom(tokens, at, where);
  if (next === at) return at;
  while (tokens.isOpen(next, brackets.square) && !tokens.startsLine(next)) next = tokens.behind(next);
  return next;
}

function behindAtom(tokens: Tokens, at: number, { depth, constraint }: { depth: number; constraint: boolean }): number {
  const kind = tokens.kind(at);
  const code = tokens.code(at);
  if (kind === kinds.string || kind === kinds.number) return at + 1;
  if (kind === kinds.sign) {
    if (code === sign['-'] && tokens.kind(at + 1) === kinds.number) return at + 2;
    if (code === sign['...']) return behindType(tokens, at + 1, { depth });
    if (code !== sign['<']) return at;
    const list = behindTypeParameters(tokens, at);
    return list > at ? behindFunction(tokens, list, depth) : at;
  }
  if (kind === kinds.open) {
    if (code === marks.template || code === brackets.curly || code === brackets.square) return tokens.behind(at);
    if (code !== brackets.round) return at;
    return tokens.isSign(tokens.behind(at), sign['=>']) ? behindFunction(tokens, at, depth) : tokens.behind(at);
  }
  if (kind !== kinds.name) return at;
  switch (code) {
    case word.keyof:
    case word.readonly:
    case word.unique:
    case word.infer:
    case word.asserts: {
      const behind = tokens.startsLine(at + 1)
        ? at + 1
        : behindPrimary(tokens, at + 1, { depth: depth + 1, constraint });
      if (code !== word.infer || !tokens.isWord(behind, word.extends)) return Math.max(behind, at + 1);
      const limit = behindType(tokens, behind + 1, { constraint: true, depth: depth + 1 });
      // `A extends infer B extends C ? …`: the condition is the outer one.
      return tokens.isSign(limit, sign['?']) && !constraint ? behind : limit;
    }
    case word.typeof:
      return behindName(tokens, tokens.isWord(at + 1, word.import) ? behindImport(tokens, at + 1) - 1 : at + 1, depth);
    case word.import:
      return behindName(tokens, behindImport(tokens, at) - 1, depth);
    case word.new:
      return behindConstructor(tokens, at + 1, depth);
    case word.abstract:
      if (tokens.isWord(at + 1, word.new)) return behindConstructor(tokens, at + 2, depth);
      return behindName(tokens, at, depth);
    case word.void:
      return at + 1;
    default:
      return isReserved(code) ? at : behindName(tokens, at, depth);
  }
}

function behindImport(tokens: Tokens, at: number): number {
  return tokens.isOpen(at + 1, brackets.round) ? tokens.behind(at + 1) : at + 1;
}

/** `new (…) => T` */
function behindConstructor(tokens: Tokens, at: number, depth: number): number {
  const list = tokens.isSign(at, sign['<']) ? behindTypeParameters(tokens, at) : at;
  return tokens.isOpen(list, brackets.round) ? behindFunction(tokens, list, depth) : at;
}

/** `(…) => T`, from its parameters. */
function behindFunction(tokens: Tokens, list: number, depth: number): number {
  if (!tokens.isOpen(list, brackets.round)) return list;
  const arrow = tokens.behind(list);
  return tokens.isSign(arrow, sign['=>']) ? behindType(tokens, arrow + 1, { depth: depth + 1 }) : arrow;
}

/** `a.b.C<D>`, from its first name. */
function behindName(tokens: Tokens, at: number, depth: number): number {
  let next = at + 1;
  while (tokens.isSign(next, sign['.']) && tokens.isName(next + 1)) next += 2;
  if (!tokens.isSign(next, sign['<']) || tokens.startsLine(next)) return next;
  return behindTypeArguments(tokens, next, depth + 1);
}

/** Behind `<A, B<C>>`; `at` itself where the sign is no bracket. */
export function behindTypeArguments(tokens: Tokens, at: number, depth = 0): number {
  let next = at + 1;
  for (;;) {
    const behind = behindType(tokens, next, { depth });
    if (behind === next) return at;
    next = behind;
    if (tokens.isSign(next, sign['>'])) return next + 1;
    if (!tokens.isSign(next, sign[','])) return at;
    next++;
    if (tokens.isSign(next, sign['>'])) return next + 1;
  }
}

/** Tokens between angle brackets: nobody writes more, and each sign may be asked. */
const longestTypes = 2000;

/** Behind the type parameters that begin at `at`, where nothing else can stand; `at` itself where they do not end. */
export function behindTypeParameters(tokens: Tokens, at: number): number {
  let depth = 0;
  const end = Math.min(tokens.count, at + longestTypes);
  for (let next = at; next < end; next++) {
    const kind = tokens.kind(next);
    if (kind === kinds.open) next = Math.max(next, tokens.behind(next) - 1);
    else if (kind === kinds.close || tokens.isSign(next, sign[';'])) return at;
    else if (tokens.isSign(next, sign['<'])) depth++;
    else if (tokens.isSign(next, sign['>']) && --depth === 0) return next + 1;
  }
  return at;
}

/** Behind the type arguments of a call or a component, where what follows them says that they are some; otherwise `at`. */
export function behindCallTypes(tokens: Tokens, at: number): number {
  if (!tokens.isSign(at, sign['<'])) return at;
  const behind = behindTypeArguments(tokens, at);
  if (behind === at) return at;
  const kind = tokens.kind(behind);
  const code = tokens.code(behind);
  if (kind === kinds.open) return code === brackets.round || code === marks.template ? behind : at;
  if (kind === kinds.close || kind === kinds.none) return behind;
  return kind === kinds.sign && (code === sign[','] || code === sign[';']) ? behind : at;
}

/** Behind `as T`, `satisfies T` and `as const`, from the first word. */
export function behindAssertion(tokens: Tokens, at: number): number {
  if (tokens.isWord(at + 1, word.const)) return at + 2;
  return Math.max(behindType(tokens, at + 1), at + 1);
}
