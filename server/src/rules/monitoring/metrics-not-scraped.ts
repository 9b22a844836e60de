import type { Fact } from '../../model/fact.ts';
import type { ProductionPicture } from '../../model/production.ts';
import { rule } from '../../model/rule.ts';
import { oncePer } from '../vocabulary/lookup.ts';
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
    const known = memo(picture);
    known.made ??= judgeScrapes(picture, context);
    for (const { verdict, span, message, ask, places } of known.made.get(fact) ?? []) {
      const evidence = { related: places };
      if (verdict === 'shown') context.shown(span, message, evidence);
      else if (verdict === 'violated') context.violated(span, message, evidence);
      else context.cannotTell(span, message, ask ?? '', evidence);
    }
  },
});

/** The picture is judged once for all files. */
const memo = oncePer((_picture: ProductionPicture): { made?: ReadonlyMap<Fact, readonly Said[]> } => ({}));
