import type { Mark } from '../../model/rendering.ts';
import type { Span } from '../../model/span.ts';

/** A rendered text over the file that it is written in. */
export interface Origin {
  readonly file: string;
  /** The text of that file. */
  readonly text: string;
  readonly rendered: string;
  /** What of a helper is a name or a word belongs to the template that includes it; what a patch adds belongs to the patch. */
  readonly by: 'helm' | 'kustomize';
  /** In the order of the rendered text, without overlap. */
  readonly marks: readonly Mark[];
  /** The text of another file that gave values. */
  textOf(file: string): string | undefined;
}

/** What is asked of the marks of a rendered text. */
export interface Marks extends Origin {
  /** The marks that a span touches; of an empty span, the one that it stands in or behind. */
  touching(span: Span): readonly Mark[];
  /** Whether the text that other files write around an offset, without a part of the file's own, goes over several lines. */
  isLines(offset: number): boolean;
  /** Keys that are written in the file and not rendered: they stand under conditions that do not hold. */
  readonly dormant: readonly string[];
  /** The mark that wrote the character before an offset. */
  behind(offset: number): Mark | undefined;
  /** The nearest marks with the file's own text, before and after an offset. */
  around(offset: number): readonly [Mark | undefined, Mark | undefined];
  /** The offset in the file, where the text at an offset of the rendered text is the file's own. */
  sameOffset(offset: number): number | undefined;
}

export function openMarks(origin: Origin): Marks {
  const { marks, file } = origin;
  /** The last mark that starts at or before an offset; -1 where there is none. */
  const before = (offset: number) => {
    let [low, high] = [0, marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((marks[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const isOwn = (mark: Mark | undefined): mark is Mark => mark?.same === true && mark.at.file === file;
  const isOwnFile = (mark: Mark | undefined) => mark?.at.file === file;
  return {
    ...origin,
    dormant: dormantKeys(origin),
    touching({ start, end }) {
      const found: Mark[] = [];
      for (let index = Math.max(0, before(start) - 1); index < marks.length; index++) {
        const mark = marks[index];
        if (!mark || mark.start > end || (mark.start === end && start < end)) break;
        if (mark.end > start || (start === end && mark.end === start)) found.push(mark);
      }
      return start === end ? found.slice(-1) : found;
    },
    isLines(offset) {
      const at = before(offset);
      let [first, last] = [at, at];
      const text = () => origin.rendered.slice(marks[first]?.start, marks[last]?.end).trim();
      while (first > 0 && !isOwnFile(marks[first - 1]) && !text().includes('\n')) first--;
      while (last + 1 < marks.length && !isOwnFile(marks[last + 1]) && !text().includes('\n')) last++;
      return text().includes('\n');
    },
    behind: (offset) => {
      const mark = marks[before(offset - 1)];
      return mark && mark.end >= offset ? mark : undefined;
    },
    around(offset) {
      const at = before(offset);
      let [above, below] = [at, at + 1];
      while (above >= 0 && !isOwn(marks[above])) above--;
      while (below < marks.length && !isOwn(marks[below])) below++;
      return [marks[above], marks[below]];
    },
    sameOffset(offset) {
      const at = before(offset);
      const mark = [marks[at], marks[at - 1]].find((each) => isOwn(each) && offset <= each.end);
      return mark && mark.at.span.start + offset - mark.start;
    },
  };
}

const keyLine = /^[ \t]*(?:- )?([A-Za-z][\w.-]*):(?=[ \t\r\n]|$)/gm;

function dormantKeys({ text, rendered }: Origin): readonly string[] {
  const sent = new Set(Array.from(rendered.matchAll(keyLine), ([, key]) => key));
  return [...new Set(Array.from(text.matchAll(keyLine), ([, key = '']) => key))].filter((key) => !sent.has(key));
}
