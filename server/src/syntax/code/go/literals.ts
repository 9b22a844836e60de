import type { Argument, Path, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range, Values } from '../shapes.ts';
import { itemsIn } from '../scanner/items.ts';
import { sign, word } from './lexicon.ts';

type Read = (range: Range) => Value;

/** The literal whose type begins at `from` and whose elements stand in the bracket `open`. */
export function compositeOf(values: Values, { from, open }: { from: number; open: number }, read: Read): Value {
  const { tokens } = values;
  const span = tokens.span(from, tokens.behind(open));
  const type = { from, to: open };
  if (tokens.isOpen(from, brackets.square)) {
    const element = { from: tokens.behind(from), to: open };
    const items = itemsIn(tokens, { open, comma: sign[','] }).map((item) => {
      const own = { from: colonOf(tokens, item) + 1 || item.from, to: item.to };
      return elementOf(values, { item: own, element }, read);
    });
    return { kind: 'list', items, span };
  }
  const isMap = tokens.isWord(from, word.map) && tokens.isOpen(from + 1, brackets.square);
  const element = isMap ? { from: tokens.behind(from + 1), to: open } : undefined;
  const name = typePath(tokens, type);
  return { kind: 'object', entries: entriesIn(values, { open, element }, read), ...(name ? { type: name } : {}), span };
}

/** A type as a path, without pointer, brackets and type arguments: `*http.Client` is `http.Client`. */
export function typePath(tokens: Tokens, { from, to }: Range): Path | undefined {
  let first = from;
  let behind = to;
  for (;;) {
    if (tokens.isSign(first, sign['*'])) first++;
    else if (tokens.isOpen(first, brackets.round) && tokens.behind(first) === behind) {
      first++;
      behind--;
    } else break;
  }
  if (tokens.isClose(behind - 1, brackets.square)) behind = tokens.match(behind - 1);
  const names: string[] = [];
  for (let at = first; at < behind; at += 2) {
    if (!tokens.isName(at) || (at + 1 < behind && !tokens.isSign(at + 1, sign['.']))) return undefined;
    const code = tokens.code(at);
    if (code === word.struct || code === word.interface || code === word.func || code === word.chan) return undefined;
    names.push(tokens.word(at));
  }
  return names.length > 0 ? { names } : undefined;
}

/** An element of a list or map; one without a type has that of its neighbours. */
function elementOf(values: Values, given: { item: Range; element: Range | undefined }, read: Read): Value {
  const { tokens } = values;
  const { item, element } = given;
  if (!tokens.isOpen(item.from, brackets.curly)) return read(item);
  const name = element ? typePath(tokens, element) : undefined;
  const entries = entriesIn(values, { open: item.from, element: undefined }, read);
  return { kind: 'object', entries, ...(name ? { type: name } : {}), span: tokens.span(item.from, item.to) };
}

function entriesIn(values: Values, given: { open: number; element: Range | undefined }, read: Read): Argument[] {
  const { tokens } = values;
  const { open, element } = given;
  return itemsIn(tokens, { open, comma: sign[','] }).map((item): Argument => {
    const span = tokens.span(item.from, item.to);
    const colon = colonOf(tokens, item);
    if (colon < 0) return { value: elementOf(values, { item, element }, read), span };
    const name = keyName(tokens, { from: item.from, to: colon });
    const value = elementOf(values, { item: { from: colon + 1, to: item.to }, element }, read);
    return { ...(name === undefined ? {} : { name }), value, span };
  });
}

function colonOf(tokens: Tokens, { from, to }: Range): number {
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) === kinds.open) at = Math.max(at, tokens.behind(at) - 1);
    else if (tokens.isSign(at, sign[':'])) return at;
  }
  return -1;
}

function keyName(tokens: Tokens, { from, to }: Range): string | undefined {
  const text = tokens.slice(from, to);
  if (to - from === 1 && tokens.kind(from) === kinds.string)
    return text.startsWith("'") ? undefined : text.slice(1, -1);
  for (let at = from; at < to; at += 2) {
    if (!tokens.isName(at) || (at + 1 < to && !tokens.isSign(at + 1, sign['.']))) return undefined;
  }
  return to > from ? text : undefined;
}
