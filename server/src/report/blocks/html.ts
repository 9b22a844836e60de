import { countCells, countHeads, type Block, type BlockSection, type Rich } from './blocks.ts';
import { linkedText, part, placeHtml, type ItemLinks, type Links, type Part } from '../summary/parts.ts';
import { bar, escape, looks, patterns } from '../summary/pictures.ts';

export interface HtmlOptions {
  readonly links: Links;
  /** Where short names in quotation marks lead. */
  readonly items: ItemLinks;
  /** Where the heading of a risk leads. */
  rowOf(risk: string): string | undefined;
}

/** Sections as parts of a page; all text is escaped. */
export function htmlSections(sections: readonly BlockSection[], options: HtmlOptions): Part[] {
  return sections.map(({ id, heading, blocks }) =>
    part(
      id,
      `${heading === undefined ? '' : `<h2>${escape(heading)}</h2>`}${blocks.map((each) => blockHtml(each, options)).join('')}`,
    ),
  );
}

/** Words and places on one line. */
export function richHtml(rich: Rich, { items, links }: Pick<HtmlOptions, 'items' | 'links'>): string {
  return rich.map((each) => (typeof each === 'string' ? linkedText(each, items) : placeHtml(each, links))).join('');
}

function blockHtml(block: Block, options: HtmlOptions): string {
  switch (block.kind) {
    case 'text':
      return `<p${block.look === undefined ? '' : ` class="${block.look}"`}>${richHtml(block.rich, options)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${richHtml(item, options)}</li>`).join('')}</${tag}>`;
    }
    case 'counts':
      return countsHtml(block);
    case 'table':
      return `<div class="scroll" tabindex="0" role="group" aria-label="${escape(block.caption)}"><table class="evidence plan">${rowHtml(block.head)}<tbody>${block.rows
        .map((cells) => {
          const [first = '', ...rest] = cells.map((cell) => linkedText(cell, options.items));
          return `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
        })
        .join('')}</tbody></table></div>`;
    case 'risk': {
      const row = options.rowOf(block.id);
      const title = `${block.number}. ${escape(block.title)}`;
      const lines = block.lines.map(
        ({ label, rich }) => `<p><strong>${label}:</strong> ${richHtml(rich, options)}</p>`,
      );
      return `<article class="risk ${block.look}"><h3>${row === undefined ? title : `<a href="#${escape(row)}">${title}</a>`} <span class="mark ${block.look === 'outage' || block.look === 'errors' ? 'bad' : ''}">${escape(block.mark)}</span></h3>${lines.join(' ')}</article>`;
    }
  }
}

function rowHtml(head: readonly string[]): string {
  return `<thead><tr>${head.map((each) => `<th scope="col">${escape(each)}</th>`).join('')}</tr></thead>`;
}

function countsHtml({ caption, rows, sum }: Extract<Block, { kind: 'counts' }>): string {
  const most = Math.max(1, ...rows.map(({ claims }) => claims.applicable));
  const body = rows.map(({ id, name, claims }) => {
    const shares = { good: claims.passed, bad: claims.failed, open: claims.inconclusive + claims.manual };
    const picture = bar(looks.map((look) => ({ look, share: shares[look] / most })));
    return `<tr><th scope="row"><a href="#aspect-${escape(id)}">${escape(name)}</a></th>${numbers(countCells(claims))}<td>${picture}</td></tr>`;
  });
  const heads = [caption, ...countHeads].map((each) => `<th scope="col">${escape(each)}</th>`).join('');
  return `${patterns}<table class="picture counts"><thead><tr>${heads}<td></td></tr></thead><tbody>${body.join('')}<tr class="sum"><th scope="row">Sum</th>${numbers(countCells(sum))}<td></td></tr></tbody></table>`;
}

function numbers(cells: readonly string[]): string {
  return cells.map((cell) => `<td class="number">${cell}</td>`).join('');
}
