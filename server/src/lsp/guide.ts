import { ResponseError, ErrorCodes } from 'vscode-languageserver';
import { titleOf, type DraftSource } from '../guide/draft.ts';
import type { Guide, GuidePage, GuideSearchHit } from '../guide/guide.ts';
import { branchesOf, type GuideNode } from '../guide/tree.ts';
import { aspectNames, type Aspect } from '../model/site.ts';
import { method, type Changed } from '../protocol.ts';
import type {
  DraftedPage,
  DraftPageParams,
  GuideBranchParams,
  GuideEntry,
  GuideFolderView,
  GuideHit,
  GuideNodeView,
  GuidePageView,
} from '../protocol/guide.ts';
import type { Context } from './context.ts';
import { uriAt } from './links.ts';
import { mustName, mustNameOneOf } from './well-formed.ts';

/** What a page can be drafted from. */
const sources = ['title', 'text', 'noteId', 'item', 'file'] as const;
/** Hits that a search gives. */
const maxHits = 30;

export interface GuideOptions {
  /** The bundled Guide, for where no folder is open. */
  bundled(): Promise<Guide>;
  changed(what: Changed['what'][number]): void;
}

/** Tree, pages, search and drafts of the Guide: the first folder's, or the bundled one where no folder is open. */
export function registerGuide(context: Context, { bundled, changed }: GuideOptions): void {
  const { connection, guard } = context;
  const first = async () => (await context.cores())[0];
  const guide = async (): Promise<Guide> => {
    const home = await first();
    return home ? (await home.core.review()).guide : bundled();
  };

  connection.onRequest(
    method.guidePages,
    guard('guide pages', [], async (): Promise<GuideEntry[]> => (await guide()).pages.map(entry)),
  );
  connection.onRequest(
    method.guideTree,
    async ({ aspect, root, path = '' }: GuideBranchParams): Promise<GuideNodeView[]> => {
      const below = aspect !== undefined ? { aspect } : root !== undefined ? { root, path } : undefined;
      const pages = await guide();
      // Who looks at the tree may search next; it is made ready in slices.
      void pages.prepare();
      return branchesOf(pages, below).map(nodeView);
    },
  );
  connection.onRequest(
    method.guideSearch,
    guard('guide search', [], async ({ query }: { query: string }): Promise<GuideHit[]> => {
      const pages = await guide();
      await pages.prepare();
      return pages.search(query, maxHits).map(hit);
    }),
  );
  connection.onRequest(
    method.guidePage,
    guard('guide page', null, async ({ ref }: { ref: string }): Promise<GuidePageView | null> => {
      const home = await first();
      const review = home && (await home.core.review());
      const pages = review ? review.guide : await bundled();
      const page = pages.page(ref);
      if (!page) return null;
      const markdown = review ? await review.shelves.preview(page) : page.markdown;
      return { ...entry(page), markdown, ...(ref.includes('#') ? { found: pages.resolves(ref) } : {}) };
    }),
  );
  connection.onRequest(
    method.guideFolders,
    guard('guide folders', [], async (): Promise<GuideFolderView[]> => {
      const all = await Promise.all(
        (await context.cores()).map(async ({ folder, core }) =>
          (await core.review()).shelves.folders.map((each) => ({ home: folder.uri, ...each })),
        ),
      );
      return all.flat();
    }),
  );
  connection.onRequest(method.draftPage, async (params: DraftPageParams): Promise<DraftedPage> => {
    mustNameOneOf(params, ...sources);
    for (const field of ['place', 'service', 'by', 'folder', 'home'] as const)
      if (params[field] !== undefined) mustName({ [field]: params[field] }, field);
    const cores = await context.cores();
    const home = cores.find(({ folder }) => folder.uri === params.home) ?? cores[0];
    if (!home) throw new ResponseError(ErrorCodes.InvalidRequest, 'Open a folder first: the draft is saved in it');
    const { core, folder } = home;
    const review = await core.review();
    const source = await sourceOf(params, { context, review, items: review.items });
    const options = { today: core.today(), ...(params.folder === undefined ? {} : { folder: params.folder }) };
    const file = await review.shelves.draft(source, options);
    changed('guide');
    return { uri: uriAt(`${folder.path}/${file}`), title: source.title };
  });
}

interface Sources {
  readonly context: Context;
  readonly review: {
    note(id: string): Promise<
      | {
          note: {
            comments: readonly { by: string; text: string }[];
            service?: string | undefined;
            item?: string | undefined;
            anchor?: { file: string; line: number } | undefined;
          };
        }
      | undefined
    >;
  };
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly why: string;
    readonly guide: string;
    readonly aspect: string;
  }[];
}

/** What the draft says, from what it is drafted from; what is given by itself goes over that. */
async function sourceOf(params: DraftPageParams, { context, review, items }: Sources): Promise<DraftSource> {
  let from: Partial<DraftSource> = {};
  let itemId = params.item;
  if (params.noteId !== undefined) {
    const found = await review.note(params.noteId);
    if (!found) throw new ResponseError(ErrorCodes.InvalidParams, 'This note no longer exists');
    const { comments, service, item, anchor } = found.note;
    itemId ??= item;
    from = {
      text: comments.map(({ by, text }, at) => (at === 0 ? text : `${by}: ${text}`)).join('\n\n'),
      ...(comments[0] ? { by: comments[0].by } : {}),
      ...(service === undefined ? {} : { service }),
      ...(anchor ? { place: `${anchor.file}:${anchor.line}` } : {}),
    };
  }
  const item = items.find(({ id }) => id === itemId);
  if (item)
    from = {
      text: item.why,
      title: params.noteId === undefined ? item.title : undefined,
      ...from,
      aspect: item.aspect,
      page: item.guide,
    } as Partial<DraftSource>;
  if (params.file !== undefined) {
    const document = await context.document(params.file);
    const text = await document?.core.live.text(document.file);
    if (!document || text === undefined) throw new ResponseError(ErrorCodes.InvalidParams, 'This file cannot be read');
    const body = text.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, '');
    from = { ...from, text: body.replace(/^\s*#\s[^\n]*\n/, ''), title: titleOf(body), place: document.file };
  }
  const { title, text, place, service, by } = params;
  const said = { ...from, ...defined({ title, text, place, service, by }) };
  return { ...said, title: said.title ?? titleOf(said.text ?? '') };
}

function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function nodeView(node: GuideNode): GuideNodeView {
  if (node.kind === 'page') return { kind: 'page', label: node.page.title, page: entry(node.page) };
  if (node.kind === 'aspect') return node;
  const { page, ...rest } = node;
  return { ...rest, ...(page ? { page: entry(page) } : {}) };
}

function entry({ id, title, aspect, summary, origin, root, path, location, replaces, draft }: GuidePage): GuideEntry {
  return {
    id,
    title,
    aspect: isAspect(aspect) ? aspectNames[aspect] : '',
    summary,
    origin,
    ...(root === undefined ? {} : { root, path }),
    ...(location === undefined ? {} : { source: uriAt(location) }),
    ...(replaces ? { replaces } : {}),
    ...(draft ? { draft } : {}),
  };
}

function hit({ page, heading, excerpt }: GuideSearchHit): GuideHit {
  return { ...entry(page), excerpt, ...(heading ? { heading: heading.text, anchor: heading.anchor } : {}) };
}

function isAspect(value: string): value is Aspect {
  return Object.hasOwn(aspectNames, value);
}
