import type { Fact } from '../../../model/fact.ts';
import type { Scrape } from '../../../model/monitoring-fact.ts';
import type { ProductionPicture } from '../../../model/production.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import type { Span } from '../../../model/span.ts';
import { exposureOf, faultOf, isMistaken, reaches, scrapeWords, type Exposure, type Judged } from './scraping.ts';

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
  const say = (fact: Fact, said: Said) => {
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
      say(site.fact, unscraped(exposure, { judged, scrapes, context }));
      continue;
    }
    const places = [related(site, `${service.name} serves its metrics here`)];
    const faults = matched.map(({ fact }) => ({ fact, faults: faultsOf(fact, exposure) }));
    // One that fits is enough: several environments have several.
    const good = faults.find((each) => each.faults.some((fault) => fault === undefined));
    if (good) {
      const message = `the ${scrapeWords(good.fact)} selects the metrics of ${service.name}`;
      const at = matched.filter(({ fact }) => fact === good.fact).map((each) => related(each, scrapeWords(each.fact)));
      say(site.fact, { verdict: 'shown', span: site.fact.span, message, places: at });
      continue;
    }
    for (const { fact, faults: own } of faults)
      for (const fault of own)
        if (fault)
          say(fact, { verdict: 'violated', span: fault.at?.span ?? fact.span, message: fault.message, places });
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
  const ask = `Which scrape job or monitor collects the metrics of ${service.name}?`;
  const first = kin[0]?.matched[0];
  if (first && !open && !unrendered && !isMistaken(exposure, judged)) {
    const message = `${service.name} serves ${path}, but nothing scrapes it`;
    return {
      verdict: 'violated',
      span,
      message,
      places: [related(first, `${kin[0]?.exposure.service.name} is scraped`)],
    };
  }
  const message = `could not determine what scrapes the metrics of ${service.name}`;
  const places = open ? [related(open, 'discovers its targets')] : [];
  return { verdict: 'cannot tell', span, message, ask, places };
}
