import { toBase64 } from '../model/text-bytes.ts';
import { aspects } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { draftPage, slugOf, type DraftSource } from './draft.ts';
import type { Guide, GuidePage } from './guide.ts';
import { openLibrary, type GuideFolder } from './library.ts';
import { inertMarkdown } from './preview.ts';
import { openGuideProblems, type GuideProblems } from './problems.ts';

/** The Guide of a workspace, kept current. */
export interface GuideShelves {
  /** As it was when `fresh` was last awaited. */
  readonly guide: Guide;
  readonly problems: GuideProblems;
  /** Reads again what has changed. */
  fresh(): Promise<void>;
  /** Files of the workspace have changed; gives whether some are in the Guide's folders, also those that the index leaves out. */
  touch(files: readonly string[]): boolean;
  /** The page's Markdown as it may be drawn: nothing in it acts, and images of its Guide are inside. */
  preview(page: GuidePage): Promise<string>;
  /** Folders of the workspace in which a page can be drafted, the team's own first. */
  readonly folders: readonly { readonly folder: string; readonly name: string }[];
  /** Writes a draft into one of the folders under a name that is free; gives its path. */
  draft(source: DraftSource, options: { readonly today: string; readonly folder?: string }): Promise<string>;
}

/** Largest image that is shown in a page. */
const maxImageBytes = 512 * 1024;

const imageTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

export interface ShelfPorts {
  readonly bundled: readonly { readonly id: string; readonly text: string }[];
  readonly team: {
    readonly guide: readonly GuideFolder[];
    readonly guideRefs: readonly { readonly file: string; readonly span: Span; readonly ref: string }[];
  };
  readonly workspace: Workspace;
  /** Checks that are known by name. */
  readonly checks: ReadonlySet<string>;
}

/** The bundled Guide with an organisation's folders over it. */
export function openGuideShelves({ bundled, team, workspace, checks }: ShelfPorts): GuideShelves {
  const library = openLibrary(bundled, team.guide);
  let current: Guide | undefined;
  let asked = 0;
  let taken = 0;
  const now = (): Guide => {
    if (!current) throw new Error('the Guide has not been read yet');
    return current;
  };
  let planned: ReadonlySet<string> | undefined;
  const isPlanned = (id: string) =>
    (planned ??= new Set(
      bundled.flatMap(({ text }) => /^checks: \[(.*)\]/m.exec(text)?.[1]?.split(/[\s,]+/) ?? []),
    )).has(id);
  const problems = openGuideProblems({
    library,
    workspace,
    aspects,
    isCheck: (id) => checks.has(id) || isPlanned(id),
    refs: team.guideRefs,
  });
  const folders = team.guide.filter(({ inside }) => inside).map(({ folder, name }) => ({ folder, name }));
  const imageOf = async (page: GuidePage, path: string): Promise<string | undefined> => {
    const shelf = (await library.shelves()).find(({ at }) => at.name === page.root);
    const file = shelf && (shelf.at.folder === '' ? path : `${shelf.at.folder}/${path}`);
    const type = imageTypes[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
    if (!file || type === undefined || !shelf.files.has(file)) return undefined;
    const bytes = await shelf.at.workspace.bytes?.(file, maxImageBytes);
    return bytes && `data:${type};base64,${toBase64(bytes)}`;
  };
  return {
    guide: {
      get pages() {
        return now().pages;
      },
      page: (ref) => now().page(ref),
      named: (name) => now().named(name),
      resolves: (ref) => now().resolves(ref),
      excerpt: (ref) => now().excerpt(ref),
      prepare: () => now().prepare(),
      search: (query, limit) => now().search(query, limit),
    },
    problems,
    folders,
    preview: (page) => inertMarkdown(page, { guide: now(), image: (path) => imageOf(page, path) }),
    async draft(source, { today, folder = folders[0]?.folder ?? '' }) {
      if (!folders.some((each) => each.folder === folder))
        throw new Error(`${folder} is no Guide folder of this workspace`);
      const slug = slugOf(source.title);
      const prefix = folder === '' ? '' : `${folder}/`;
      for (let count = 1; ; count++) {
        const file = `${prefix}${slug}${count === 1 ? '' : `-${count}`}.md`;
        if ((await workspace.kind(file)) !== undefined) continue;
        let made = true;
        // Another may have written it meanwhile: what is there stays.
        await workspace.update(file, (before) => {
          made = before === undefined;
          return before ?? draftPage(source, today);
        });
        if (!made) continue;
        library.touch([file]);
        problems.forget();
        return file;
      }
    },
    async fresh() {
      const own = ++asked;
      const next = await library.guide();
      // Of two readings the one that began later is newer, whichever ends first.
      if (own < taken) return;
      taken = own;
      current = next;
    },
    touch(files) {
      problems.forget();
      return library.touch(files);
    },
  };
}
