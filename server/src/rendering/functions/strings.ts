import type { Str, Value } from '../value.ts';
import { fail, overLimit } from '../values/failure.ts';
import { bool, str, unknown } from '../values/make.ts';
import { prefixedLines } from '../values/lines.ts';
import { concat, maxText, replaceAll, replaceRanges, slice, sourcesOf, unknownIn } from '../values/text.ts';
import { byteLength, isBoundary, unitAt } from './bytes.ts';
import { printed, strval, unknownStr } from './printing.ts';
import { mapMatches, quoted } from './quoting.ts';
import { anyArg, numberArg, textArg } from './signature.ts';
import type { FunctionTable, Param, TemplateFunction } from './signature.ts';

/** A function of a text (its last argument) that keeps the places of what it leaves. */
function kept(params: readonly Param[], call: (text: Str, args: readonly Value[]) => Value): TemplateFunction {
  return { params: [...params, 'string'], keeps: true, call: (args) => call(textArg(args, params.length), args) };
}

function test(check: (search: string, text: string) => boolean): TemplateFunction {
  return {
    params: ['string', 'string'],
    call: (args) => bool(check(textArg(args, 0).text, textArg(args, 1).text)),
  };
}

const space = /[\s\u0085]/u;

function trimmed(text: Str, isTrimmed: (character: string) => boolean): Str {
  const characters = Array.from(text.text);
  let start = 0;
  let end = text.text.length;
  for (const character of characters) {
    if (!isTrimmed(character)) break;
    start += character.length;
  }
  for (const character of characters.toReversed()) {
    if (end <= start || !isTrimmed(character)) break;
    end -= character.length;
  }
  return slice(text, { start, end });
}

const trimAll = kept(['string'], (text, args) => {
  const cut = new Set(textArg(args, 0).text);
  return trimmed(text, (character) => cut.has(character));
});

/** Changes letters of what is known; what stands for an unknown text stays. */
function cased(change: (letters: string) => string): TemplateFunction {
  return kept([], (text) =>
    unknownIn(text) === undefined && change(text.text) === text.text
      ? text
      : mapKnown(text, (part) => mapMatches(part, { pattern: /[\s\S]+/g, by: change })),
  );
}

/** Applies a change to the stretches that are known. */
function mapKnown(text: Str, change: (part: Str) => Str): Str {
  const parts: Str[] = [];
  let at = 0;
  for (const piece of text.pieces ?? []) {
    if (piece.start > at) parts.push(change(slice(text, { start: at, end: piece.start })));
    const own = slice(text, { start: piece.start, end: piece.end });
    parts.push(piece.unknown === undefined ? change(own) : own);
    at = piece.end;
  }
  if (at < text.text.length) parts.push(change(slice(text, { start: at })));
  return concat(parts);
}

function truncated(text: Str, count: number): Value {
  const cut = cutAt(text, count);
  const whole = unknownIn(text) !== undefined || cut === text ? undefined : byteLength(cut.text);
  return whole === undefined || whole === Math.abs(count)
    ? cut
    : unknown('trunc cuts a character in two', sourcesOf(text));
}

function cutAt(text: Str, count: number): Str {
  const because = unknownIn(text);
  if (because !== undefined) {
    // The length of what is not known decides where the text is cut.
    const start = text.pieces?.find((piece) => piece.unknown !== undefined)?.start ?? 0;
    if (count >= 0 && byteLength(text.text.slice(0, start)) >= count)
      return slice(text, { start: 0, end: unitAt(text.text, count) });
    return count < 0
      ? unknownStr({ because })
      : concat([slice(text, { start: 0, end: start }), unknownStr({ because })]);
  }
  const length = byteLength(text.text);
  if (count < 0) return length + count > 0 ? slice(text, { start: unitAt(text.text, length + count) }) : text;
  return length > count ? slice(text, { start: 0, end: unitAt(text.text, count) }) : text;
}

function substring(text: Str, { start, end }: { start: number; end: number }): Value {
  const length = byteLength(text.text);
  const from = Math.max(start, 0);
  const to = start >= 0 && (end < 0 || end > length) ? length : end;
  if (to < from || to > length) return fail('error calling substr: runtime error: slice bounds out of range');
  const isWhole = isBoundary(text.text, from) && isBoundary(text.text, to);
  const cut = slice(text, { start: unitAt(text.text, from), end: unitAt(text.text, to) });
  return isWhole ? cut : unknown('substr cuts a character in two', sourcesOf(text));
}

/** Each line behind spaces. */
function indented(text: Str, count: number): Str {
  const lines = text.text.split('\n').length;
  if (count < 0) return overLimit('a text cannot be indented by a negative number');
  if (count * lines > maxText) return overLimit('a text is indented too far');
  return prefixedLines(text, ' '.repeat(count));
}

function replaced(text: Str, { search, by }: { search: Str; by: Str }): Str {
  if (search.text === '') {
    const ends = [0];
    for (const character of text.text) ends.push((ends.at(-1) ?? 0) + character.length);
    return replaceRanges(
      text,
      ends.map((at) => ({ start: at, end: at, by })),
    );
  }
  if (unknownIn(text) !== undefined) return mapKnown(text, (part) => replaceAll(part, { search: search.text, by }));
  return text.text.includes(search.text) ? replaceAll(text, { search: search.text, by }) : text;
}

function repeated(text: Str, count: number): Str {
  if (count < 0) return overLimit('a text cannot be repeated a negative number of times');
  if (count * text.text.length > maxText || count > maxText) return overLimit('a text is repeated too often');
  return concat(Array.from({ length: count }, () => text));
}

const toText: TemplateFunction = {
  params: ['any'],
  keeps: true,
  takesUnknown: true,
  call: (args, { budget }) => strval(anyArg(args, 0), budget),
};

/** Sprig's functions of single texts. */
export const strings: FunctionTable = {
  hello: { params: [], call: () => str('Hello!') },
  trim: kept([], (text) => trimmed(text, (character) => space.test(character))),
  trimAll,
  trimall: trimAll,
  trimSuffix: kept(['string'], (text, args) => {
    const { text: suffix } = textArg(args, 0);
    return suffix !== '' && text.text.endsWith(suffix)
      ? slice(text, { start: 0, end: text.text.length - suffix.length })
      : text;
  }),
  trimPrefix: kept(['string'], (text, args) => {
    const { text: prefix } = textArg(args, 0);
    return text.text.startsWith(prefix) ? slice(text, { start: prefix.length }) : text;
  }),
  upper: cased((letters) => letters.toUpperCase()),
  lower: cased((letters) => letters.toLowerCase()),
  title: cased((letters) =>
    letters.replace(
      /(^|[^\p{L}\p{N}_\x80-\u{10ffff}]|\s)(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  untitle: cased((letters) =>
    letters.replace(/(^|\s)(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toLowerCase()),
  ),
  swapcase: cased((letters) =>
    letters.replace(/\p{L}/gu, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    ),
  ),
  nospace: kept([], (text) =>
    /[^\0-\x7f]/.test(text.text)
      ? unknown('nospace breaks up characters that are not ASCII', sourcesOf(text))
      : mapKnown(text, (part) => mapMatches(part, { pattern: /\s+/g, by: () => '' })),
  ),
  repeat: kept(['int'], (text, args) => repeated(text, numberArg(args, 0))),
  trunc: kept(['int'], (text, args) => truncated(text, numberArg(args, 0))),
  substr: {
    params: ['int', 'int', 'string'],
    call: (args) => substring(textArg(args, 2), { start: numberArg(args, 0), end: numberArg(args, 1) }),
  },
  contains: test((search, text) => text.includes(search)),
  hasPrefix: test((search, text) => text.startsWith(search)),
  hasSuffix: test((search, text) => text.endsWith(search)),
  quote: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) =>
      spaced(args.filter(({ type }) => type !== 'nil').map((arg) => quoted(strval(arg, budget)))),
  },
  squote: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) =>
      spaced(args.filter(({ type }) => type !== 'nil').map((arg) => concat(["'", printed(arg, budget), "'"]))),
  },
  cat: {
    params: [],
    rest: 'any',
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => spaced(args.filter(({ type }) => type !== 'nil').map((arg) => printed(arg, budget))),
  },
  indent: kept(['int'], (text, args) => indented(text, numberArg(args, 0))),
  nindent: kept(['int'], (text, args) => concat(['\n', indented(text, numberArg(args, 0))])),
  replace: kept(['string', 'string'], (text, args) =>
    replaced(text, { search: textArg(args, 0), by: textArg(args, 1) }),
  ),
  plural: {
    params: ['string', 'string', 'int'],
    call: (args) => textArg(args, numberArg(args, 2) === 1 ? 0 : 1),
  },
  toString: toText,
};

function spaced(texts: readonly Str[]): Str {
  return concat(texts.flatMap((text, i) => (i > 0 ? [' ', text] : [text])));
}
