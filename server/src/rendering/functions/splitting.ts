import type { Str, Value } from '../value.ts';
import { sliceCursor } from '../values/text.ts';
import { numberArg, textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

/** A text cut at each separator; each part keeps its places. */
function splitText(text: Str, { separator, most = -1 }: { separator: string; most?: number }): Str[] {
  if (most === 0) return [];
  const parts: Str[] = [];
  const cut = sliceCursor(text);
  if (separator === '') {
    let at = 0;
    for (const character of text.text) {
      if (most > 0 && parts.length === most - 1) break;
      parts.push(cut(at, at + character.length));
      at += character.length;
    }
    if (at < text.text.length) parts.push(cut(at, text.text.length));
    return parts;
  }
  let at = 0;
  for (let next = text.text.indexOf(separator); next >= 0; next = text.text.indexOf(separator, at)) {
    if (most > 0 && parts.length === most - 1) break;
    parts.push(cut(at, next));
    at = next + separator.length;
  }
  return [...parts, cut(at, text.text.length)];
}

function numbered(parts: readonly Str[]): Value {
  return { type: 'dict', of: 'string', entries: new Map(parts.map((part, i) => [`_${i}`, part])) };
}

/** Sprig's functions that cut a text into parts. */
export const splitting: FunctionTable = {
  splitList: {
    params: ['string', 'string'],
    call: (args) => ({
      type: 'list',
      of: 'string',
      items: splitText(textArg(args, 1), { separator: textArg(args, 0).text }),
    }),
  },
  split: {
    params: ['string', 'string'],
    call: (args) => numbered(splitText(textArg(args, 1), { separator: textArg(args, 0).text })),
  },
  splitn: {
    params: ['string', 'int', 'string'],
    call: (args) =>
      numbered(splitText(textArg(args, 2), { separator: textArg(args, 0).text, most: numberArg(args, 1) })),
  },
};
