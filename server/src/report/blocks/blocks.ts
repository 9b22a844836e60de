import type { ClaimCounts } from '../../model/review.ts';
import type { SummaryPlace } from '../summary/format.ts';

// What the first pages of exports consist of, before it is Markdown or HTML.

/** Words of ours or of people, and places. */
export type Rich = readonly (string | SummaryPlace)[];

/** Claims of one row: an aspect or a service; the sum is made from the rows. */
export interface CountRow {
  readonly id: string;
  readonly name: string;
  readonly claims: ClaimCounts;
}

export type Block =
  | { readonly kind: 'text'; readonly rich: Rich; readonly look?: 'lead' | 'quiet' }
  | { readonly kind: 'list'; readonly items: readonly Rich[]; readonly ordered?: true }
  | { readonly kind: 'counts'; readonly caption: string; readonly rows: readonly CountRow[]; readonly sum: ClaimCounts }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'risk';
      readonly id: string;
      readonly number: number;
      readonly title: string;
      /** What it does to users, in two or three words. */
      readonly mark: string;
      readonly look: string;
      readonly lines: readonly { readonly label: string; readonly rich: Rich }[];
    };

/** A part of the page under its heading; the first has none. */
export interface BlockSection {
  readonly id: string;
  readonly heading?: string;
  readonly blocks: readonly Block[];
}

/** The heads of the columns of claims by state. */
export const countHeads = ['Passed', 'Failed', 'Inconclusive', 'Manual answer required', 'All'] as const;

/** The cells under these heads. */
export function countCells({ passed, failed, inconclusive, manual, applicable }: ClaimCounts): string[] {
  return [passed, failed, inconclusive, manual, applicable].map(String);
}

/** Words that a reader of the sections reads; a place is one. */
export function countWords(sections: readonly BlockSection[]): number {
  return sections.reduce(
    (sum, { heading = '', blocks }) => sum + wordsIn(heading) + blocks.reduce((all, each) => all + blockWords(each), 0),
    0,
  );
}

function blockWords(block: Block): number {
  const rich = (list: Rich) => list.reduce((sum, each) => sum + (typeof each === 'string' ? wordsIn(each) : 1), 0);
  const all = (list: readonly string[]) => list.reduce((sum, each) => sum + wordsIn(each), 0);
  switch (block.kind) {
    case 'text':
      return rich(block.rich);
    case 'list':
      return block.items.reduce((sum, item) => sum + rich(item), 0);
    case 'counts':
      return (
        all(countHeads) + (block.rows.length + 1) * (countHeads.length + 1) + all(block.rows.map(({ name }) => name))
      );
    case 'table':
      return all(block.head) + block.rows.reduce((sum, cells) => sum + all(cells), 0);
    case 'risk':
      return (
        1 +
        wordsIn(block.title) +
        wordsIn(block.mark) +
        block.lines.reduce((sum, { label, rich: line }) => sum + wordsIn(label) + rich(line), 0)
      );
  }
}

/** Words of a text, as a person counts them: signs alone are none. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** At most so many words: whole sentences where one fits, else its beginning with `…`. */
export function brief(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (wordsIn(line) <= most) return line;
  let kept = '';
  for (const sentence of line.split(/(?<=[.!?])\s(?=\p{Lu})/u)) {
    const next = kept === '' ? sentence : `${kept} ${sentence}`;
    if (wordsIn(next) > most) break;
    kept = next;
  }
  if (kept !== '') return kept;
  const words = line.split(' ').slice(0, most);
  // A clause that ends is read more easily than one that is cut.
  const end = words.findLastIndex((word, at) => (at + 1) * 2 >= most && /[,;:]$/.test(word));
  const cut = (end < 0 ? words : words.slice(0, end + 1)).join(' ').replace(/[,:;(]+$/, '');
  // Code that is cut is closed.
  return cut.split('`').length % 2 === 0 ? `${cut}\` …` : `${cut} …`;
}
