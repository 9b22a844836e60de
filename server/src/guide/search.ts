import { breath } from '../model/breath.ts';
import MiniSearch, { type SearchResult } from 'minisearch';
import type { GuidePage, GuideSearchHit } from './guide.ts';
import { sectionsOf, textOf, type Section } from './page.ts';
import { shorten } from './plain-text.ts';

/** Longest section that is indexed, in UTF-16 units: one page of generated text must not weigh down all others. */
const maxSection = 20_000;
/** What is indexed of one page, in UTF-16 units. */
export const maxPageText = 100_000;
/** What is indexed in all, in UTF-16 units. */
export const maxText = 30_000_000;
/** How long a slice of indexing takes at most, in milliseconds. */
const sliceMs = 12;
/** Sections of one page among the hits. */
const maxOfPage = 2;
/** Where two pages fit alike, the organisation's own stands first. */
const ownFirst = 1.03;

/** A search over pages; `add` works for a while and tells whether all is in. */
export interface Search {
  /** Indexes pages until all are in, or for `milliseconds`. */
  add(milliseconds: number): boolean;
  search(query: string, limit: number): GuideSearchHit[];
}

/** Makes the search ready in slices, so that others get their turn meanwhile. */
export async function fillSearch(search: Search): Promise<void> {
  while (!search.add(sliceMs)) await breath();
}

/** The search over these pages, still empty. */
export function openSearch(pages: readonly GuidePage[]): Search {
  const sections: Section[] = [];
  const index = new MiniSearch<{ id: number; title: string; pageTitle: string; path: string; text: string }>({
    fields: ['title', 'pageTitle', 'path', 'text'],
    tokenize: words,
    processTerm: (word) => stemOnce(word.slice(0, maxWord)),
    searchOptions: {
      boost: { pageTitle: 3, title: 2, path: 0.5 },
      prefix: (term) => term.length >= 3,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      weights: { prefix: 0.25, fuzzy: 0.3 },
    },
  });
  // The same words come again and again.
  const stems = new Map<string, string>();
  const stemOnce = (word: string): string => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const made = stem(word);
    if (stems.size < maxStems) stems.set(word, made);
    return made;
  };
  let room = maxText;
  function* adding() {
    for (const page of pages) {
      // `library.ts` tells that there is too much text.
      if (room <= 0) return;
      let left = Math.min(room, maxPageText);
      room -= Math.min(left, page.markdown.length);
      for (const section of sectionsOf(page)) {
        const text = textOf(section, Math.min(maxSection, left));
        left -= text.length;
        const path = `${page.root ?? ''} ${parts(page.path)}`;
        const title = section.heading?.text ?? page.title;
        index.add({ id: sections.length, title, pageTitle: `${page.title} ${parts(page.id)}`, path, text });
        sections.push(section);
        yield;
        if (left <= 0) break;
      }
    }
  }
  const steps = adding();
  const add = (milliseconds: number) => {
    const end = performance.now() + milliseconds;
    while (steps.next().done !== true) if (performance.now() > end) return false;
    return true;
  };
  return {
    add,
    search(query, limit) {
      add(Infinity);
      const asked = words(query.slice(0, 200)).map((word) => stem(word.slice(0, maxWord)));
      const telling = new Set(asked.filter((word) => !frequent.has(word)));
      const terms = (telling.size > 0 ? [...telling] : [...new Set(asked)]).slice(0, maxTerms);
      const same = { processTerm: (term: string) => term };
      const near = index.search(terms.join(' '), same);
      // Two letters changed over are two edits: forgiven only where nothing nearer is found.
      const hits =
        near.length > 0
          ? near
          : index.search(terms.join(' '), { ...same, fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 2 : false) });
      const result: GuideSearchHit[] = [];
      for (const { matches } of rankPages(hits, sections, terms.length)) {
        if (result.length > limit + 20) break;
        const seen = new Set<string | undefined>();
        for (const { section, found } of matches) {
          // The words above the title and those below it are one place to go to.
          if (seen.has(section.heading?.anchor)) continue;
          seen.add(section.heading?.anchor);
          if (seen.size > maxOfPage) break;
          const excerpt = around(textOf(section, maxSection), found) || section.page.summary;
          result.push({ page: section.page, excerpt, ...(section.heading ? { heading: section.heading } : {}) });
        }
      }
      // Who asks for a check by its id wants the pages that explain it, however often others name it.
      const explains = (page: GuidePage) => Number(page.checks.includes(query.trim()));
      return result.sort((a, b) => explains(b.page) - explains(a.page)).slice(0, limit);
    },
  };
}

/** A name with the words that it is made of: `KubeletDown` is also found by `kubelet`. */
function parts(name: string): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return apart === name ? name : `${name} ${apart}`;
}

/** Longest word, in UTF-16 units: a line of base64 is none. */
const maxWord = 40;
/** Stems that are remembered while indexing. */
const maxStems = 100_000;

/** Words of one query that are looked for. */
const maxTerms = 24;

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
      const own = matches[0]?.section.page.origin === 'organisation' ? ownFirst : 1;
      const share = [...covered.values()].reduce((sum, part) => sum + part, 0) / asked;
      return { matches, score: (best + more / 4) * share ** 2 * own };
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
  const lower = text.toLowerCase();
  // Most text is plain, and classes of all scripts' letters are slow.
  if (!/[^\t\n\r -~]/.test(lower)) {
    for (const word of lower.split(/[^a-z0-9]+/)) if (word !== '') found.push(word);
    return found;
  }
  for (const word of lower.split(/[^\p{L}\p{N}]+/u)) {
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
