import { aspectNames, aspects, type Aspect } from '../model/site.ts';
import type { Guide, GuidePage } from './guide.ts';

/** A row of the Guide's tree. */
export type GuideNode =
  | { readonly kind: 'aspect'; readonly label: string; readonly aspect: string; readonly count: number }
  | {
      readonly kind: 'folder';
      readonly label: string;
      readonly root: string;
      /** From the Guide's folder; empty for the Guide itself. */
      readonly path: string;
      /** Pages in it and below. */
      readonly count: number;
      /** The folder's own page. */
      readonly page?: GuidePage;
    }
  | { readonly kind: 'page'; readonly page: GuidePage };

/** What the rows below a row are asked with: nothing for the top. */
export type GuideBranch = { readonly aspect: string } | { readonly root: string; readonly path: string };

/** The rows of the top: the aspects, then each organisation's Guide; or those below a row, folders first. */
export function branchesOf(guide: Guide, below?: GuideBranch): GuideNode[] {
  if (!below) return topOf(guide);
  if ('aspect' in below)
    return guide.pages.filter((page) => groupOf(page) === below.aspect).map((page) => ({ kind: 'page', page }));
  const prefix = below.path === '' ? '' : `${below.path}/`;
  const folders = new Map<string, number>();
  const pages = new Map<string, GuidePage>();
  for (const page of guide.pages) {
    if (page.root !== below.root || !page.path.startsWith(prefix)) continue;
    const rest = page.path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) pages.set(rest, page);
    else folders.set(rest.slice(0, slash), (folders.get(rest.slice(0, slash)) ?? 0) + 1);
  }
  const rows: GuideNode[] = [];
  for (const [name, count] of [...folders].sort(([a], [b]) => compare(a, b))) {
    const page = pages.get(name);
    rows.push({
      kind: 'folder',
      label: page?.title ?? name,
      root: below.root,
      path: prefix + name,
      count: count + (page ? 1 : 0),
      ...(page ? { page } : {}),
    });
  }
  const single = [...pages].filter(([name]) => !folders.has(name) && !isOwn(name)).map(([, page]) => page);
  return [
    ...rows,
    ...single.sort((a, b) => compare(a.title, b.title)).map((page) => ({ kind: 'page' as const, page })),
  ];
}

function topOf(guide: Guide): GuideNode[] {
  const counts = new Map<string, number>();
  const roots = new Map<string, number>();
  for (const page of guide.pages) {
    const group = groupOf(page);
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    if (page.root !== undefined) roots.set(page.root, (roots.get(page.root) ?? 0) + 1);
  }
  const groups = [...aspects, ''].flatMap((aspect): GuideNode[] => {
    const count = counts.get(aspect);
    return count === undefined ? [] : [{ kind: 'aspect', label: labelOf(aspect), aspect, count }];
  });
  const own = [...roots].map(([root, count]): GuideNode => {
    const page = guide.pages.find((each) => each.root === root && isOwn(each.path));
    return { kind: 'folder', label: root, root, path: '', count, ...(page ? { page } : {}) };
  });
  return [...groups, ...own];
}

/** The aspect under which a page stands; undefined for an organisation's page that names none. */
function groupOf({ aspect, origin }: GuidePage): string | undefined {
  if ((aspects as readonly string[]).includes(aspect)) return aspect;
  return origin === 'bundled' ? '' : undefined;
}

function labelOf(aspect: string): string {
  return Object.hasOwn(aspectNames, aspect) ? aspectNames[aspect as Aspect] : 'Other pages';
}

function isOwn(name: string): boolean {
  return /^(readme|index|_index)$/i.test(name);
}

const { compare } = new Intl.Collator('en', { numeric: true });
