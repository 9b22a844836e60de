import type { Fact } from '../../../model/fact.ts';
import type { Scrape } from '../../../model/monitoring-fact.ts';
import type { ProductionPicture } from '../../../model/production.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import type { Span } from '../../../model/span.ts';
import { exposureOf, faultOf, isMistaken, reaches, scrapeWords, type Exposure, type Judged } from './scraping.ts';
import { say } from '../../../words/say.ts';

/** What is said of a place. */
export interface Said {
  readonly verdict: 'shown' | 'violated' | 'cannot tell';
  readonly span: Span;
  readonly message: string;
  readonly ask?: string;
  readonly places: readonly Related[];
}

/** What is said of each place that serves metrics, and of each scrape that misses one. */
export function judgeScrapes(picture: ProductionPicture, context: RuleContext): ReadonlyMap<Fact, readonly Said[]> {
  const found = new Map<Fact, Said[]>();
  const report = (fact: Fact, said: Said) => {
    const known = found.get(fact) ?? [];
    found.set(fact, known);
    if (!known.some((each) => each.message === said.message)) known.push(said);
  };
  const scrapes = context.inWorkspace('scrape');
  const exposures = picture.services.flatMap((service) => exposureOf(service, { picture, context }) ?? []);
  const judged: readonly Judged[] = exposures.map((exposure) => ({
    exposure,
    matched: scrapes.filter((each) => reaches(each, exposure)),
  }));
  for (const { exposure, matched } of judged) {
    const { site, service } = exposure;
    if (matched.length === 0) {
      report(site.fact, unscraped(exposure, { judged, scrapes, context }));
      continue;
    }
    const places = [related(site, say('scraped.serves-its-metrics-here', { name: service.name }))];
    const faults = matched.map(({ fact }) => ({ fact, faults: faultsOf(fact, exposure) }));
    // One that fits is enough: several environments have several.
    const good = faults.find((each) => each.faults.some((fault) => fault === undefined));
    if (good) {
      const message = say('scraped.the-selects-the-metrics-of', {
        scrapeWords: scrapeWords(good.fact),
        name: service.name,
      });
      const at = matched.filter(({ fact }) => fact === good.fact).map((each) => related(each, scrapeWords(each.fact)));
      report(site.fact, { verdict: 'shown', span: site.fact.span, message, places: at });
      continue;
    }
    for (const { fact, faults: own } of faults)
      for (const fault of own)
        if (fault)
          report(fact, { verdict: 'violated', span: fault.at?.span ?? fact.span, message: fault.message, places });
  }
  return found;
}

function faultsOf(scrape: Scrape, exposure: Exposure) {
  return (scrape.endpoints.length > 0 ? scrape.endpoints : [{}]).map((endpoint) => faultOf(scrape, endpoint, exposure));
}

interface Around {
  readonly judged: readonly Judged[];
  readonly scrapes: readonly Located<Scrape>[];
  readonly context: RuleContext;
}

function unscraped(exposure: Exposure, { judged, scrapes, context }: Around): Said {
  const { site, service, path, workload } = exposure;
  const span = site.fact.span;
  const isComposed = workload.kind === 'compose';
  // What a development Prometheus lists says nothing of a cluster.
  const kin = judged.filter(
    ({ exposure, matched }) =>
      (exposure.workload.kind === 'compose') === isComposed &&
      matched.some(({ fact }) => isComposed || fact.by !== 'scrape config'),
  );
  const open = scrapes.find(({ fact }) => fact.discovers);
  const unrendered = context
    .inWorkspace('trouble')
    .find(({ file, fact }) => fact.trouble === 'template' && /monitor|scrape|prometheus/i.test(file));
  const ask = say('scraped.which-scrape-job-or-monitor', { name: service.name });
  const first = kin[0]?.matched[0];
  if (first && !open && !unrendered && !isMistaken(exposure, judged)) {
    const message = say('scraped.serves-but-nothing-scrapes-it', { name: service.name, path });
    return {
      verdict: 'violated',
      span,
      message,
      places: [related(first, say('scraped.is-scraped', { name: kin[0]?.exposure.service.name }))],
    };
  }
  const message = say('scraped.could-not-determine-what-scrapes', { name: service.name });
  const places = open ? [related(open, say('scraped.discovers-its-targets'))] : [];
  return { verdict: 'cannot tell', span, message, ask, places };
}
