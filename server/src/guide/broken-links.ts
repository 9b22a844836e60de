import { sameAnchor } from '../rules/vocabulary/alerts/runbook-link.ts';
import { nearest } from '../rules/vocabulary/nearest.ts';
import type { Problem } from '../model/problem.ts';
import type { Fix } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { extractPage } from '../facts/artefacts/markdown.ts';
import { frontMatterOf } from './front-matter.ts';
import type { Shelf } from './library.ts';
import { linksOf, maxTarget, type MarkdownLink } from './markdown-links.ts';

/** What links are looked up in. */
export interface Surroundings {
  readonly shelf: Shelf;
  /** Ids of bundled pages, which a team's page may link to. */
  readonly bundled: ReadonlySet<string>;
  /** What stands at a path of the workspace. */
  kind(path: string): Promise<'file' | 'folder' | undefined>;
  /** Anchors of a page of the shelf, or of another Markdown file of the workspace. */
  anchors(file: string): Promise<Anchors | undefined>;
}

/** What a link to a page may name behind `#`. */
export interface Anchors {
  readonly slugs: ReadonlySet<string>;
  /** Slugs with only their letters and digits: site generators differ in the rest. */
  readonly loose: ReadonlySet<string>;
  /** Something writes into the page when the site is made. */
  readonly generated: boolean;
}

/** The anchors of a page's text. */
export function anchorsOf(file: string, text: string): Anchors {
  const { anchors, title } = extractPage(file, text);
  const front = frontMatterOf(text);
  const slugs = new Set(anchors.map(({ slug }) => slug));
  const loose = [
    ...anchors.flatMap(({ slug, text: words }) => [slug, words]),
    title ?? '',
    front?.value('title') ?? '',
  ].map(bare);
  for (const match of text.matchAll(/\{[#:]\s?#?([\w.:-]{1,100})[^}\n]{0,100}\}|<h[1-6][^<>]{0,200}>([^<\n]{1,200})</g))
    loose.push(bare(match[1] ?? match[2] ?? ''));
  return {
    slugs,
    loose: new Set(loose),
    generated: /\{\{|\{%|^--8<--|^[ \t]*import\s.+\sfrom\s|^::::?\s?\w|<[A-Z]\w+/m.test(text),
  };
}

function bare(slug: string): string {
  return slug
    .toLowerCase()
    .replace(/[-_]\d+$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Links of a page of the workspace that lead to nothing, told where they stand; those that only a site generator could follow are left alone. */
export async function brokenLinks(file: string, text: string, around: Surroundings): Promise<Problem[]> {
  // A template's links hold where its copies lie.
  if (/(^|[/_-])(archetypes?|templates?)([/_.-]|$)/i.test(file)) return [];
  const problems: Problem[] = [];
  let known: Anchors | undefined;
  const own = () => (known ??= anchorsOf(file, text));
  for (const link of linksOf(text)) {
    const problem = await checkLink(link, { file, own, around });
    if (problem) problems.push(problem);
  }
  return problems;
}

interface Here {
  readonly file: string;
  /** The anchors of the page itself. */
  own(): Anchors;
  readonly around: Surroundings;
}

async function checkLink(link: MarkdownLink, here: Here): Promise<Problem | undefined> {
  const { file, around } = here;
  const { target } = link;
  if (link.kind === 'footnote' || target.length >= maxTarget) return undefined;
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|^\\|[{}<>$|]|^@|^mailto/i.test(target)) return undefined;
  const hash = target.indexOf('#');
  const path = decoded((hash < 0 ? target : target.slice(0, hash)).replace(/\?.*$/, ''));
  const anchor = hash < 0 ? '' : decoded(target.slice(hash + 1));
  if (path === undefined || anchor === undefined) return undefined;
  const found = path === '' ? { file } : await locate(path, link, here);
  if (found === 'unknown') return undefined;
  const pathSpan = { start: link.span.start, end: hash < 0 ? link.span.end : link.span.start + hash };
  if (found === 'missing') return missing(path, pathSpan, here, link);
  if (found.file === undefined || anchor === '') return undefined;
  const span = { start: link.span.start + hash, end: link.span.end };
  return missingAnchor(found.file, anchor, { ...here, span, around });
}

type Found = { readonly file: string | undefined } | 'missing' | 'unknown';

const isMarkdown = (path: string) => /\.(md|markdown)$/i.test(path);
const hasEnding = (path: string) => /\.[a-z][a-z0-9]{0,5}$/i.test(path);

async function locate(path: string, link: MarkdownLink, { file, around }: Here): Promise<Found> {
  const { at, files } = around.shelf;
  const folders = file.split('/').slice(0, -1);
  const absolute = path.startsWith('/');
  const bases = absolute
    ? folders.map((_, i) => folders.slice(0, i)).concat([folders])
    : isMarkdown(path) && link.kind !== 'html'
      ? [folders]
      : // A page's own address is a folder on a generated site.
        [folders, [...folders, 'page'], folders.slice(0, -1)];
  const within = absolute ? ['', 'content', 'docs', 'src', 'static', 'public', 'assets'] : [''];
  for (const base of bases) {
    for (const inner of within) {
      const full = normalised([...base, ...(inner === '' ? [] : [inner]), ...path.split('/')]);
      if (full === undefined) return 'unknown';
      for (const each of variants(full)) if (files.has(each)) return { file: isMarkdown(each) ? each : undefined };
      const kind = await around.kind(full === '' ? '.' : full).catch(() => undefined);
      if (kind !== undefined) return { file: kind === 'file' && isMarkdown(full) ? full : undefined };
      if (!hasEnding(full))
        for (const each of variants(full).slice(1, 4))
          if ((await around.kind(each).catch(() => undefined)) === 'file') return { file: each };
    }
  }
  const name = path.replace(/^(\.\/)+/, '').replace(/\.md$/i, '');
  if (around.bundled.has(name) && !at.named) return { file: undefined };
  if (isMarkdown(path) && link.kind !== 'html') return absolute ? 'unknown' : 'missing';
  // Generators copy files from other folders, give pages other addresses, and lower their case.
  const tail = path.toLowerCase().replace(/^(\.{0,2}\/)+|\/+$/g, '');
  if (absolute || tail === '') return 'unknown';
  for (const each of files) if (isTail(each.toLowerCase(), tail)) return { file: undefined };
  if (hasEnding(path)) return link.kind === 'html' || /\.(html?|aspx?|php)$/i.test(path) ? 'unknown' : 'missing';
  return at.named || /[^\w./-]/.test(path) ? 'unknown' : 'missing';
}

function isTail(file: string, tail: string): boolean {
  return [tail, `${tail}.md`, `${tail}/index.md`, `${tail}/_index.md`, `${tail}/readme.md`].some(
    (each) => file === each || file.endsWith(`/${each}`),
  );
}

function variants(path: string): string[] {
  const bareOf = path.replace(/\.html?$/i, '');
  return [
    path,
    ...['.md', '/README.md', '/index.md', '/_index.md', '/readme.md', '.mdx', '.markdown'].map((end) => bareOf + end),
  ];
}

function normalised(parts: readonly string[]): string | undefined {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') {
      // It leads out of the workspace, where nothing may be looked at.
      if (kept.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

function missing(path: string, span: Span, { file, around }: Here, { kind }: MarkdownLink): Problem {
  const folder = file.split('/').slice(0, -1).join('/');
  const what = kind === 'image' ? 'image' : isMarkdown(path) ? 'page' : 'file';
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  const all = [...around.shelf.files].filter((each) => kind === 'image' || isMarkdown(each));
  const sameName = all.filter((each) => each.toLowerCase().endsWith(`/${name}`) || each.toLowerCase() === name);
  const near = sameName.length === 1 ? sameName[0] : nearestPath(path, folder, all);
  const written = near === undefined ? undefined : relativePath(folder, near);
  return {
    file,
    span,
    message: `Broken link: there is no ${what} ${path}${written === undefined ? '' : `; did you mean ${written}?`}`,
    ...(written === undefined ? {} : { fixes: [replacing(file, span, encoded(written))] }),
  };
}

/** The path in the same folder that is nearly the one that was written. */
function nearestPath(path: string, folder: string, all: readonly string[]): string | undefined {
  const full = normalised([...folder.split('/'), ...path.split('/')]);
  if (full === undefined) return undefined;
  const parent = full.split('/').slice(0, -1).join('/');
  const siblings = all.filter((each) => each.split('/').slice(0, -1).join('/') === parent).slice(0, 500);
  const nameOf = (each: string) => (each.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
  const name = nearest(nameOf(full), siblings.map(nameOf));
  return siblings.find((each) => nameOf(each) === name);
}

async function missingAnchor(
  target: string,
  anchor: string,
  { file, own, span, around }: Here & { span: Span },
): Promise<Problem | undefined> {
  if (/^(:~:|L\d|fn|top$|!|\/)|[=&?]/i.test(anchor)) return undefined;
  const anchors = target === file ? own() : await around.anchors(target);
  if (!anchors || anchors.generated || anchors.loose.has(bare(anchor))) return undefined;
  for (const slug of anchors.slugs) if (sameAnchor(slug, anchor)) return undefined;
  const near = nearest(anchor, [...anchors.slugs].slice(0, 500));
  const where = target === file ? 'this page' : target.split('/').at(-1);
  return {
    file,
    span,
    message: `Broken link: ${where} has no heading #${anchor}${near === undefined ? '' : `; did you mean #${near}?`}`,
    ...(near === undefined ? {} : { fixes: [replacing(file, span, `#${near}`)] }),
  };
}

function replacing(file: string, span: Span, text: string): Fix {
  return { title: `Link ${text}`, safety: 'suggestion', changes: [{ file, edits: [{ span, text }] }] };
}

function relativePath(folder: string, file: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = file.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

function encoded(path: string): string {
  return path.replace(/[ ()<>]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  } catch {
    return undefined;
  }
}
