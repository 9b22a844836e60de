import type { Action, Block, Cell, EngagementView, PartView } from '../model/engagement.ts';
import { placed, table, text } from './markdown-text.ts';

/** An engagement as a page of Markdown. */
export function engagementMarkdown(view: EngagementView): string {
  const next = view.next.map(({ title, because, part }) => `- **${text(title)}** (${part}): ${text(because)}`);
  const history = view.history.map(
    ({ title, since, by, reason }) =>
      `- ${since}: ${title} (${text(by)})${reason === undefined ? '' : `: ${text(reason)}`}`,
  );
  return joined([
    `# Engagement: ${text(view.title)}`,
    text(view.standing),
    ...view.problems.map((problem) => `> ${text(problem)}`),
    ...(next.length > 0 ? ['## Next', next.join('\n')] : []),
    ...(view.moves.length > 0
      ? [
          '## Suggested state changes',
          view.moves.map(({ title, because }) => `- **${title}**: ${text(because)}`).join('\n'),
        ]
      : []),
    ...(view.dates.length > 0
      ? [
          '## Upcoming dates',
          view.dates
            .map(({ date, what, who }) => `- ${date}: ${text(what)}${who === undefined ? '' : ` (${text(who)})`}`)
            .join('\n'),
        ]
      : []),
    ...(history.length > 0 ? ['## History', history.join('\n')] : []),
    ...view.parts.map((part) => partMarkdown(part, { level: 2 }).trimEnd()),
  ]);
}

export interface MarkdownOptions {
  /** Level of the part's heading. */
  readonly level?: number;
  /** Names the actions, as the command line takes them. */
  readonly actions?: boolean;
}

/** One part as Markdown. */
export function partMarkdown(part: PartView, { level = 1, actions = false }: MarkdownOptions = {}): string {
  return joined([
    `${'#'.repeat(level)} ${text(part.title)}`,
    text(part.standing),
    ...part.blocks.flatMap((block) => blockMarkdown(block, { level, actions })),
    ...(part.documents.length > 0
      ? [`Drafts: ${part.documents.map(({ id, title }) => `${text(title)} (\`${id}\`)`).join(', ')}.`]
      : []),
  ]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockMarkdown(block: Block, { level, actions }: { level: number; actions: boolean }): string[] {
  const forms = (list: readonly Action[] | undefined) => (actions && list ? list.map(actionText) : []);
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(Math.min(level + 1, 6))} ${text(block.text)}`];
    case 'text':
      return [text(block.text)];
    case 'list':
      return [
        block.rows
          .map((row) =>
            [`- ${marks[row.tone ?? 'none']}${cellText(row)}`, ...forms(row.actions).map((each) => `  - ${each}`)].join(
              '\n',
            ),
          )
          .join('\n'),
      ];
    case 'table':
      return block.rows.length === 0
        ? []
        : [
            table(
              block.head,
              block.rows.map(({ cells }) => cells.map(tableCell)),
            ),
            ...(actions ? [block.rows.flatMap((row) => forms(row.actions).map((each) => `- ${each}`)).join('\n')] : []),
          ];
    case 'code':
      return [fenced(block.text, block.language)];
    case 'chart':
      return [
        table(
          [text(block.caption), ...block.labels],
          block.lines.map(({ name, values }) => [
            text(name),
            ...values.map((value) => (value === null ? '?' : String(value))),
          ]),
        ),
      ];
    case 'graph':
      return [
        `${text(block.caption)}:`,
        block.edges
          .map(({ from, to, label }) => {
            const name = (id: string) => text(block.nodes.find((node) => node.id === id)?.label ?? id);
            return `- ${name(from)} → ${name(to)}${label === undefined ? '' : ` (${text(label)})`}`;
          })
          .join('\n'),
      ];
    case 'actions':
      return [
        forms(block.actions)
          .map((each) => `- ${each}`)
          .join('\n'),
      ];
  }
}

const marks = { good: '✓ ', bad: '✗ ', attention: '! ', open: '? ', none: '' } as const;

/** A fence that the text cannot end. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function actionText({ id, title, values, ofPage, fields }: Action): string {
  const given = ofPage ? [] : Object.entries(values).map(([name, value]) => quoted(`${name}=${value}`));
  const asked = fields.map(({ name, choices, optional }) => {
    const value = choices ? choices.map((each) => each.value).join('|') : '…';
    return optional ? `[${name}=${value}]` : `${name}=${value}`;
  });
  return `${text(title.replace(/…$/, ''))}: \`prr engage ${[id, ...given, ...asked].join(' ')}\``;
}

/** As a shell takes it in one piece. */
function quoted(word: string): string {
  return /^[\w./=:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function cellText({ text: words, because, at, guide, link }: Cell): string {
  const where = at ? ` (${placed(at)})` : '';
  const page = guide === undefined ? '' : ` [Guide: ${guide}]`;
  const web = link === undefined ? '' : ` <${link}>`;
  return `${text(words)}${where}${because === undefined ? '' : `: ${text(because)}`}${page}${web}`;
}

function tableCell(cell: Cell): string {
  return cellText({ ...cell, text: `${cell.tone ? marks[cell.tone] : ''}${cell.text}` }) || ' ';
}
