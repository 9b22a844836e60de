import { countCells, countHeads, type Block, type BlockSection, type Rich } from './blocks.ts';
import { paragraph, placed, table, text } from '../markdown-text.ts';

/** Sections as Markdown, a paragraph each. */
export function markdownSections(sections: readonly BlockSection[]): string[] {
  return sections.flatMap(({ heading, blocks }) => [
    ...(heading === undefined ? [] : [`## ${text(heading)}`]),
    ...blocks.map(blockText).filter((each) => each !== ''),
  ]);
}

/** Words and places on one line. */
export function richText(rich: Rich): string {
  return rich.map((each) => (typeof each === 'string' ? spaced(each) : placed(each))).join('');
}

/** Escaping trims; what is between two pieces stays. */
function spaced(words: string): string {
  const inner = text(words);
  return inner === '' ? ' ' : `${/^\s/.test(words) ? ' ' : ''}${inner}${/\s$/.test(words) ? ' ' : ''}`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text': {
      const [first, ...rest] = block.rich;
      if (typeof first !== 'string') return richText(block.rich);
      if (block.look === 'lead') return `**${text(first)}**${richText(rest)}`;
      return `${paragraph(first)}${/\s$/.test(first) ? ' ' : ''}${richText(rest)}`;
    }
    case 'list':
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${richText(item).trim()}`).join('\n');
    case 'counts':
      return table(
        [text(block.caption), ...countHeads],
        [
          ...block.rows.map(({ name, claims }) => [text(name), ...countCells(claims)]),
          ['**Sum**', ...countCells(block.sum)],
        ],
      );
    case 'table':
      return table(
        block.head.map(text),
        block.rows.map((cells) => cells.map(text)),
      );
    case 'risk':
      return [
        `### ${block.number}. ${text(block.title)} (${text(block.mark)})`,
        block.lines.map(({ label, rich }) => `- ${label}: ${richText(rich).trim()}`).join('\n'),
      ].join('\n\n');
  }
}
