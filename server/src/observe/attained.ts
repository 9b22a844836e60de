import * as z from 'zod';
import type { Observed } from '../review/observed.ts';
import { AskError, type Client } from './client.ts';
import type { Measure, WantedObjective } from './objectives.ts';

type ObservedObjective = NonNullable<Observed['objectives']>[number];

const valueForm = z.object({
  result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
});
const rangeForm = z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) });

/** Samples of a window that show where there is data. */
const samples = 720;

/** The server gives up before the client does: then one slow objective does not end the observation. */
const timeout = '4s';

/** What an objective attained over its window, and what is left of its budget. Throws an `AskError` where it could not be asked. */
export async function attained(client: Client, wanted: WantedObjective, now: string): Promise<ObservedObjective> {
  const { name, service, target, window, measure } = wanted;
  const known = {
    name,
    ...(service === undefined ? {} : { service }),
    ...(target === undefined ? {} : { target }),
    ...(window === undefined ? {} : { windowDays: rounded(window) }),
  };
  if ('inconclusive' in measure) return { ...known, ...measure };
  try {
    const data = await dataOf(client, { measure, window: window ?? 0, now });
    if (!data) return { ...known, inconclusive: 'the server has no data for it in the window' };
    const share = await shareOf(client, measure, now);
    if (typeof share === 'string') return { ...known, ...data, inconclusive: share };
    const isBudgeted = target !== undefined && target > 0 && target < 1;
    const left = isBudgeted ? { budgetLeft: down((share - target) / (1 - target)) } : {};
    return { ...known, attained: down(share), ...left, ...data };
  } catch (error) {
    if (!(error instanceof AskError) || (error.status !== 400 && error.status !== 422)) throw error;
    return { ...known, inconclusive: 'the server does not accept its expressions' };
  }
}

/** The share of good events; a reason where it is not known. */
async function shareOf(client: Client, measure: Measure, now: string): Promise<number | string> {
  const value = async (query: string) => (await client.get('query', { query, time: now, timeout }, valueForm)).result;
  const events = await value(measure.share);
  const total = measure.total === undefined ? undefined : await value(measure.total);
  if (events.length > 1 || (total?.length ?? 0) > 1) return 'an expression has several series';
  if (total && total.length === 0) return 'there were no events in the window';
  // Without errors their series may not exist, but neither does that of a misspelled name.
  const [event] = events;
  if (!event) return `its expression for ${measure.counts === 'good' ? 'good' : 'bad'} events has no series`;
  const all = total?.[0];
  if (all && JSON.stringify(sorted(all.metric)) !== JSON.stringify(sorted(event.metric)))
    return 'its expressions have different labels';
  const count = Number(event.value[1]);
  const of = all ? Number(all.value[1]) : 1;
  if (of === 0 || Number.isNaN(count)) return 'there were no events in the window';
  const part = count / of;
  const good = measure.counts === 'good' ? part : 1 - part;
  // What rounding adds to a share is no mistake of the expressions.
  return good >= -1e-9 && good <= 1 + 1e-9
    ? Math.min(1, Math.max(0, good))
    : 'its expressions give no share between 0 and 1';
}

/** Since when there was data within the window, and for how many hours; undefined for none. */
async function dataOf(
  client: Client,
  { measure, window, now }: { measure: Measure; window: number; now: string },
): Promise<{ since: string; hours: number } | undefined> {
  const end = Math.floor(Date.parse(now) / 1000);
  const query = `count(${measure.probe})`;
  const times = async (to: number, step: number) => {
    const range = { start: String(to - step * samples), end: String(to), step: String(step) };
    const { result } = await client.get('query_range', { query, ...range, timeout }, rangeForm);
    return (result[0]?.values ?? []).map(([time]) => time);
  };
  const step = Math.max(1, Math.ceil((window * 86_400) / samples));
  const seen = await times(end, step);
  const [first] = seen;
  if (first === undefined) return undefined;
  const within = first > end - step * samples && step > 1 ? await times(first, Math.ceil(step / samples)) : [];
  const since = Math.min(first, ...within);
  const whole = new Date(since * 1000).toISOString().slice(0, 19);
  const hours = seen.length > samples ? window * 24 : ((seen.length - 1) * step + (first - since)) / 3600;
  return { since: `${whole}Z`, hours: Math.round(hours * 100) / 100 };
}

function sorted(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Rounded down, so that an objective that is missed by little is not recorded as attained. */
function down(share: number): number {
  return Math.floor(share * 1e8 + 1e-4) / 1e8;
}

function rounded(days: number): number {
  return Math.round(days * 1e6) / 1e6;
}
