import { aspects } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Guide } from './guide.ts';
import { openLibrary, type GuideFolder, type Shelf } from './library.ts';
import { openGuideProblems, type GuideProblems } from './problems.ts';

/** The Guide of a workspace, kept current. */
export interface GuideShelves {
  /** As it was when `fresh` was last awaited. */
  readonly guide: Guide;
  readonly problems: GuideProblems;
  /** Reads again what has changed. */
  fresh(): Promise<void>;
  /** Files of the workspace have changed. */
  touch(files: readonly string[]): void;
  shelves(): Promise<readonly Shelf[]>;
}

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
    shelves: library.shelves,
    async fresh() {
      current = await library.guide();
    },
    touch(files) {
      library.touch(files);
      problems.forget();
    },
  };
}
