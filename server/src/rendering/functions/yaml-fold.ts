import type { Str } from '../value.ts';
import { replaceRanges } from '../values/text.ts';

/** Go's printer breaks a text at the first space beyond this column. */
const width = 80;

interface Fold {
  /** Where the text begins in its line, behind its quote. */
  readonly column: number;
  /** Where its further lines begin. */
  readonly indent: number;
  readonly style: 'plain' | 'single' | 'double';
}

/** A text of one line as it is written, with the breaks of Go's YAML printer. */
export function folded(text: Str, { column: start, indent, style }: Fold): Str {
  const written = text.text;
  if (start + written.length <= width || !written.includes(' ')) return text;
  const ranges: { start: number; end: number; by: string }[] = [];
  let column = start;
  let isBehindSpace = false;
  for (let at = 0; at < written.length; at++) {
    const character = written[at];
    if (character !== ' ') {
      // Half of a pair is no column of its own.
      if (character !== undefined && !/[\udc00-\udfff]/.test(character)) column++;
      isBehindSpace = false;
      continue;
    }
    const isInside = style === 'plain' || (at > 0 && at < written.length - 1);
    const isBeforeSpace = written[at + 1] === ' ';
    if (!isBehindSpace && column > width && isInside && (style === 'double' || !isBeforeSpace)) {
      ranges.push({ start: at, end: at + 1, by: `\n${' '.repeat(indent)}${isBeforeSpace ? '\\' : ''}` });
      column = indent + (isBeforeSpace ? 1 : 0);
    } else column++;
    isBehindSpace = true;
  }
  return replaceRanges(text, ranges);
}
