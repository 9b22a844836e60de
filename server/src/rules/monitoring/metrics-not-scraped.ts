import type { Fact } from '../../model/fact.ts';
import { rule } from '../../model/rule.ts';
import { oncePerPicture } from '../vocabulary/picture.ts';
import { judgeScrapes, type Said } from '../vocabulary/metrics/scraped.ts';

export const metricsNotScraped = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  reads: ['route', 'metrics-export', 'library', 'scrape'],
  check(fact, context) {
    const picture = context.production();
    if (!picture) return;
    for (const { verdict, span, message, ask, places } of judged(picture, context).get(fact) ?? []) {
      const evidence = { related: places };
      if (verdict === 'shown') context.shown(span, message, evidence);
      else if (verdict === 'violated') context.violated(span, message, evidence);
      else context.cannotTell(span, message, ask ?? '', evidence);
    }
  },
});

const judged = oncePerPicture(
  ['route', 'metrics-export', 'library', 'scrape', 'trouble', 'network-service', 'container'],
  (picture, context): ReadonlyMap<Fact, readonly Said[]> => judgeScrapes(picture, context),
);
