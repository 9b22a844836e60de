import type { Place } from '../../model/span.ts';
import { overLimit } from './failure.ts';
import { overlapping } from '../ranges-of-text.ts';
import type { Piece, Str, Value } from '../value.ts';
import { str } from './make.ts';

/** UTF-16 units of one text; a longer one ends the template. */
export const maxText = 8_000_000;

/** The pieces of a text with its gaps filled by what the whole comes from. */
export function piecesOf(text: Str): readonly Piece[] {
  const { pieces = [], from } = text;
  if (!from) return pieces;
  if (pieces.length === 0) return text.text === '' ? [] : [{ start: 0, end: text.text.length, from }];
  const filled: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.start > at) filled.push({ start: at, end: piece.start, from });
    filled.push(piece);
    at = piece.end;
  }
  if (at < text.text.length) filled.push({ start: at, end: text.text.length, from });
  return filled;
}

/** A range of a text with its pieces. */
export function slice(text: Str, { start, end = text.text.length }: { start: number; end?: number }): Str {
  const from = Math.max(0, Math.min(start, text.text.length));
  const to = Math.max(from, Math.min(end, text.text.length));
  if (from === 0 && to === text.text.length) return text;
  if (!text.pieces) return str(text.text.slice(from, to), text.from);
  const cut = overlapping(text.pieces, { start: from, end: to }).map((piece) =>
    narrowed(piece, { start: Math.max(piece.start, from), end: Math.min(piece.end, to), shift: -from }),
  );
  return str(text.text.slice(from, to), text.from, cut);
}

/** A part of a piece, moved. */
export function narrowed(piece: Piece, { start, end, shift }: { start: number; end: number; shift: number }): Piece {
  const { at, same } = piece;
  const isWhole = start === piece.start && end === piece.end;
  if (isWhole || !at || !same) return moved(piece, { start: start + shift, end: end + shift, at });
  const span = { start: at.span.start + start - piece.start, end: at.span.start + end - piece.start };
  return moved(piece, { start: start + shift, end: end + shift, at: { file: at.file, span } });
}

interface Moved {
  readonly start: number;
  readonly end: number;
  readonly at: Place | undefined;
}

/** A piece elsewhere. Written out, without a spread: most of what is rendered goes through here several times. */
function moved({ same, from, unknown }: Piece, { start, end, at }: Moved): Piece {
  if (unknown !== undefined) {
    return {
      start,
      end,
      unknown,
      ...(at ? { at } : {}),
      ...(same === undefined ? {} : { same }),
      ...(from ? { from } : {}),
    };
  }
  if (!at) return from ? { start, end, from } : { start, end };
  if (same) return from ? { start, end, at, same, from } : { start, end, at, same };
  return from ? { start, end, at, from } : { start, end, at };
}

/** Texts one after another, each part with its own places; a plain part has none. */
export function concat(parts: readonly (Str | string)[]): Str {
  if (parts.length === 1) return typeof parts[0] === 'string' ? str(parts[0]) : (parts[0] ?? str(''));
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const part of parts) {
    const own = typeof part === 'string' ? part : part.text;
    if (typeof part !== 'string') for (const piece of piecesOf(part)) pushPiece(pieces, shifted(piece, length));
    texts.push(own);
    length += own.length;
    if (length > maxText) overLimit(`a text has more than ${maxText / 1_000_000} million characters`);
  }
  return str(texts.join(''), undefined, pieces);
}

function shifted(piece: Piece, by: number): Piece {
  return by === 0 ? piece : moved(piece, { start: piece.start + by, end: piece.end + by, at: piece.at });
}

/** Adds a piece, as part of the last where both have the same origin. */
function pushPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last && last.end === piece.start && continues(last, piece)) pieces[pieces.length - 1] = joined(last, piece);
  else pieces.push(piece);
}

function continues(last: Piece, piece: Piece): boolean {
  if (last.unknown !== undefined || piece.unknown !== undefined) return false;
  if (Boolean(last.same) !== Boolean(piece.same)) return false;
  if (!last.same) return last.at === piece.at && last.from === piece.from;
  return last.at?.file === piece.at?.file && last.at?.span.end === piece.at?.span.start && last.from === piece.from;
}

function joined(last: Piece, piece: Piece): Piece {
  if (!last.same || !last.at || !piece.at) return { ...last, end: piece.end };
  const at = { file: last.at.file, span: { start: last.at.span.start, end: piece.at.span.end } };
  return { ...last, end: piece.end, at };
}

/** The text with ranges replaced, in the order of the text. */
export function replaceRanges(
  text: Str,
  ranges: readonly { readonly start: number; readonly end: number; readonly by: Str | string }[],
): Str {
  if (ranges.length === 0) return text;
  const parts: (Str | string)[] = [];
  let at = 0;
  const size = ranges.reduce((sum, { by }) => sum + (typeof by === 'string' ? by : by.text).length, text.text.length);
  if (size > 2 * maxText) overLimit(`a text has more than ${maxText / 1_000_000} million characters`);
  const cursor = sliceCursor(text);
  for (const { start, end, by } of ranges) {
    parts.push(cursor(at, start), by);
    at = end;
  }
  parts.push(cursor(at, text.text.length));
  return concat(parts);
}

/** Cuts ranges that follow one another, without a look at all pieces for each. */
export function sliceCursor(text: Str): (start: number, end: number) => Str {
  const pieces = text.pieces ?? [];
  let first = 0;
  return (start, end) => {
    for (let piece = pieces[first]; piece && piece.end <= start; piece = pieces[first]) first++;
    const cut: Piece[] = [];
    for (let i = first; i < pieces.length; i++) {
      const piece = pieces[i];
      if (!piece || piece.start >= end) break;
      const from = Math.max(piece.start, start);
      const to = Math.min(piece.end, end);
      if (to > from) cut.push(narrowed(piece, { start: from, end: to, shift: -start }));
    }
    return str(text.text.slice(start, end), text.from, cut);
  };
}

/** The text with each occurrence of `search` replaced; an empty search is left to the caller. */
export function replaceAll(text: Str, { search, by }: { search: string; by: Str | string }): Str {
  const ranges: { start: number; end: number; by: Str | string }[] = [];
  for (let at = text.text.indexOf(search); at >= 0; at = text.text.indexOf(search, at + search.length)) {
    ranges.push({ start: at, end: at + search.length, by });
  }
  return replaceRanges(text, ranges);
}

/** Why a part of the text is not known; undefined where all of it is. */
export function unknownIn(text: Str): string | undefined {
  return text.pieces?.find((piece) => piece.unknown !== undefined)?.unknown;
}

/** All places that gave a value or a part of it, each once; of a list or map its own alone. */
export function sourcesOf(...values: readonly Value[]): readonly Place[] | undefined {
  const [only] = values;
  if (values.length === 1 && only && !('pieces' in only)) return only.from;
  let first: readonly Place[] | undefined;
  let others: Set<readonly Place[]> | undefined;
  const add = (from: readonly Place[] | undefined) => {
    if (!from || from === first) return;
    if (first) (others ??= new Set()).add(from);
    else first = from;
  };
  for (const value of values) {
    if (value.type === 'string' && value.pieces) for (const piece of piecesOf(value)) add(piece.from);
    else add(value.from);
  }
  return first && others ? distinct([...first, ...[...others].flat()]) : first;
}

function distinct(places: readonly Place[]): readonly Place[] {
  const byKey = new Map(places.map((place) => [`${place.file}:${place.span.start}:${place.span.end}`, place]));
  return [...byKey.values()];
}
