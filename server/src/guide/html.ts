import MarkdownIt from 'markdown-it';
import { githubSlug } from '../facts/artefacts/markdown.ts';

/** Targets that a link may have: the web, a heading of the page, another page. Everything else (`command:`, `file:` …) is dropped. */
const allowedLink = /^(https?:\/\/|#|[\w-]+(\.md)?(#[\w-]*)?$)/i;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => allowedLink.test(url);
// Pictures would be fetched from somewhere: their text stands in their place.
markdown.renderer.rules['image'] = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '');
markdown.renderer.rules['heading_open'] = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  token?.attrSet('id', githubSlug(tokens[index + 1]?.content ?? ''));
  return renderer.renderToken(tokens, index, options);
};

/** Safe HTML of Markdown: raw HTML is text, headings have ids. */
export function guideHtml(text: string): string {
  return markdown.render(text);
}
