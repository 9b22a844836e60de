import type { Guide, GuidePage, GuideSearchHit } from '../guide/guide.ts';
import { aspectNames, type Aspect } from '../model/site.ts';
import { method } from '../protocol.ts';
import type { GuideEntry, GuideHit, GuidePageView } from '../protocol/guide.ts';
import type { Context } from './context.ts';

/** Hits that a search gives. */
const maxHits = 30;

/** Pages, search and one page of the Guide: the first folder's, or `bundled` where no folder is open. */
export function registerGuide(context: Context, bundled: () => Promise<Guide>): void {
  const { connection, guard } = context;
  const guide = async (): Promise<Guide> => {
    const [first] = await context.cores();
    return first ? (await first.core.review()).guide : bundled();
  };

  connection.onRequest(
    method.guidePages,
    guard('guide pages', [], async (): Promise<GuideEntry[]> => (await guide()).pages.map(entry)),
  );
  connection.onRequest(
    method.guideSearch,
    guard('guide search', [], async ({ query }: { query: string }): Promise<GuideHit[]> =>
      (await guide()).search(query, maxHits).map(hit),
    ),
  );
  connection.onRequest(
    method.guidePage,
    guard('guide page', null, async ({ ref }: { ref: string }): Promise<GuidePageView | null> => {
      const page = (await guide()).page(ref);
      return page ? { ...entry(page), markdown: page.markdown } : null;
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
