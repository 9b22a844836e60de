import type { FoldedFinding } from '../index/folding.ts';
import type { Site } from '../model/site.ts';
import type { Place } from '../model/span.ts';

/** A place for people: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A finding with its place for people, and those of what belongs to it. */
export interface ReportedFinding {
  readonly finding: FoldedFinding;
  readonly range: Range;
  readonly related: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
  /** Places of the same fault in other files. */
  readonly also: readonly { readonly file: string; readonly range: Range }[];
  /** The line's text, trimmed: identifies the finding when lines move. */
  readonly lineText: string;
}

/** A site that is no finding, with its place. */
export interface ReportedSite {
  readonly site: Site;
  readonly range: Range;
}

/** What a check found, ready for any format. */
export interface CheckReport {
  readonly version: string;
  readonly findings: readonly ReportedFinding[];
  /** Places that are shown or cannot be told; empty unless asked for. */
  readonly sites: readonly ReportedSite[];
  readonly counts: Readonly<Record<'shown' | 'violated' | 'cannot-tell', number>>;
  readonly files: number;
  /** Findings in files that nothing deployed runs: not among `findings`. */
  readonly outOfScope: number;
  /** Findings of a baseline file: not among `findings` either. */
  readonly accepted?: number;
  /** What was left out and why, one clause each. */
  readonly leftOut: readonly string[];
  /** Files that could not be read, by why, one clause each. */
  readonly unread: readonly string[];
  /** Mistakes in data of the team. */
  readonly problems: readonly { readonly file: string; readonly message: string; readonly range: Range }[];
}

/** Gives texts of files with the places in them: each is read once, as places come many to a file. */
export function openRanges(
  textOf: (file: string) => Promise<string | undefined>,
): (place: Place) => Promise<{ readonly text: string; readonly range: Range }> {
  const texts = new Map<string, Promise<{ text: string; range: ReturnType<typeof positions> }>>();
  return async ({ file, span }) => {
    const known = texts.get(file) ?? textOf(file).then((text = '') => ({ text, range: positions(text) }));
    texts.set(file, known);
    const { text, range } = await known;
    return { text, range: range(span) };
  };
}

/** Gives positions from offsets of one text. */
export function positions(text: string): (span: { start: number; end: number }) => Range {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const position = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}
