import type { Piece, Str } from '../value.ts';
import { str } from './make.ts';
import { narrowed, piecesOf } from './text.ts';

/** A text with the same prefix before each of its lines; the prefix has no place of its own. */
export function prefixedLines(text: Str, prefix: string): Str {
  const written = text.text;
  const size = prefix.length;
  const pieces: Piece[] = [];
  let shift = size;
  let line = written.indexOf('\n');
  for (const piece of piecesOf(text)) {
    for (; line >= 0 && line < piece.start; line = written.indexOf('\n', line + 1)) shift += size;
    let start = piece.start;
    for (; line >= 0 && line < piece.end; line = written.indexOf('\n', line + 1)) {
      pieces.push(narrowed(piece, { start, end: line + 1, shift }));
      start = line + 1;
      shift += size;
    }
    if (start < piece.end) pieces.push(narrowed(piece, { start, end: piece.end, shift }));
  }
  return str(prefix + written.replaceAll('\n', `\n${prefix}`), undefined, pieces);
}
