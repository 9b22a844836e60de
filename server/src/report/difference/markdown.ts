import { placed, table, text } from '../markdown-text.ts';
import type { Difference } from './difference.ts';
import { headline, missedWords, stateChange } from './words.ts';

/** By this a comment is found again, to be replaced by the next one. */
export const commentMark = '<!-- production-readiness -->';

/** Rows of a table; the rest is counted. GitHub refuses comments over 65,536 characters. */
const mostRows = 25;
/** Of a cell, in characters. */
const longest = 300;

/** What a change does to readiness, as a comment on it: one short page that replaces the one before. */
export function differenceMarkdown(difference: Difference): string {
  const { fresh, gone, items, picture } = difference;
  const cell = (value: string) => text(value.length > longest ? `${value.slice(0, longest)}…` : value);
  const parts = [
    commentMark,
    '### Production readiness',
    `${text(headline(difference))}.`,
    ...section('New findings', ['Severity', 'Location', 'Finding', 'Rule'], {
      rows: fresh.map(({ severity, message, rule, ...at }) => [severity, placed(at), cell(message), text(rule)]),
    }),
    ...section('Checklist', ['Service', 'Item', 'State', 'Reason'], {
      rows: items.map((each) => [cell(each.service), cell(each.title), stateChange(each), cell(each.because)]),
    }),
    ...section('What is deployed', ['Change', 'What', 'Location'], {
      rows: picture.map((each) => {
        const missed = missedWords(each);
        const name = `${each.what} ${each.name}${missed === undefined ? '' : `; ${missed}`}`;
        return [each.change, cell(name), each.at ? placed(each.at) : ''];
      }),
    }),
    ...section('No longer found', ['Location', 'Finding', 'Rule'], {
      rows: gone.map(({ message, rule, ...at }) => [placed(at), cell(message), text(rule)]),
      isClosed: true,
    }),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(
  title: string,
  head: readonly string[],
  { rows, isClosed = false }: { readonly rows: readonly (readonly string[])[]; readonly isClosed?: boolean },
): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length > mostRows ? [`… and ${rows.length - mostRows} more.`] : [];
  const body = [table(head, rows.slice(0, mostRows)), ...rest];
  if (!isClosed) return [`**${title}**`, ...body];
  return [`<details><summary>${title}: ${rows.length}</summary>`, ...body, '</details>'];
}
