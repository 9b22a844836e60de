import { unknownText } from '../../model/rendering.ts';
import type { Mark, Unknown } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import { noValue } from '../functions/printing.ts';
import type { Piece, Str } from '../value.ts';
import { str } from '../values/make.ts';
import { replaceAll } from '../values/text.ts';

/** The literal text of a template. */
export function literal(text: string, at: Place): Str {
  return str(text, undefined, [{ start: 0, end: text.length, at, same: true }]);
}

/** What an action has printed: parts without a place get that of the action. */
export function printedAt(text: Str, at: Place): Str {
  if (text.text === '') return text;
  const pieces: Piece[] = [];
  let end = 0;
  const gap = (start: number, stop: number) => {
    if (stop > start) pieces.push({ start, end: stop, at, ...(text.from ? { from: text.from } : {}) });
  };
  for (const piece of text.pieces ?? []) {
    gap(end, piece.start);
    pieces.push(piece.at ? piece : { ...piece, at });
    end = piece.end;
  }
  gap(end, text.text.length);
  return str(text.text, undefined, pieces);
}

/** A stretch of text that is not known. */
export function unknownAt(because: string, { at, from }: { at: Place; from?: readonly Place[] | undefined }): Str {
  const piece: Piece = { start: 0, end: unknownText.length, at, unknown: because, ...(from ? { from } : {}) };
  return str(unknownText, undefined, [piece]);
}

/** A text without what is printed for missing values. */
export function withoutNoValue(text: Str): Str {
  return text.text.includes(noValue) ? replaceAll(text, { search: noValue, by: '' }) : text;
}

/** The marks and unknown ranges of a text. */
export function marksOf({ pieces = [] }: Str): { marks: readonly Mark[]; unknowns: readonly Unknown[] } {
  const marks: Mark[] = [];
  const unknowns: Unknown[] = [];
  for (const { start, end, at, same = false, from, unknown } of pieces) {
    if (at) marks.push({ start, end, at, same, ...(from ? { from } : {}) });
    if (unknown !== undefined) unknowns.push({ start, end, because: unknown });
  }
  return { marks, unknowns };
}
