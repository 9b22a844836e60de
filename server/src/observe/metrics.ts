import * as z from 'zod';
import type { Observed } from '../review/observed.ts';
import type { Client } from './client.ts';
import { secondsOf, type WantedMetric } from './wanted.ts';

type ObservedMetrics = NonNullable<Observed['metrics']>;

/** Labels whose values are counted, one request each. */
const mostLabels = 40;
const mostScraped = 200;
const batch = 20;

/** The server gives up before the client does: then one slow count does not end the observation. */
const timeout = '4s';

const jobsForm = z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) });
const countForm = z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) });
const targetsForm = z.object({
  activeTargets: z.array(
    z.object({ labels: z.record(z.string(), z.string()), scrapeInterval: z.string().max(50).optional() }),
  ),
});

interface Asking {
  readonly client: Client;
  readonly wanted: readonly WantedMetric[];
  readonly now: string;
  readonly missing: string[];
  /** Asks for one part; undefined where that failed, which is then said to be missing. */
  part<T>(name: string, asked: () => Promise<T>): Promise<T | undefined>;
}

/** How often the targets of metrics are scraped, and how many values their labels have, by the names of the metrics. */
export async function observeMetrics(asking: Asking): Promise<ObservedMetrics> {
  const intervals = await scrapeIntervals(asking);
  const counts = await labelCounts(asking);
  return asking.wanted
    .map(({ name }) => {
      const scrapeSeconds = intervals.get(name);
      const labels = counts.get(name);
      return { name, ...(scrapeSeconds === undefined ? {} : { scrapeSeconds }), ...(labels ? { labels } : {}) };
    })
    .filter((each) => Object.keys(each).length > 1);
}

/** Seconds by metric: the longest interval of the targets of the jobs that its series come from. */
async function scrapeIntervals({ client, wanted, now, missing, part }: Asking): Promise<ReadonlyMap<string, number>> {
  const names = wanted.filter(({ isRanged }) => isRanged).map(({ name }) => name);
  if (names.length > mostScraped) missing.push(`scrape intervals after the first ${mostScraped} metrics`);
  if (names.length === 0) return new Map();
  const targets = await part('scrape intervals', () => client.get('targets', { state: 'active' }, targetsForm));
  if (!targets) return new Map();
  const byJob = new Map<string, number | undefined>();
  for (const { labels, scrapeInterval } of targets.activeTargets) {
    const job = labels['job'] ?? '';
    const seconds = scrapeInterval === undefined ? undefined : secondsOf(scrapeInterval);
    const before = byJob.has(job) ? byJob.get(job) : 0;
    byJob.set(job, seconds === undefined || before === undefined ? undefined : Math.max(seconds, before));
  }
  const jobs = new Map<string, Set<string>>();
  for (let at = 0; at < Math.min(names.length, mostScraped); at += batch) {
    const some = names.slice(at, Math.min(at + batch, mostScraped));
    await part(`jobs of ${some[0] ?? ''} and ${some.length - 1} more`, async () => {
      const query = `count by (__name__, job) ({__name__=~${JSON.stringify(some.join('|'))}})`;
      const { result } = await client.get('query', { query, time: now, timeout }, jobsForm);
      for (const { metric } of result) {
        const name = metric['__name__'] ?? '';
        jobs.set(name, (jobs.get(name) ?? new Set()).add(metric['job'] ?? ''));
      }
    });
  }
  const found = new Map<string, number>();
  for (const [name, own] of jobs) {
    const seconds = [...own].map((job) => byJob.get(job));
    // Series of a job without targets were pushed, or recorded elsewhere.
    if (seconds.every((each) => each !== undefined && each > 0)) found.set(name, Math.max(...seconds.map(Number)));
  }
  return found;
}

async function labelCounts({ client, wanted, now, missing, part }: Asking) {
  const found = new Map<string, { name: string; values: number }[]>();
  const pairs = wanted.flatMap(({ name, labels }) => labels.map((label) => ({ name, label })));
  if (pairs.length > mostLabels) missing.push(`values of labels after the first ${mostLabels}`);
  for (const { name, label } of pairs.slice(0, mostLabels))
    await part(`values of ${label} of ${name}`, async () => {
      const query = `count(count by (${label}) (${name}{${label}!=""}))`;
      const { result } = await client.get('query', { query, time: now, timeout }, countForm);
      const values = Number(result[0]?.value[1] ?? 0);
      if (Number.isInteger(values) && values > 0)
        found.set(name, [...(found.get(name) ?? []), { name: label, values }]);
    });
  return found;
}
