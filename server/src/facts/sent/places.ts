import type { Fact } from '../../model/fact.ts';
import type { Insertion } from '../../model/insertion.ts';
import type { Mark } from '../../model/rendering.ts';
import type { Edit, Place, Span } from '../../model/span.ts';
import { sentInsertion } from './insertions.ts';
import { openMarks, type Marks, type Origin } from './marks.ts';

/**
 * The facts of a rendered text with their places in the file that it is written in, and in the files that decided.
 * Insertions and edits stay only where a file has the same text; elsewhere nothing can be inserted.
 */
export function placeFacts(facts: readonly Fact[], origin: Origin): Fact[] {
  const at = openMarks(origin);
  return facts.map((fact) => placed(fact, at) as Fact);
}

function placed(value: unknown, at: Marks): unknown {
  if (Array.isArray(value)) return value.map((each) => placed(each, at));
  if (typeof value !== 'object' || value === null) return value;
  if (isSpan(value)) return spanOf(value, at);
  if (isInsertion(value)) return sentInsertion(value, at);
  const entries = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    if (!isRepair(each)) return [[key, placed(each, at)]];
    const edits = each.edits.map((edit) => editOf(edit, at));
    return edits.every((edit) => edit !== undefined) ? [[key, { ...each, edits }]] : [];
  });
  return Object.fromEntries(entries);
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && Object.keys(value).length === 2;
}

function isInsertion(value: object): value is Insertion {
  return 'offset' in value && 'indent' in value && typeof value.offset === 'number';
}

function isRepair(value: unknown): value is { readonly edits: readonly Edit[] } {
  return typeof value === 'object' && value !== null && 'edits' in value && Array.isArray(value.edits);
}

/** The place in the file of a span of the rendered text; with the places elsewhere that decided it, if it is not the file's own text. */
function spanOf(span: Span, at: Marks): Span {
  const touched = at.touching(span);
  const own = touched.filter((mark) => mark.at.file === at.file);
  const [first, last] = at.by === 'kustomize' ? outermost(own) : [own[0], own.at(-1)];
  const start = first ? (first.same ? startIn(first, span.start) : first.at.span.start) : undefined;
  const end = last ? (last.same ? startIn(last, span.end) : last.at.span.end) : undefined;
  const here =
    start !== undefined && end !== undefined ? { start, end: Math.max(start, end) } : between(span.start, at);
  if (touched.length > 0 && touched.every((mark) => mark.same && mark.at.file === at.file && !mark.from)) return here;
  const deciding = touched.flatMap((mark) => [...elsewhere(mark, { span, at }), ...(mark.from ?? [])]);
  const from = unique(deciding.filter(({ file }) => file !== at.file));
  const isAway = own.length === 0 && touched.some((mark) => mark.same && elsewhere(mark, { span, at }).length > 0);
  return { ...here, from, ...(isAway ? { away: true } : {}) };
}

/** Kustomize sorts keys: what is written first and last in the file. */
function outermost(marks: readonly Mark[]): readonly [Mark | undefined, Mark | undefined] {
  let [first, last] = [marks[0], marks[0]];
  for (const mark of marks) {
    if (first && mark.at.span.start < first.at.span.start) first = mark;
    if (last && mark.at.span.end >= last.at.span.end) last = mark;
  }
  return [first, last];
}

/** Where an offset is in the file, by a mark with the same text. */
function startIn({ start, at: { span } }: Mark, offset: number): number {
  return Math.min(Math.max(span.start + offset - start, span.start), span.end);
}

/** The place in another file where text is edited: a helper that writes whole lines, and one that gives a word is not; what a patch adds. */
function elsewhere(mark: Mark, { span, at }: { span: Span; at: Marks }): Place[] {
  const { file } = mark.at;
  if (file === at.file) return [];
  if (at.by === 'kustomize' && !mark.same) return [mark.at];
  if (!mark.same || (at.by === 'helm' && !at.isLines(mark.start))) return [];
  return [{ file, span: { start: startIn(mark, span.start), end: startIn(mark, span.end) } }];
}

/** The text of the file between what is written before and behind an offset: the action that writes there. */
function between(offset: number, at: Marks): Span {
  const [above, below] = at.around(offset);
  const start = above?.at.span.end ?? 0;
  const end = Math.max(start, below?.at.span.start ?? start);
  const text = at.text.slice(start, end);
  const [leading, trailing] = [text.length - text.trimStart().length, text.length - text.trimEnd().length];
  return leading === text.length ? { start, end: start } : { start: start + leading, end: end - trailing };
}

function unique(places: readonly Place[]): Place[] {
  const known = new Map(places.map((place) => [`${place.file}:${place.span.start}:${place.span.end}`, place]));
  return [...known.values()];
}

function editOf(edit: Edit, at: Marks): Edit | undefined {
  const [start, end] = [at.sameOffset(edit.span.start), at.sameOffset(edit.span.end)];
  if (start === undefined || end === undefined) return undefined;
  const isSame = at.text.slice(start, end) === at.rendered.slice(edit.span.start, edit.span.end);
  return isSame ? { ...edit, span: { start, end } } : undefined;
}
