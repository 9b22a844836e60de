import type { Insertion } from '../../model/insertion.ts';
import type { Place } from '../../model/span.ts';
import { endOfLine, indentOf } from '../artefacts/artefact.ts';
import type { Marks } from './marks.ts';

/**
 * Where a key can be inserted so that it is rendered at an insertion of the rendered text: in the file, where its line is the
 * same there; in the values, where these give the line before; nowhere else.
 */
export function sentInsertion(insertion: Insertion, at: Marks): Insertion {
  if (insertion.style === 'shared') return nowhere(insertion);
  return inFile(insertion, at) ?? (insertion.style === 'flow' ? inBraces(insertion, at) : inValues(insertion, at));
}

function nowhere(insertion: Insertion): Insertion {
  return { offset: 0, indent: insertion.indent, style: 'shared' };
}

/** The line begins in the file as it does in the rendered text, and ends there. */
function inFile(insertion: Insertion, at: Marks): Insertion | undefined {
  const { offset } = insertion;
  const lineStart = at.rendered.lastIndexOf('\n', offset - 1) + 1;
  const [start, end] = [at.sameOffset(lineStart), at.sameOffset(offset)];
  if (start === undefined || end === undefined || end < start) return undefined;
  const line = at.text.slice(start, end);
  const isWhole = start === 0 || at.text[start - 1] === '\n';
  const isSame = indentOf(at.text, start) === indentOf(at.rendered, lineStart) && !line.includes('\n');
  const follows = at.text[end] ?? '\n';
  return isWhole && isSame && follows === (at.rendered[offset] ?? '\n') ? { ...insertion, offset: end } : undefined;
}

/** Empty braces that a values file gives: `resources: {}`. */
function inBraces(insertion: Insertion, at: Marks): Insertion {
  const place = decidingPlace(insertion.offset, at);
  if (!place) return nowhere(insertion);
  const text = at.textOf(place.file)?.slice(place.span.start, place.span.end);
  return text !== undefined && /^\{\s*\}$/.test(text)
    ? { offset: place.span.start + 1, indent: '', style: 'flow', empty: true, file: place.file }
    : nowhere(insertion);
}

/** Behind the last key of a map that a values file gives. */
function inValues(insertion: Insertion, at: Marks): Insertion {
  const { offset, indent } = insertion;
  const lineStart = at.rendered.lastIndexOf('\n', offset - 1) + 1;
  const place = decidingPlace(offset, at);
  const text = place && at.textOf(place.file);
  // A line that is deeper than the new key belongs to another map in the values.
  if (!place || text === undefined || indentOf(at.rendered, lineStart) !== indent) return nowhere(insertion);
  const key = /^[ \t]*([\w.-]+):/.exec(at.rendered.slice(lineStart, offset))?.[1];
  const own = text.lastIndexOf('\n', place.span.start - 1) + 1;
  const line = text.slice(own, endOfLine(text, own));
  if (key === undefined || !line.trimStart().startsWith(`${key}:`)) return nowhere(insertion);
  return { offset: endOfLine(text, place.span.end), indent: indentOf(text, own), file: place.file };
}

/** The place in a values file that gave the text before an offset. */
function decidingPlace(offset: number, at: Marks): Place | undefined {
  return at.behind(offset)?.from?.findLast(({ file }) => file !== at.file);
}
