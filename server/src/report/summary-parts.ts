import type { SummaryPlace } from './summary-format.ts';
import { placeText } from './summary-input.ts';
import { escape } from './summary-pictures.ts';

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
