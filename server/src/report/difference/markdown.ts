import { placed, table, text } from '../markdown-text.ts';
import type { Difference } from './difference.ts';
import { headline, missedWords, stateChange } from './words.ts';

/** By this a comment is found again, to be replaced by the next one for the same folder. */
export function commentMark(folder: string): string {
  const name = folder.replace(/[^\w./-]|--+/g, '_');
  return `<!-- production-readiness${name === '' ? '' : ` ${name}`} -->`;
}

/** Rows of a table; the rest is counted. GitHub refuses comments over 65,536 characters. */
const mostRows = 25;
/** Of a cell, in characters. */
const longest = 300;

/**
 * What a change does to readiness, as a comment on it: one short page that replaces the one before. `folder` is what was checked,
 * from the root of the repository (`services/api/`), empty for the root.
 */
export function differenceMarkdown(difference: Difference, folder = ''): string {
  const { fresh, gone, ignored, notices, items, picture } = difference;
  const cell = (value: string) => unlinked(text(value.length > longest ? `${value.slice(0, longest)}…` : value));
  const parts = [
    commentMark(folder),
    '### Production readiness',
    `${unlinked(text(headline(difference)))}.`,
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
    ...section('Now ignored with a reason', ['Location', 'Finding', 'Rule'], {
      rows: ignored.map(({ message, rule, ...at }) => [placed(at), cell(message), text(rule)]),
    }),
    ...section('Not compared in full', ['Reason'], { rows: notices.map((each) => [cell(each)]) }),
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

/** Names, numbers and addresses in texts of files, that would notify people, refer to issues or become links. */
function unlinked(value: string): string {
  return value
    .split(/(`[^`]*`)/)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replace(/(?<=[@#])(?=[\p{L}\p{N}])|(?<=:)(?=\/\/)|(?<=www)(?=\.)/gu, '\u200b'),
    )
    .join('');
}
