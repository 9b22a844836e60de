export interface GuideEntry {
  readonly id: string;
  readonly title: string;
  /** Two or three words; empty for a page of no aspect. */
  readonly aspect: string;
  readonly summary: string;
  readonly origin: 'bundled' | 'organisation';
  /** An organisation's page: its Guide's name and its path there. */
  readonly root?: string;
  readonly path?: string;
  /** URI of its file, where it has one on disk. */
  readonly source?: string;
  /** It stands in the place of a bundled page. */
  readonly replaces?: true;
  readonly draft?: true;
}

export interface GuideHit extends GuideEntry {
  /** Heading under which it was found, with its anchor. */
  readonly heading?: string;
  readonly anchor?: string;
  readonly excerpt: string;
}

export interface GuidePageView extends GuideEntry {
  /** Safe to draw: an organisation's page holds nothing that acts. */
  readonly markdown: string;
  /** Whether the heading that was asked for is there; absent where none was. */
  readonly found?: boolean;
}

/** What the rows below a row of the tree are asked with: an empty object for the top. */
export interface GuideBranchParams {
  readonly aspect?: string;
  readonly root?: string;
  readonly path?: string;
}

/** A row of the tree; a folder's own page stands at the folder. */
export interface GuideNodeView extends GuideBranchParams {
  readonly kind: 'aspect' | 'folder' | 'page';
  readonly label: string;
  /** Pages below. */
  readonly count?: number;
  readonly page?: GuideEntry;
}

export interface DraftPageParams {
  readonly title?: string;
  /** What happened or was learned, as Markdown. */
  readonly text?: string;
  /** Path, with a line, that it is about. */
  readonly place?: string;
  readonly service?: string;
  readonly by?: string;
  /** Drafts from this note, with its thread. */
  readonly noteId?: string;
  /** Drafts from this item of the checklist. */
  readonly item?: string;
  /** Drafts from this file, a postmortem: its URI. */
  readonly file?: string;
  /** One of `guideFolders`; the team's own pages without it. */
  readonly folder?: string;
  /** URI of the workspace folder; the first without it. */
  readonly home?: string;
}

export interface DraftedPage {
  readonly uri: string;
  readonly title: string;
}

/** A folder of the workspace in which a page can be drafted. */
export interface GuideFolderView {
  readonly home: string;
  readonly folder: string;
  readonly name: string;
}
