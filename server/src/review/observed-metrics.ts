import type { ObservedMetric } from '../model/observed-fact.ts';
import type { Query } from '../model/monitoring-fact.ts';

/** `rate` needs two samples; four intervals leave room for a scrape that fails (prometheus.io, querying basics). */
const recommended = 4;
const mostSentences = 3;

/** That ranges of a query are short for the scrape intervals that were observed, one phrase each. */
export function rangeWords(query: Query | undefined, metrics: readonly ObservedMetric[]): string[] {
  const found = (query?.selectors ?? []).flatMap(({ metric, range }) => {
    const seen = metrics.find(({ name }) => name === metric);
    const every = seen?.scrapeSeconds;
    if (!seen || range === undefined || every === undefined || every <= 0 || range >= recommended * every) return [];
    const need =
      range < 2 * every
        ? 'it cannot always have the 2 samples that rates need'
        : 'one failed scrape can leave too few samples';
    return [
      `the range of ${seen.name} is ${range} s, and it is scraped every ${every} s: ${need}, and ${recommended} intervals are recommended (observed ${seen.day})`,
    ];
  });
  return [...new Set(found)].slice(0, mostSentences);
}

/** How many values the labels have that a query aggregates by, one phrase for each metric. */
export function aggregationWords(query: Query | undefined, metrics: readonly ObservedMetric[]): string[] {
  const found = (query?.selectors ?? []).flatMap(({ metric, groupedBy = [] }) => {
    const seen = metrics.find(({ name }) => name === metric);
    const words = seen && labelWords(seen, groupedBy);
    return words === undefined ? [] : [words];
  });
  return [...new Set(found)].slice(0, mostSentences);
}

/** `http_requests_total had 7 values of code and 120 of path, observed …`; undefined where none of the labels was counted. */
export function labelWords({ name, labels, day }: ObservedMetric, wanted?: readonly string[]): string | undefined {
  const own = labels.filter((each) => wanted === undefined || wanted.includes(each.name));
  if (own.length === 0) return undefined;
  const counts = own.map(
    (each, at) => `${each.values}${at > 0 ? '' : each.values === 1 ? ' value' : ' values'} of ${each.name}`,
  );
  const last = counts.pop();
  return `the metric ${name} has ${counts.length > 0 ? `${counts.join(', ')} and ` : ''}${last}, observed ${day}`;
}
