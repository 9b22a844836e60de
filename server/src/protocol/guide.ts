export interface GuideEntry {
  readonly id: string;
  readonly title: string;
  /** Two or three words; empty for a page of no aspect. */
  readonly aspect: string;
  readonly summary: string;
  readonly origin: 'bundled' | 'organisation';
}

export interface GuideHit extends GuideEntry {
  /** Heading under which it was found, with its anchor. */
  readonly heading?: string;
  readonly anchor?: string;
  readonly excerpt: string;
}

export interface GuidePageView extends GuideEntry {
  readonly markdown: string;
}
