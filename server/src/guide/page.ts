import { extractPage } from '../facts/artefacts/markdown.ts';
import { frontMatterOf } from './front-matter.ts';
import type { GuideHeading, GuidePage } from './guide.ts';
import { plainText, shorten, withoutComments } from './plain-text.ts';

/** A page as it was found. */
export interface GuideSource {
  /** Path from the Guide's folder, without `.md`. */
  readonly id: string;
  readonly text: string;
  readonly origin: GuidePage['origin'];
  readonly root?: string;
  readonly file?: string;
  readonly location?: string;
}

/** What a page says of itself; its id among the others is `build.ts`'s. */
export interface ReadPage extends Omit<GuidePage, 'id' | 'replaces'> {
  /** The bundled page that it names as replaced; `none` for none. */
  readonly instead?: string;
}

/** Longest excerpt in a hover, in UTF-16 units. */
export const maxExcerpt = 420;
/** Headings of one page that are known. */
const maxHeadings = 2000;

/** Reads a page: front matter, title, what it is about, headings and anchors. */
export function readPage({ id, text, origin, root, file, location }: GuideSource): ReadPage {
  const front = frontMatterOf(text);
  const markdown = text.slice(front?.length ?? (text.startsWith('\uFEFF') ? 1 : 0));
  const { title, anchors } = extractPage(`${id}.md`, markdown);
  // Several anchors may lead to one heading: the first is its own.
  const starts = new Set<number>();
  const headings: GuideHeading[] = [];
  for (const { slug, text: heading, level, span } of anchors) {
    if (level === 0 || starts.has(span.start) || headings.length >= maxHeadings) continue;
    starts.add(span.start);
    headings.push({ anchor: slug, text: heading, level, start: span.start });
  }
  const path = pathOf(id);
  const instead = front?.value('replaces');
  return {
    title: shorten(plainTitle(front?.value('title') ?? title) || wordsOf(path, root), 200),
    summary: shorten(firstParagraph(markdown) || plainText(front?.value('description') ?? ''), maxExcerpt),
    aspect: front?.value('aspect') ?? '',
    checks: front?.list('checks').map((check) => check.text) ?? [],
    origin,
    markdown,
    headings,
    anchors: anchors.map(({ slug }) => slug),
    path,
    ...(root === undefined ? {} : { root }),
    ...(file === undefined ? {} : { file }),
    ...(location === undefined ? {} : { location }),
    ...(front?.value('draft') === 'true' ? { draft: true as const } : {}),
    ...(instead === undefined ? {} : { instead }),
  };
}

/** `a/README` is the page of `a`. */
export function pathOf(id: string): string {
  return id.replace(/\/(readme|index|_index)$/i, '');
}

function plainTitle(title: string | undefined): string {
  return title === undefined ? '' : plainText(title.slice(0, 1000));
}

/** A path's last name as words, for a page without a title. */
function wordsOf(path: string, root: string | undefined): string {
  const own = /^(readme|index|_index)$/i.test(path) ? (root ?? path) : path;
  const name = own.slice(own.lastIndexOf('/') + 1).replace(/[-_]+/g, ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const fences = /^ {0,3}(`{3,20}(?!`)|~{3,20}(?!~))[^\n]*\n[\s\S]*?^ {0,3}\1[ \t]*$/gm;

function firstParagraph(markdown: string): string {
  const head = withoutComments(markdown.slice(0, 20_000));
  // A fence of one length alone is tried at each place: one of many signs must not be tried as all shorter ones, too.
  const blocks = head.replace(fences, '').split(/\n[ \t]*\r?\n/);
  const isProse = (block: string) =>
    /^(?:\*\*|[^#>|`\-*+\s<!:{[]|\[(?!!))/.test(block) &&
    !/^(\d+\.\s|import\s.*from\s|export\s|\[[^\]\n]+\]:\s|\?\?\?|[=_*-]{3,}\s*$)/.test(block) &&
    !/^[^\n]+\n[=-]+\s*$/.test(block);
  for (const block of blocks) {
    // A heading may stand right above its paragraph.
    const bare = block
      .trim()
      .replace(/^(#{1,6}\s[^\n]*(\n|$)|[^\n]+\n[=-]{2,}[ \t]*\n)+/, '')
      .trim();
    if (bare === '' || !isProse(bare)) continue;
    const text = plainText(bare);
    if (text.length > 1) return text;
  }
  return '';
}

/** A part of a page below one heading; the part above the first has none. */
export interface Section {
  readonly page: GuidePage;
  readonly heading?: GuideHeading;
  readonly start: number;
  readonly end: number;
}

/** The sections of a page; its title and the words right below it are one. */
export function sectionsOf(page: GuidePage): Section[] {
  const sections: Section[] = [];
  let start = 0;
  let heading: GuideHeading | undefined;
  const close = (end: number) => {
    // Names of books say nothing of the practice, and nobody wants to land on them.
    if (heading?.text === 'Sources') return;
    if (heading || page.markdown.slice(start, end).trim() !== '')
      sections.push({ page, start, end, ...(heading ? { heading } : {}) });
  };
  for (const next of page.headings) {
    close(next.start);
    const line = page.markdown.indexOf('\n', next.start);
    start = line < 0 ? page.markdown.length : line;
    heading = next.level === 1 && next === page.headings[0] ? undefined : next;
  }
  close(page.markdown.length);
  if (sections.length === 0) sections.push({ page, start: page.markdown.length, end: page.markdown.length });
  return sections;
}

/** The plain text of a section, its first `length` UTF-16 units. */
export function textOf({ page, start, end }: Section, length: number): string {
  return plainText(page.markdown.slice(start, Math.min(end, start + 2 * length))).slice(0, length);
}
