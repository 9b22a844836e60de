import type { Insertion } from '../../model/insertion.ts';
import type { Place } from '../../model/span.ts';
import { endOfLine, indentOf } from '../artefacts/artefact.ts';
import type { Marks } from './marks.ts';

/**
 * Where a key can be inserted so that it is rendered at an insertion of the rendered text: in the file, where its line is the
 * same there; in the values, where these give the line before; nowhere else.
 */
export function sentInsertion(insertion: Insertion, at: Marks): Insertion {
  const placed = placedInsertion(insertion, at);
  return placed.file === undefined && at.dormant.length > 0 ? { ...placed, unless: at.dormant } : placed;
}

function placedInsertion(insertion: Insertion, at: Marks): Insertion {
  if (insertion.style === 'shared') return nowhere(insertion);
  if (insertion.style === 'flow') return inFile(insertion, at) ?? inBraces(insertion, at);
  const behindFirst = behindFirstKey(insertion, at);
  return (
    inFile(insertion, at) ??
    behindAction(insertion, at) ??
    (behindFirst && inFile(behindFirst, at)) ??
    inValues(insertion, at)
  );
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
  const ends = (at.text[end] ?? '\n') === (at.rendered[offset] ?? '\n');
  if (!isWhole || !isSame || !ends) return undefined;
  return insertion.style === 'flow' || isOfMap(end, insertion.indent, at.text)
    ? { ...insertion, offset: end }
    : undefined;
}

/** The line before is what an action writes, which ends its line in the file. */
function behindAction(insertion: Insertion, at: Marks): Insertion | undefined {
  const behind = at.behind(insertion.offset);
  const end = at.sameOffset(insertion.offset) ?? (behind?.at.file === at.file ? behind.at.span.end : undefined);
  if (end === undefined || (at.text[end] ?? '\n') !== '\n' || !/[^-]\}\}$/.test(at.text.slice(0, end)))
    return undefined;
  return isOfMap(end, insertion.indent, at.text) ? { ...insertion, offset: end } : undefined;
}

/** The end of the line with the first key of the item that an insertion is for, where that key has a value on its line. */
function behindFirstKey(insertion: Insertion, at: Marks): Insertion | undefined {
  const item = new RegExp(`^${insertion.indent.slice(2)}- [\\w.-]+: \\S`);
  for (let end = insertion.offset; end > 0;) {
    const start = at.rendered.lastIndexOf('\n', end - 1) + 1;
    if (item.test(at.rendered.slice(start, end))) return { ...insertion, offset: end };
    if (indentOf(at.rendered, start).length < insertion.indent.length) return undefined;
    end = start - 1;
  }
  return undefined;
}

/**
 * Whether a place of a template belongs to the map whose keys have an indentation: no block that is opened below the map's first
 * line is open there.
 */
function isOfMap(end: number, indent: string, text: string): boolean {
  let open = 0;
  for (let to = end; to > 0;) {
    const start = text.lastIndexOf('\n', to - 1) + 1;
    const line = text.slice(start, to);
    for (const [, word] of line.matchAll(/\{\{-?\s*(if|with|range|define|block|end)\b/g))
      open += word === 'end' ? -1 : 1;
    if (open > 0) return false;
    const isText = !/^\s*(\{\{.*)?$/.test(line);
    if (isText && indentOf(text, start).length < indent.length) return open === 0;
    to = start - 1;
  }
  return open === 0;
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
