/** A half-open range `[start, end)` of UTF-16 offsets in one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /**
   * In facts of rendered objects, where the file's text is not what is sent: the places in other files that decided it, such as
   * keys of a values file; the last one counts. Empty where the file itself computes it.
   */
  readonly from?: readonly Place[];
  /** It is written in the last of these places, and nowhere in the file itself. */
  readonly away?: true;
}

/** A span in a file; `file` is relative to the workspace root, with `/` as separator. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** A replacement of `span` by `text`; an insertion has an empty span. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A text that tells a place by where it begins; of what one line of a template makes several times, by what decided it, too. */
export function placeKey({ file, span }: Place): string {
  const own = span.from?.at(-1);
  return span.away && own ? `${file}:${span.start}:${own.file}:${own.span.start}` : `${file}:${span.start}`;
}

/** True when `offset` lies in the span or at one of its ends. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The text after all edits, which must not overlap; the order given does not matter. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const edit of edits.toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    result = result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end);
  }
  return result;
}
