import type { LinePlace } from '../../model/line-place.ts';
import type { Row } from '../../model/engagement.ts';

/** A place in words: `src/a.ts:12`. */
export function placeWords({ file, line }: LinePlace): string {
  return `${file}:${line}`;
}

/** Words with one full stop at the end. */
export function ended(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** Words that stay in their cell of a Markdown table. */
export function inCell(words: string): string {
  return words.replace(/\r?\n/g, ' ').replaceAll('|', '\\|');
}

/** A Markdown table; empty where there are no rows. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

/** Something that is missing, with what to do about it. */
export interface Gap extends Omit<Row, 'tone' | 'actions'> {
  readonly because: string;
}

/** Gaps as rows of a list. */
export function gapRows(gaps: readonly Gap[]): readonly Row[] {
  return gaps.map((gap) => ({ ...gap, tone: 'attention' }));
}

/** A name of ours for what people wrote: lower case letters, digits and `-`. */
export function identifierOf(words: string): string {
  const plain = words
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 90);
  return plain === '' ? 'unnamed' : plain;
}
