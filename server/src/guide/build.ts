import { aspects } from '../model/site.ts';
import type { Guide, GuidePage } from './guide.ts';
import { maxExcerpt, readPage, sectionsOf, textOf, type GuideSource, type ReadPage } from './page.ts';
import { shorten } from './plain-text.ts';
import { openSlices } from '../workspace/slices.ts';
import { fillSearch, openSearch, type Search } from './search.ts';

export type { GuideSource } from './page.ts';

/** Indexes pages; an organisation's page replaces the bundled one with its name. */
export function buildGuide(sources: readonly GuideSource[]): Guide {
  return guideOf(sources.map(readPage));
}

/** As `buildGuide`, in slices, so that others get their turn meanwhile. */
export async function buildGuideLate(sources: readonly GuideSource[]): Promise<Guide> {
  const pages: ReadPage[] = [];
  const pause = openSlices();
  for (const source of sources) {
    pages.push(readPage(source));
    await pause();
  }
  return guideOf(pages);
}

function guideOf(read: readonly ReadPage[]): Guide {
  const { byId, byName } = identified(read);
  const rank = ({ aspect }: GuidePage) => ((aspects as readonly string[]).indexOf(aspect) + 100) % 100;
  const collator = new Intl.Collator('en', { numeric: true });
  const pages = [...byId.values()].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (rank(a) < 99
        ? collator.compare(a.title, b.title)
        : collator.compare(a.root ?? '', b.root ?? '') || collator.compare(a.path, b.path)),
  );
  const find = (name: string): GuidePage | undefined => {
    const own = byId.get(name);
    if (own) return own;
    const known = byName.get(name.replace(/\.(md|markdown)$/i, ''));
    return known?.length === 1 ? known[0] : undefined;
  };
  const split = (ref: string): { page: GuidePage | undefined; heading: string | undefined } => {
    const hash = ref.indexOf('#');
    return { page: find(hash < 0 ? ref : ref.slice(0, hash)), heading: hash < 0 ? undefined : ref.slice(hash + 1) };
  };
  let search: Search | undefined;
  let filling: Promise<void> | undefined;
  // Built when it is first asked: most sessions never search.
  const searching = () => (search ??= openSearch(pages));

  return {
    pages,
    page: (ref) => split(ref).page,
    named: (name) => byName.get(name) ?? [],
    resolves(ref) {
      const { page, heading } = split(ref);
      return page !== undefined && (heading === undefined || page.anchors.includes(heading));
    },
    excerpt(ref) {
      const { page, heading } = split(ref);
      if (!page) return undefined;
      if (heading === undefined) return page.summary;
      const section = sectionsOf(page).find((each) => each.heading?.anchor === heading);
      const text = section ? textOf(section, 2 * maxExcerpt) : '';
      return text === '' ? page.summary : shorten(text, maxExcerpt);
    },
    prepare: () => (filling ??= fillSearch(searching())),
    search: (query, limit) => searching().search(query, limit),
  };
}

/**
 * Pages by their ids, and by all names that may cite them.
 * A bundled page keeps its name; an organisation's has its file's name where that is its own, else its path.
 */
function identified(read: readonly ReadPage[]) {
  const nameOf = (page: ReadPage) => page.path.slice(page.path.lastIndexOf('/') + 1);
  const byId = new Map<string, GuidePage>();
  for (const page of read) if (page.origin === 'bundled') byId.set(page.path, { ...page, id: page.path });
  const bundled = new Set(byId.keys());
  const counts = new Map<string, number>();
  const own = read.filter((page) => page.origin === 'organisation');
  for (const page of own) counts.set(nameOf(page), (counts.get(nameOf(page)) ?? 0) + 1);
  const taken = new Set<string>();
  const byName = new Map<string, GuidePage[]>();
  const add = (page: GuidePage, names: readonly string[]) => {
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), page]);
  };
  // The page that lies nearest to its Guide's folder has the first right to a name.
  const ordered = [...own].sort((a, b) => depth(a) - depth(b));
  for (const { instead, ...page } of ordered) {
    const name = nameOf(page);
    const replaced = replacedBy(
      { ...page, ...(instead === undefined ? {} : { instead }) },
      bundled,
      counts.get(name) ?? 1,
    );
    const long = page.root === undefined ? page.path : `${page.root}/${page.path}`;
    const candidates = [
      ...(replaced === undefined ? [] : [replaced]),
      ...(counts.get(name) === 1 && !isFolderPage(name) ? [name] : []),
      ...(isFolderPage(page.path) && page.root !== undefined ? [] : [page.path]),
      long,
      ...(page.file === undefined ? [] : [page.file]),
    ];
    const id = candidates.find((each) => !taken.has(each) && (each === replaced || !bundled.has(each)));
    if (id === undefined) continue;
    taken.add(id);
    // Who replaces a page without a word on its aspect means the same place in the tree.
    const aspect = page.aspect === '' && id === replaced ? (byId.get(id)?.aspect ?? '') : page.aspect;
    const made: GuidePage = { ...page, id, aspect, ...(id === replaced ? { replaces: true as const } : {}) };
    byId.set(id, made);
    add(made, [name, page.path, long, id, ...(page.file === undefined ? [] : [page.file.replace(/\.\w+$/, '')])]);
  }
  for (const page of byId.values()) if (page.origin === 'bundled') add(page, [page.id]);
  return { byId, byName };
}

function depth({ path }: { path: string }): number {
  return path.split('/').length;
}

function isFolderPage(name: string): boolean {
  return /^(readme|index|_index)$/i.test(name);
}

/** The bundled page in whose place a page stands: it says so, it lies at the top of its Guide, or it alone has that name. */
function replacedBy(page: ReadPage, bundled: ReadonlySet<string>, sharing: number): string | undefined {
  if (page.instead !== undefined) return bundled.has(page.instead) ? page.instead : undefined;
  const name = page.path.slice(page.path.lastIndexOf('/') + 1);
  return bundled.has(name) && (page.path === name || sharing === 1) ? name : undefined;
}
