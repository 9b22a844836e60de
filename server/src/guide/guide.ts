/** A page of the Production Guide. */
export interface GuidePage {
  /** File name without `.md`; an organisation's page with the id of a bundled one replaces it. */
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
  /** Path or name of the file, for an organisation's page. */
  readonly file?: string;
}

export interface GuideHeading {
  readonly anchor: string;
  readonly text: string;
  readonly level: number;
}

export interface GuideSearchHit {
  readonly page: GuidePage;
  readonly heading?: GuideHeading;
  /** Plain text around the words that were found. */
  readonly excerpt: string;
}

/** The Guide, indexed: what findings and items cite, and what people read and search. */
export interface Guide {
  /** By aspect in the chapter's order, then by title. */
  readonly pages: readonly GuidePage[];
  /** The page of a reference `id` or `id#heading`. */
  page(ref: string): GuidePage | undefined;
  /** Whether page and heading are there. */
  resolves(ref: string): boolean;
  /** A few sentences of the page or of the heading's section, plain text, for a hover. */
  excerpt(ref: string): string | undefined;
  /** Best first; tolerant of typing errors. */
  search(query: string, limit: number): readonly GuideSearchHit[];
}
