import type { NoteAnchor } from '../../model/review.ts';
import { keyOf } from './anchor-lines.ts';

/** Lines of a text, from 0; both ends are meant. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** The lines of a range that say something; a blank line stands for the next that does, else for the one before. */
export function speakingRange(text: string, { start, end }: LineRange): LineRange {
  const lines = text.split('\n');
  const speaks = (line: number) => (lines[line] ?? '').trim() !== '';
  const last = lines.length - 1;
  const from = Math.max(0, Math.min(start, last));
  const to = Math.max(from, Math.min(end, last));
  for (let first = from; first <= to; first++) {
    if (!speaks(first)) continue;
    let behind = to;
    while (!speaks(behind)) behind--;
    return { start: first, end: behind };
  }
  for (let line = to + 1; line <= last; line++) if (speaks(line)) return { start: line, end: line };
  for (let line = from - 1; line >= 0; line--) if (speaks(line)) return { start: line, end: line };
  return { start: from, end: from };
}

/** How much longer than it was a range may have become, in lines. */
const growth = 40;

/** The last line of an anchor whose first is known: the one that reads as it did, nearest to where it was; else as many lines as there were. */
export function endOf({ line, end }: NoteAnchor, lines: readonly string[], start: number): number {
  if (!end) return start;
  const length = Math.max(0, end.line - line);
  const expected = start + length;
  const key = keyOf(end.text.trim());
  let best: number | undefined;
  for (let at = start + 1; at < Math.min(lines.length, expected + growth); at++) {
    if (keyOf((lines[at] ?? '').trim()) !== key) continue;
    if (best === undefined || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  return best ?? Math.min(expected, lines.length - 1);
}
