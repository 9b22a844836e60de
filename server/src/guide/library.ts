import type { Problem } from '../model/problem.ts';
import type { Span } from '../model/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { buildGuideLate } from './build.ts';
import type { Guide } from './guide.ts';
import type { GuideSource } from './page.ts';
import { maxPageText, maxText as maxSearched } from './search.ts';

/** A folder of an organisation's pages. */
export interface GuideFolder {
  /** The files that it lies in: the workspace's, or its own. */
  readonly workspace: Workspace;
  /** Path in them; empty for all. */
  readonly folder: string;
  /** What people call it. */
  readonly name: string;
  /** It lies in the workspace that is open, so that its mistakes can be shown and fixed. */
  readonly inside: boolean;
  /** Where it is named, for what is wrong with it; absent for the folder that everybody has. */
  readonly named?: { readonly file: string; readonly span: Span };
}

/** The Guide with an organisation's folders: read when it is first asked for, and again when their files change. */
export interface Library {
  /** The Guide as it is now. */
  guide(): Promise<Guide>;
  /** Whether some of these files of the workspace are in one of the folders; then they are looked at when it is next asked for. */
  touch(files: readonly string[]): boolean;
  /** The folders, and all the files in them that lie in the workspace, for what links lead to. */
  shelves(): Promise<readonly Shelf[]>;
  /** Folders that are not there, and pages that were left out. */
  problems(): Promise<readonly Problem[]>;
}

/** What was found in a folder. */
export interface Shelf {
  readonly at: GuideFolder;
  /** All files, pages among them, as paths in the folder's files. */
  readonly files: ReadonlySet<string>;
  readonly pages: readonly GuideSource[];
}

interface Read {
  readonly guide: Guide;
  readonly shelves: readonly Shelf[];
  readonly problems: readonly Problem[];
}

/** Pages of one Guide folder that are read. */
const maxPages = 10_000;
/** Largest page, in UTF-16 units. */
const maxPage = 1_000_000;
/** Largest Guide folder, in UTF-16 units. */
const maxText = 64_000_000;
/** Problems of one folder that are told. */
const maxProblems = 50;
/** Files read at a time. */
const atOnce = 32;

const isPage = (file: string) => /\.(md|markdown)$/i.test(file);
/** What tools keep beside pages is none of them. */
const isAside = (file: string) => /(^|\/)(\.[^/]+|node_modules|vendor|bower_components)\//.test(file);

/** The library over the bundled pages and these folders. */
export function openLibrary(
  bundled: readonly { readonly id: string; readonly text: string }[],
  folders: readonly GuideFolder[],
): Library {
  const base = bundled.map(({ id, text }): GuideSource => ({ id, text, origin: 'bundled' }));
  let read: Promise<Read> | undefined;
  /** Files that are no pages and may have come or gone: links lead to them. */
  const unsure = new Set<string>();
  const current = () => {
    if (read && unsure.size > 0) {
      read = readUnlessSame(read, [...unsure]);
      unsure.clear();
    }
    return (read ??= readAll());
  };
  const readUnlessSame = async (before: Promise<Read>, files: readonly string[]): Promise<Read> => {
    const known = await before;
    for (const { at, files: there } of known.shelves) {
      for (const file of files.filter((each) => at.inside && isIn(each, at.folder))) {
        const kind = await at.workspace.kind(file).catch(() => undefined);
        const wasFolder = () => [...there].some((each) => each.startsWith(`${file}/`));
        if (kind === 'folder' || (kind === 'file') !== there.has(file) || wasFolder()) return readAll();
      }
    }
    return known;
  };
  const readAll = async (): Promise<Read> => {
    const results = [];
    for (const folder of folders) results.push(await readShelf(folder));
    const shelves = results.map(({ shelf }) => shelf);
    const guide = await buildGuideLate([...base, ...shelves.flatMap(({ pages }) => pages)]);
    return { guide, shelves, problems: [...results.flatMap(({ problems }) => problems), ...unsearched(shelves)] };
  };
  return {
    guide: async () => (await current()).guide,
    shelves: async () => (await current()).shelves,
    problems: async () => (await current()).problems,
    touch(files) {
      const own = files.filter((file) => folders.some((each) => each.inside && isIn(file, each.folder)));
      if (own.some((file) => isPage(file) || !/\.\w+$/.test(file))) read = undefined;
      else for (const file of own) unsure.add(file);
      return own.length > 0;
    },
  };
}

/** Says how many pages the search leaves out, as there is too much text for it. */
function unsearched(shelves: readonly Shelf[]): Problem[] {
  let room = maxSearched;
  const left = shelves
    .flatMap(({ pages }) => pages)
    .filter(({ text }) => (room -= Math.min(text.length, maxPageText)) < 0);
  const at = shelves.findLast((shelf) => shelf.at.named)?.at;
  if (left.length === 0 || !at) return [];
  return [
    {
      ...placeOf(at),
      message: `The search skips ${left.length} pages of the Guide: its folders contain too much text`,
    },
  ];
}

function isIn(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`) || folder.startsWith(`${file}/`);
}

async function readShelf(at: GuideFolder): Promise<{ shelf: Shelf; problems: Problem[] }> {
  const { workspace, folder, named, name, inside } = at;
  const problems: Problem[] = [];
  const tell = (message: string) => named && problems.push({ ...named, message });
  const prefix = folder === '' ? '' : `${folder}/`;
  const listed = await workspace
    .list({ all: true, ...(folder === '' ? {} : { within: [folder] }) })
    .catch(() => undefined);
  const files = (listed?.files ?? []).map(({ file }) => file).filter((file) => file.startsWith(prefix));
  const found = files.filter((file) => isPage(file) && !isAside(file.slice(prefix.length))).sort();
  if (found.length === 0) {
    const kind = listed && (folder === '' ? 'folder' : await workspace.kind(folder).catch(() => undefined));
    tell(
      kind === 'folder'
        ? `The Guide folder ${name} holds no Markdown pages`
        : kind === 'file'
          ? `The Guide folder ${name} is a file`
          : `The Guide folder ${name} is not there`,
    );
  }
  if (found.length > maxPages)
    tell(`The Guide folder ${name} has ${found.length} pages: the first ${maxPages} by path are read`);
  const pages: GuideSource[] = [];
  let room = maxText;
  let unread = 0;
  for (let from = 0; from < Math.min(found.length, maxPages); from += atOnce) {
    const some = found.slice(from, Math.min(from + atOnce, maxPages));
    const texts = await Promise.all(some.map((file) => workspace.read(file)));
    for (const [i, content] of texts.entries()) {
      const file = some[i] ?? '';
      if (!content) continue;
      const reason =
        'problem' in content
          ? content.message
          : content.text.length > maxPage
            ? `it has over ${maxPage.toLocaleString('en')} characters`
            : undefined;
      if (reason !== undefined) {
        const message = `This page is not in the Guide: ${reason}`;
        if (problems.length < maxProblems)
          problems.push(
            inside ? { file, span: { start: 0, end: 0 }, message } : { ...placeOf(at), message: `${file}: ${message}` },
          );
      } else if ('text' in content && room >= content.text.length) {
        room -= content.text.length;
        pages.push(source(at, file, content.text));
      } else unread++;
    }
  }
  if (unread > 0) tell(`The Guide folder ${name} is too large: ${unread} of its ${found.length} pages are left out`);
  return { shelf: { at, files: new Set(files), pages }, problems };
}

function placeOf({ named }: GuideFolder): { file: string; span: Span } {
  return named ?? { file: '.prr/settings.yaml', span: { start: 0, end: 0 } };
}

function source({ workspace, folder, name, inside }: GuideFolder, file: string, text: string): GuideSource {
  const inner = folder === '' ? file : file.slice(folder.length + 1);
  return {
    id: inner.replace(/\.(md|markdown)$/i, ''),
    text,
    origin: 'organisation',
    root: name,
    ...(inside ? { file } : {}),
    location: `${workspace.root.replace(/[/\\]$/, '')}/${file}`,
  };
}
