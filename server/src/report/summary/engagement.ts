import type { Block, Cell, EngagementView } from '../../model/engagement.ts';
import type { Summary } from './format.ts';

type Engagement = NonNullable<Summary['engagement']>;

/** Rows of a table that are shown; the rest is counted. */
const maxRows = 12;

/** What the summary says of an engagement: where it stands, each part in a sentence, the plan, who holds what, and the trend. */
export function engagementSummary(view: EngagementView): Engagement {
  const { state, stateTitle, standing, history, parts, dates } = view;
  const told = parts.filter(({ tone }) => tone !== 'none');
  const blocks = told.flatMap(({ id, title, blocks: own }) => own.map((block) => ({ part: id, title, block })));
  return {
    state,
    title: stateTitle,
    standing,
    history: history.map(({ title, since, by, reason }) => ({
      title,
      since,
      by,
      ...(reason === undefined ? {} : { reason }),
    })),
    parts: told.map(({ id, title, standing: words, tone }) => ({ id, title, standing: words, tone })),
    tables: blocks.flatMap(tableOf),
    dates,
    charts: blocks.flatMap(({ part, title, block }) =>
      block.kind === 'chart' && block.labels.length > 1
        ? [
            {
              part,
              caption: part === 'trend' ? block.caption : `${title}: ${lower(block.caption)}`,
              labels: block.labels,
              lines: block.lines,
            },
          ]
        : [],
    ),
  };
}

interface Placed {
  readonly part: string;
  readonly title: string;
  readonly block: Block;
}

/** The table that a block is on the exported page, if it is on it. */
function tableOf({ part, title, block }: Placed): Engagement['tables'][number][] {
  if ((block.kind !== 'table' && block.kind !== 'list') || block.inSummary === undefined || block.rows.length === 0)
    return [];
  if (block.kind === 'list') return [listTable({ part, title }, block.inSummary, block.rows)];
  const { caption, head, rows } = block;
  return [
    {
      part,
      caption: `${title}: ${lower(caption)}`,
      head,
      // Why a score is what it is stands on the page of the engagement.
      rows: rows
        .slice(0, maxRows)
        .map(({ cells: [first, ...rest] }) => [
          ...(first ? [cellOf(first)] : []),
          ...rest.map(({ text, tone, at }) => cellOf({ text, ...(tone ? { tone } : {}), ...(at ? { at } : {}) })),
        ]),
      more: Math.max(0, rows.length - maxRows),
    },
  ];
}

const lower = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

function listTable(
  { part, title }: { part: string; title: string },
  caption: string,
  rows: readonly Cell[],
): Engagement['tables'][number] {
  return {
    part,
    caption: `${title}: ${caption}`,
    head: ['What', 'State'],
    rows: rows.slice(0, maxRows).map(({ because = '', ...row }) => [cellOf(row), { text: because }]),
    more: Math.max(0, rows.length - maxRows),
  };
}

function cellOf({ text, tone, because, at }: Cell): Engagement['tables'][number]['rows'][number][number] {
  return {
    text,
    ...(tone === undefined ? {} : { tone }),
    ...(because === undefined ? {} : { because }),
    ...(at ? { place: at } : {}),
  };
}
