import type { Summary, SummaryPlace } from './format.ts';
import { placeText } from './input.ts';
import { escape, prose } from './pictures.ts';

/** Where links lead: within the page, or from places into the editor. */
export type Links = 'page' | 'editor';

/** A part of the page; the same id for the same part of each version. */
export interface Part {
  readonly id: string;
  readonly html: string;
}

/** A part of the page under its id. */
export function part(id: string, html: string, tag: 'section' | 'header' = 'section'): Part {
  return { id, html: `<${tag} id="part-${id}">${html}</${tag}>` };
}

/** Where the short name of an item leads, by its title. */
export type ItemLinks = ReadonlyMap<string, string>;

/** The evidence rows of the page, by the title of their items and of their risks. */
export function itemLinks({ aspects, risks }: Pick<Summary, 'aspects' | 'risks'>): ItemLinks {
  const items = [...risks.filter(({ from }) => from === 'item'), ...aspects.flatMap((aspect) => aspect.items)];
  return new Map(items.map(({ title, id }) => [title, `#item-${id}`]));
}

/** A sentence in which each short name of an item leads to its evidence, and `7 more` to where all are listed. */
export function linkedText(text: string, links: ItemLinks, more?: string): string {
  return text
    .split(/(“[^”]*”|\b\d+ more\b)/)
    .map((piece) => {
      const href = piece.startsWith('“') ? links.get(piece.slice(1, -1)) : / more$/.test(piece) ? more : undefined;
      return href === undefined ? prose(piece) : `<a href="${escape(href)}">${prose(piece)}</a>`;
    })
    .join('');
}

/** A place that leads to its row of evidence within the page, or into the editor. */
export function evidencePlace(place: SummaryPlace, links: Links, row: string): string {
  const html = placeHtml(place, links);
  return links === 'page' ? `<a href="#${escape(row)}">${html}</a>` : html;
}

/** A place as text, or as a button that the editor follows; no address ever comes from content. `text` is HTML of ours. */
export function placeHtml(
  place: SummaryPlace,
  links: Links,
  text: string = `<code>${escape(placeText(place))}</code>`,
): string {
  if (links === 'page') return text;
  const { file, line } = place;
  return `<button type="button" class="link place" title="${escape(placeText(place))}" data-file="${escape(file)}" data-line="${line}">${text}</button>`;
}
