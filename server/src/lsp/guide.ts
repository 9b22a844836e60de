import type { GuidePage, GuideSearchHit } from '../guide/guide.ts';
import { guideHtml } from '../guide/html.ts';
import { aspectNames, type Aspect } from '../model/site.ts';
import { method, type GuideEntry, type GuideHit, type GuidePageView } from '../protocol.ts';
import { uriOf } from './convert.ts';
import type { Context } from './context.ts';

/** Hits that a search gives. */
const maxHits = 30;

/** Pages, search and one page of the Guide; with several folders, the first folder's Guide counts. */
export function registerGuide(context: Context): void {
  const { connection, guard } = context;
  const guideOf = async () => {
    const first = (await context.cores())[0];
    return first && { folder: first.folder, guide: (await first.core.review()).guide };
  };

  connection.onRequest(
    method.guidePages,
    guard('guide pages', [], async (): Promise<GuideEntry[]> => (await guideOf())?.guide.pages.map(entry) ?? []),
  );
  connection.onRequest(
    method.guideSearch,
    guard('guide search', [], async ({ query }: { query: string }): Promise<GuideHit[]> => {
      return (await guideOf())?.guide.search(query, maxHits).map(hit) ?? [];
    }),
  );
  connection.onRequest(
    method.guidePage,
    guard('guide page', null, async ({ ref }: { ref: string }): Promise<GuidePageView | null> => {
      const found = await guideOf();
      const page = found?.guide.page(ref);
      if (!found || !page) return null;
      const uri = page.file === undefined ? {} : { uri: uriOf(found.folder.path, page.file) };
      return { ...entry(page), markdown: page.markdown, html: guideHtml(page.markdown), ...uri };
    }),
  );
}

function entry({ id, title, aspect, summary, origin }: GuidePage): GuideEntry {
  return { id, title, aspect: isAspect(aspect) ? aspectNames[aspect] : '', summary, origin };
}

function hit({ page, heading, excerpt }: GuideSearchHit): GuideHit {
  return { ...entry(page), excerpt, ...(heading ? { heading: heading.text, anchor: heading.anchor } : {}) };
}

function isAspect(value: string): value is Aspect {
  return Object.hasOwn(aspectNames, value);
}
