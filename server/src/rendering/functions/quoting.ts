import type { Piece, Str } from '../value.ts';
import { str } from '../values/make.ts';
import { concat, piecesOf, replaceRanges, slice } from '../values/text.ts';

const short: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};
/** What Go does not take for printable. */
const escaped = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** A text in quotes as `%q` prints it, with its places kept. */
export function quoted(text: Str): Str {
  return concat(['"', mapMatches(text, { pattern: escaped, by: escape }), '"']);
}

function escape(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  const isHalf = code >= 0xd800 && code < 0xe000;
  if (isHalf) return '\\ufffd';
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Which parts of a text are written otherwise, and how. */
interface Rewriting {
  readonly pattern: RegExp;
  readonly by: (match: string) => string;
}

/** The text with each match written otherwise; what is written comes from where the match came from. */
export function mapMatches(text: Str, { pattern, by }: Rewriting): Str {
  const ranges: { start: number; end: number; by: Str }[] = [];
  for (const { 0: match, index } of text.text.matchAll(pattern)) {
    const end = index + match.length;
    ranges.push({ start: index, end, by: rewritten(slice(text, { start: index, end }), by(match)) });
  }
  return replaceRanges(text, ranges);
}

/** Another text with the origin of one. */
export function rewritten(origin: Str, text: string): Str {
  const pieces = piecesOf(origin);
  const first = pieces[0];
  if (text === origin.text) return origin;
  if (!first || text === '') return str(text, origin.from);
  const from = [...new Set(pieces.flatMap((piece) => piece.from ?? []))];
  const because = pieces.find((piece) => piece.unknown !== undefined)?.unknown;
  const piece: Piece = {
    start: 0,
    end: text.length,
    ...(first.at ? { at: first.at, same: false } : {}),
    ...(from.length > 0 ? { from } : {}),
    ...(because === undefined ? {} : { unknown: because }),
  };
  return str(text, undefined, [piece]);
}
