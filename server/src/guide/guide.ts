/** A page of the Production Guide. */
export interface GuidePage {
  /**
   * What it is cited by: the file's name without `.md`, or its path where another page has that name;
   * an organisation's page with the id of a bundled one replaces it.
   */
  readonly id: string;
  readonly title: string;
  /** The first paragraph, plain text. */
  readonly summary: string;
  readonly aspect: string;
  /** Ids of the checks that it explains. */
  readonly checks: readonly string[];
  readonly origin: 'bundled' | 'organisation';
  /** Markdown without front matter. */
  readonly markdown: string;
  readonly headings: readonly GuideHeading[];
  /** All that a link to the page may name behind `#`. */
  readonly anchors: readonly string[];
  /** Path from its Guide's folder, without `.md`; a folder's own page has the folder's path. */
  readonly path: string;
  /** Name of the Guide that it belongs to, for an organisation's page. */
  readonly root?: string;
  /** Path in the workspace, for an organisation's page that lies there. */
  readonly file?: string;
  /** Absolute path of the file, for an organisation's page on disk. */
  readonly location?: string;
  /** It has the id of a bundled page and stands in its place. */
  readonly replaces?: true;
  /** Front matter says that it is a draft. */
  readonly draft?: true;
}

export interface GuideHeading {
  readonly anchor: string;
  readonly text: string;
  readonly level: number;
  /** Where it begins in the page's Markdown. */
  readonly start: number;
}

export interface GuideSearchHit {
  readonly page: GuidePage;
  readonly heading?: GuideHeading;
  /** Plain text around the words that were found. */
  readonly excerpt: string;
}

/** The Guide, indexed: what findings and items cite, and what people read and search. */
export interface Guide {
  /** By aspect in the chapter's order, then by title; an organisation's pages of no aspect by Guide and path. */
  readonly pages: readonly GuidePage[];
  /** The page of a reference `id` or `id#heading`; the id may also be the path from the Guide's folder. */
  page(ref: string): GuidePage | undefined;
  /** The pages that a name may mean, where it is no id: several have it. */
  named(name: string): readonly GuidePage[];
  /** Whether page and heading are there. */
  resolves(ref: string): boolean;
  /** A few sentences of the page or of the heading's section, plain text, for a hover. */
  excerpt(ref: string): string | undefined;
  /** Makes the search ready in slices, so that others get their turn meanwhile. */
  prepare(): Promise<void>;
  /** Best first; tolerant of typing errors. */
  search(query: string, limit: number): readonly GuideSearchHit[];
}
