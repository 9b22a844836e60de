import MiniSearch, { type SearchResult } from 'minisearch';
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
    checks: (field('checks') ?? '').split(/[\s,[\]]+/).filter((check) => check !== ''),
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
    // Names of books say nothing of the practice, and nobody wants to land on them.
    if (heading?.text !== 'Sources')
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
    processTerm: stem,
    searchOptions: {
      boost: { pageTitle: 3, title: 2 },
      prefix: (term) => term.length >= 3,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      weights: { prefix: 0.25, fuzzy: 0.3 },
    },
  });
  search.addAll(sections);
  return {
    search(query: string, limit: number): GuideSearchHit[] {
      const asked = words(query.slice(0, 200)).map(stem);
      const telling = new Set(asked.filter((word) => !frequent.has(word)));
      const terms = telling.size > 0 ? [...telling] : [...new Set(asked)];
      const same = { processTerm: (term: string) => term };
      const near = search.search(terms.join(' '), same);
      // Two letters changed over are two edits: forgiven only where nothing nearer is found.
      const hits = near.length > 0 ? near : search.search(terms.join(' '), { ...same, fuzzy: 2 });
      const result: GuideSearchHit[] = [];
      for (const { matches } of rankPages(hits, sections, terms.length)) {
        for (const { section, found } of matches.slice(0, 2)) {
          const excerpt = around(section.text, found);
          result.push({ page: section.page, excerpt, ...(section.heading ? { heading: section.heading } : {}) });
        }
      }
      // Who asks for a check by its id wants the pages that explain it, however often others name it.
      const explains = (page: GuidePage) => Number(page.checks.includes(query.trim()));
      return result.sort((a, b) => explains(b.page) - explains(a.page)).slice(0, limit);
    },
  };
}

interface Match {
  readonly section: Section;
  readonly score: number;
  /** The words of the section that were found. */
  readonly found: readonly string[];
}

/**
 * Pages with their sections, the best first. A page that has all that was asked for, if in several sections,
 * stands before one that has a part of it more often.
 */
function rankPages(hits: readonly SearchResult[], sections: readonly Section[], asked: number) {
  const byPage = new Map<string, { matches: Match[]; covered: Map<string, number> }>();
  for (const hit of hits) {
    const section = sections[hit.id as number];
    if (!section) continue;
    const known = byPage.get(section.page.id) ?? { matches: [], covered: new Map<string, number>() };
    byPage.set(section.page.id, known);
    let covered = 0;
    for (const term of hit.queryTerms) {
      // A word that only begins like it, or is written like it, may be another.
      const part = hit.terms.includes(term) ? 1 : 0.6;
      covered += part;
      known.covered.set(term, Math.max(part, known.covered.get(term) ?? 0));
    }
    known.matches.push({ section, score: hit.score * (covered / asked) ** 2, found: hit.terms });
  }
  return [...byPage.values()]
    .map(({ matches, covered }) => {
      matches.sort((a, b) => b.score - a.score);
      const [best = 0, ...others] = matches.map(({ score }) => score);
      const more = others.slice(0, 4).reduce((sum, score) => sum + score, 0);
      const share = [...covered.values()].reduce((sum, part) => sum + part, 0) / asked;
      return { matches, score: (best + more / 4) * share ** 2 };
    })
    .sort((a, b) => b.score - a.score);
}

/** Words that say nothing of what is looked for, as stems. */
const frequent = new Set(
  'a an and are as at be but by can do doe did dur for from get has have how i if in into is it its me my no not of on or our should so that the their them then there they thi to us was we what when where which while who why will with without you your'.split(
    ' ',
  ),
);

/** An English word without its ending, so that `restarts` finds `restart` and `logging` finds `log`. */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const short = bare.replace(/(ing|ed)$/, '');
  if (short === bare || short.length < 3 || !/[aeiouy]/.test(short)) return bare;
  return short.replace(/([bdgmnprt])\1$/, '$1');
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
