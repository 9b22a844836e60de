import * as z from 'zod';
import type { Observed } from '../review/observed.ts';
import { attained } from './attained.ts';
import { AskError, type Client } from './client.ts';
import { days, firingOf, step } from './firing.ts';
import { observeMetrics } from './metrics.ts';
import type { Wanted, WantedAlert } from './wanted.ts';

const mostSeries = 5000;
const mostAlerts = 500;
const mostFormats = 60;
const mostObjectives = 30;

const buildForm = z.object({ version: z.string().max(100) });
const rulesForm = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          type: z.string(),
          name: z.string(),
          query: z.string(),
          duration: z.number().optional(),
        }),
      ),
    }),
  ),
});
const vectorForm = z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) });
const matrixForm = z.object({
  result: z.array(
    z.object({
      metric: z.record(z.string(), z.string()),
      values: z.array(z.tuple([z.number(), z.string()])),
    }),
  ),
});

type ObservedAlert = NonNullable<Observed['alerts']>[number];

interface Asking {
  readonly client: Client;
  readonly wanted: Wanted;
  /** ISO time in UTC with seconds. */
  readonly now: string;
  /** The address without credentials. */
  readonly from: string;
}

/** Asks for everything that the workspace wants to know. Throws an `AskError` where nothing could be asked. */
export async function observe({ client, wanted, now, from }: Asking): Promise<Observed> {
  const missing: string[] = [];
  let answers = 0;
  let last: AskError | undefined;
  /** One part: a failure costs that part alone, unless the server is gone. */
  const part = async <T>(name: string, asked: () => Promise<T>): Promise<T | undefined> => {
    if (last?.gone) return void missing.push(`${name}: ${last.message}`);
    try {
      const answer = await asked();
      answers++;
      return answer;
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      last = error;
      missing.push(`${name}: ${error.message}`);
      return undefined;
    }
  };
  const names = [...new Set(wanted.alerts.map(({ name }) => name))].slice(0, mostAlerts);
  const build = await part('version', () => client.get('status/buildinfo', {}, buildForm));
  const alerts = new Map<string, ObservedAlert>(names.map((name) => [name, { name }]));
  const present = new Set<string>();
  const asked: string[] = [];
  for (const some of batches(wanted.series.slice(0, mostSeries), 50))
    await part(`series ${some[0] ?? ''} and ${some.length - 1} more`, async () => {
      const query = `count by (__name__) ({__name__=~${quoted(some.join('|'))}})`;
      const { result } = await client.get('query', { query, time: now }, vectorForm);
      for (const { metric } of result) present.add(metric['__name__'] ?? '');
      asked.push(...some);
    });
  await part('loaded rules', async () => {
    const uncompared = await addLoaded(client, wanted.alerts, alerts);
    if (uncompared.length > 0) missing.push(`comparison of ${uncompared.length} expressions, such as ${uncompared[0]}`);
  });
  for (const some of batches(names, 15))
    await part(`history of ${some[0] ?? ''} and ${some.length - 1} more alerts`, () =>
      addHistory(client, { names: some, now, alerts }),
    );
  const objectives: NonNullable<Observed['objectives']> = [];
  for (const each of wanted.objectives.slice(0, mostObjectives)) {
    const seen = await part(`objective ${each.name}`, () => attained(client, each, now));
    if (seen) objectives.push(seen);
  }
  const metrics = await observeMetrics({ client, wanted: wanted.metrics, now, missing, part });
  if (answers === 0 && last) throw last;
  if (wanted.objectives.length > mostObjectives) missing.push(`objectives after the first ${mostObjectives}`);
  if (wanted.series.length > mostSeries) missing.push(`series after the first ${mostSeries}`);
  if (new Set(wanted.alerts.map(({ name }) => name)).size > mostAlerts)
    missing.push(`alerts after the first ${mostAlerts}`);
  return {
    observed: now,
    from,
    ...(build ? { version: build.version } : {}),
    ...(missing.length > 0 ? { missing: missing.map((each) => each.slice(0, 500)).slice(0, 50) } : {}),
    alerts: [...alerts.values()].filter((each) => Object.keys(each).length > 1),
    ...(objectives.length > 0 ? { objectives } : {}),
    ...(asked.length > 0 || wanted.series.length === 0
      ? {
          series: {
            present: asked.filter((each) => present.has(each)),
            absent: asked.filter((each) => !present.has(each)),
          },
        }
      : {}),
    ...(metrics.length > 0 ? { metrics } : {}),
  };
}

async function addLoaded(
  client: Client,
  wanted: readonly WantedAlert[],
  alerts: Map<string, ObservedAlert>,
): Promise<readonly string[]> {
  const uncompared: string[] = [];
  const format = formatter(client);
  const { groups } = await client.get('rules', { type: 'alert' }, rulesForm);
  const loaded = groups.flatMap(({ rules }) => rules).filter(({ type }) => type === 'alerting');
  for (const [name, seen] of alerts) {
    const same = loaded.filter((each) => each.name === name);
    const differs = new Set<'expr' | 'for'>();
    for (const own of same.length === 0 ? [] : wanted.filter((each) => each.name === name)) {
      const equal = await equalTo(own.expr, same, format);
      if (!equal) uncompared.push(name);
      if (equal?.length === 0) differs.add('expr');
      const waits = own.for;
      if (equal && equal.length > 0 && waits !== undefined && !equal.some(({ duration = 0 }) => duration === waits))
        differs.add('for');
    }
    const list = [...differs].sort();
    alerts.set(name, { ...seen, loaded: same.length > 0, ...(list.length > 0 ? { differs: list } : {}) });
  }
  return uncompared;
}

/** Has Prometheus format expressions, up to a bound; undefined where it cannot. */
function formatter(client: Client): (query: string) => Promise<string | undefined> {
  let left = mostFormats;
  return async (query) => {
    if (left-- <= 0) return undefined;
    try {
      return await client.get('format_query', { query }, z.string());
    } catch (error) {
      // An expression that it does not accept tells nothing of the next one.
      if (!(error instanceof AskError) || error.status !== 400) left = 0;
      return undefined;
    }
  };
}

/** The loaded rules with the same expression; both are formatted, so that layout does not count. Undefined where that fails. */
async function equalTo<T extends { readonly query: string }>(
  expr: string,
  loaded: readonly T[],
  format: ReturnType<typeof formatter>,
): Promise<readonly T[] | undefined> {
  const plain = loaded.filter(({ query }) => query.trim() === expr.trim());
  if (plain.length > 0) return plain;
  const own = await format(expr);
  if (own === undefined) return undefined;
  const equal: T[] = [];
  for (const each of loaded) {
    const text = await format(each.query);
    if (text === undefined) return undefined;
    if (text === own) equal.push(each);
  }
  return equal;
}

async function addHistory(
  client: Client,
  { names, now, alerts }: { names: readonly string[]; now: string; alerts: Map<string, ObservedAlert> },
): Promise<void> {
  const end = Math.floor(Date.parse(now) / 1000);
  const pattern = quoted(names.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|'));
  const query = `count by (alertname) (ALERTS{alertstate="firing",alertname=~${pattern}})`;
  const range = { start: String(end - days * 86_400), end: String(end), step: String(step) };
  const { result } = await client.get('query_range', { query, ...range }, matrixForm);
  const times = new Map(result.map(({ metric, values }) => [metric['alertname'] ?? '', values.map(([time]) => time)]));
  for (const name of names) alerts.set(name, { ...alerts.get(name), name, ...firingOf(times.get(name) ?? []) });
}

function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
