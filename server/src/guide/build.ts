import MiniSearch from 'minisearch';
import { extractPage } from '../facts/artefacts/markdown.ts';
import { aspects } from '../model/site.ts';
import type { Guide, GuideHeading, GuidePage, GuideSearchHit } from './guide.ts';
import { plainText } from './plain-text.ts';

/** A page as it was found. */
export interface GuideSource {
  readonly id: string;
  readonly text: string;
  readonly origin: GuidePage['origin'];
  readonly file?: string;
}

/** Longest section that is indexed, in UTF-16 units: one page of generated text must not weigh down all others. */
const maxSection = 20_000;
/** Longest excerpt in a hover, in UTF-16 units. */
const maxExcerpt = 420;

interface Section {
  readonly id: number;
  readonly page: GuidePage;
  readonly heading?: GuideHeading;
  readonly title: string;
  readonly text: string;
}

/** Indexes pages; an organisation's page replaces the bundled one with its id. */
export function buildGuide(sources: readonly GuideSource[]): Guide {
  const byId = new Map<string, GuidePage>();
  for (const origin of ['bundled', 'organisation'] as const) {
    for (const source of sources) if (source.origin === origin) byId.set(source.id, readPage(source));
  }
  const rank = (page: GuidePage) =>
    (aspects as readonly string[]).indexOf(page.aspect) + 100 * Number(page.aspect === '');
  const pages = [...byId.values()].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'en'));
  const split = (ref: string): { page: GuidePage | undefined; heading: string | undefined } => {
    const hash = ref.indexOf('#');
    return { page: byId.get(hash < 0 ? ref : ref.slice(0, hash)), heading: hash < 0 ? undefined : ref.slice(hash + 1) };
  };
  let index: ReturnType<typeof indexSections> | undefined;

  return {
    pages,
    page: (ref) => split(ref).page,
    resolves(ref) {
      const { page, heading } = split(ref);
      return page !== undefined && (heading === undefined || page.anchors.includes(heading));
    },
    excerpt(ref) {
      const { page, heading } = split(ref);
      if (!page) return undefined;
      if (heading === undefined) return page.summary;
      const section = sectionsOf(page).find((each) => each.heading?.anchor === heading);
      return section ? shorten(section.text, maxExcerpt) : page.summary;
    },
    search(query, limit) {
      // Built when it is first asked: most sessions never search.
      index ??= indexSections(pages);
      return index.search(query, limit);
    },
  };
}

function readPage({ id, text, origin, file }: GuideSource): GuidePage {
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  const markdown = front ? text.slice(front[0].length) : text;
  const { title, anchors } = extractPage(`${id}.md`, markdown);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+?)[ \\t]*$`, 'm').exec(front?.[1] ?? '')?.[1];
  // Several anchors may lead to one heading: the first is its own.
  const headings = anchors
    .filter(({ level, span }, at) => level > 0 && anchors.findIndex((other) => other.span.start === span.start) === at)
    .map(({ slug, text: heading, level }) => ({ anchor: slug, text: heading, level }));
  const page = {
    id,
    title: field('title') ?? title ?? id,
    aspect: field('aspect') ?? '',
    origin,
    markdown,
    headings,
    anchors: anchors.map(({ slug }) => slug),
    ...(file === undefined ? {} : { file }),
  };
  return { ...page, summary: shorten(firstParagraph(markdown), maxExcerpt) };
}

function firstParagraph(markdown: string): string {
  const paragraph = markdown.split(/\n\s*\n/).find((block) => /^[^#>|`\-*\s<!]/.test(block.trimStart()));
  return plainText(paragraph ?? '');
}

function sectionsOf(page: GuidePage): Omit<Section, 'id'>[] {
  const sections: Omit<Section, 'id'>[] = [];
  let heading: GuideHeading | undefined;
  let body: string[] = [];
  let fenced = false;
  let next = 0;
  const close = () => {
    const text = plainText(body.join('\n')).slice(0, maxSection);
    sections.push({ page, title: heading?.text ?? page.title, text, ...(heading ? { heading } : {}) });
  };
  for (const line of page.markdown.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const level = fenced ? undefined : /^(#{1,6})\s/.exec(line)?.[1]?.length;
    if (level === undefined) {
      body.push(line);
      continue;
    }
    const found = page.headings.findIndex((each, at) => at >= next && each.level === level);
    if (found < 0) continue;
    if (body.some((each) => each.trim() !== '') || heading) close();
    body = [];
    next = found + 1;
    heading = level === 1 ? undefined : page.headings[found];
  }
  close();
  return sections;
}

function indexSections(pages: readonly GuidePage[]) {
  const sections = pages.flatMap(sectionsOf).map((section, id): Section => ({ id, ...section }));
  const search = new MiniSearch<Section>({
    fields: ['title', 'pageTitle', 'text'],
    extractField: ({ id, page, title, text }, field) =>
      field === 'id' ? id : field === 'title' ? title : field === 'text' ? text : `${page.title} ${page.id}`,
    tokenize: words,
    searchOptions: { boost: { pageTitle: 3, title: 2 }, prefix: true, fuzzy: 0.25, combineWith: 'AND' },
  });
  search.addAll(sections);
  return {
    search(query: string, limit: number): GuideSearchHit[] {
      const bounded = query.slice(0, 200);
      const found = search.search(bounded);
      const hits = found.length > 0 ? found : search.search(bounded, { combineWith: 'OR' });
      const seen = new Map<string, number>();
      const result: GuideSearchHit[] = [];
      for (const hit of hits) {
        const section = sections[hit.id as number];
        if (!section || result.length >= limit) continue;
        const count = (seen.get(section.page.id) ?? 0) + 1;
        seen.set(section.page.id, count);
        if (count > 2) continue;
        const excerpt = around(section.text, hit.terms);
        result.push({ page: section.page, excerpt, ...(section.heading ? { heading: section.heading } : {}) });
      }
      return result;
    },
  };
}

/** Words of letters and digits; Chinese, Japanese and Korean text as pairs of characters, for it has no spaces. */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    if (!/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word)) found.push(word);
    else if (word.length === 1) found.push(word);
    else for (let at = 0; at + 1 < word.length; at++) found.push(word.slice(at, at + 2));
  }
  return found;
}

function around(text: string, terms: readonly string[]): string {
  const lower = text.toLowerCase();
  const at =
    terms
      .map((term) => lower.indexOf(term))
      .filter((index) => index >= 0)
      .sort((a, b) => a - b)[0] ?? 0;
  const start = at < 60 ? 0 : text.lastIndexOf(' ', at - 40) + 1;
  return `${start > 0 ? '… ' : ''}${shorten(text.slice(start), 180)}`;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.lastIndexOf(' ', length);
  return `${text.slice(0, cut > length / 2 ? cut : length)} …`;
}
