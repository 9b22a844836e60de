import * as z from 'zod';
import { differingReceivers, silences as silencesAlert } from '../claims/monitoring/observed-routes.ts';
import { labelsOf, reachedBy } from '../claims/monitoring/routing.ts';
import { routingInConfiguration } from '../facts/monitoring/alert-routing.ts';
import type { Alert } from '../model/artefact-fact.ts';
import type { AlertMatcher, AlertRouting } from '../model/telemetry-fact.ts';
import type { ObservedAlertmanager } from '../review/observed-alertmanager.ts';
import { AskError, type Client } from './client.ts';
import type { WantedRoutes } from './wanted.ts';

const mostAlerts = 500;
const mostSilences = 200;
const mostReceivers = 200;
/** Longest configuration that is read, in UTF-16 units. */
const longestConfiguration = 1_000_000;

const statusForm = z.object({
  versionInfo: z.object({ version: z.string().max(100) }).optional(),
  config: z.object({ original: z.string() }),
});
const silencesForm = z.array(
  z.object({
    status: z.object({ state: z.string() }),
    matchers: z.array(
      z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) }),
    ),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    comment: z.string().default(''),
  }),
);

type Silence = NonNullable<ObservedAlertmanager['silences']>[number];
type Route = NonNullable<ObservedAlertmanager['alerts']>[number];

interface Asking {
  readonly client: Client;
  readonly wanted: WantedRoutes;
  /** ISO time in UTC with seconds. */
  readonly now: string;
  /** The address without credentials. */
  readonly from: string;
}

/**
 * Asks where the alerts of the workspace go, and which are silenced. Of the configuration only names of receivers, kinds of
 * integrations and routes are read. Throws an `AskError` where nothing could be asked.
 */
export async function observeAlertmanager({ client, wanted, now, from }: Asking): Promise<ObservedAlertmanager> {
  const missing: string[] = [];
  const alerts = wanted.alerts.slice(0, mostAlerts);
  if (wanted.alerts.length > mostAlerts) missing.push(`alerts after the first ${mostAlerts}`);
  let failed: AskError | undefined;
  const part = async <T>(name: string, asked: () => Promise<T>): Promise<T | undefined> => {
    if (failed?.gone) return void missing.push(`${name}: ${failed.message}`);
    try {
      return await asked();
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      failed = error;
      missing.push(`${name}: ${error.message}`);
      return undefined;
    }
  };
  const status = await part('status', () => client.get('status', {}, statusForm));
  const found = await part('silences', () => client.get('silences', {}, silencesForm));
  if (!status && !found && failed) throw failed;
  const routes = status && (await part('routes', async () => routesOf(status.config.original, wanted, alerts)));
  const silences = found ? silencesOf(found, alerts, now) : undefined;
  if (silences && silences.length > mostSilences) missing.push(`silences after the first ${mostSilences}`);
  return {
    observed: now,
    from,
    ...(status?.versionInfo ? { version: status.versionInfo.version } : {}),
    ...(missing.length > 0 ? { missing: missing.map((each) => each.slice(0, 500)) } : {}),
    ...routes,
    ...(silences ? { silences: silences.slice(0, mostSilences) } : {}),
  };
}

/** Receivers of each alert by the labels that its rule gives it. */
function routesOf(
  configuration: string,
  { routings }: WantedRoutes,
  alerts: readonly Alert[],
): Pick<ObservedAlertmanager, 'alerts' | 'receivers'> {
  if (configuration.length > longestConfiguration) throw new AskError('the configuration is larger than 1 MB');
  const routing = routingInConfiguration(configuration);
  if (!routing) throw new AskError('its configuration could not be read, or has more than 2,000 routes');
  const seen = new Map<string, Route>();
  for (const alert of alerts) {
    const each = routeOf(alert, routing, routings);
    seen.set(JSON.stringify([each.name, each.labels]), each);
  }
  const all = [...seen.values()];
  const used = new Set(all.flatMap(({ receivers = [], perhaps = [] }) => [...receivers, ...perhaps]));
  const receivers = routing.receivers
    .filter(({ name }) => used.has(name))
    .map(({ name, integrations }) => ({ name, integrations: [...new Set(integrations)].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { receivers: receivers.slice(0, mostReceivers), alerts: all };
}

function routeOf(
  alert: Alert,
  routing: Pick<AlertRouting, 'route' | 'receivers'>,
  routings: WantedRoutes['routings'],
): Route {
  const reached = reachedBy(routing, labelsOf(alert), alert);
  const names = (list: typeof reached) => [...new Set(list.map(({ receiver }) => receiver))].sort();
  const sure = names(reached.filter((each) => each.sure));
  const perhaps = names(reached).filter((each) => !sure.includes(each));
  const recorded = [
    ...sure.map((name) => ({ name, sure: true, integrations: [] })),
    ...perhaps.map((name) => ({ name, sure: false, integrations: [] })),
  ];
  const files = differingReceivers(alert, recorded, routings);
  const labels = Object.fromEntries(
    alert.labels.map(({ key, value }) => [key, value] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    name: alert.name,
    ...(alert.labels.length > 0 ? { labels } : {}),
    ...(sure.length > 0 ? { receivers: sure } : {}),
    ...(perhaps.length > 0 ? { perhaps } : {}),
    ...(files ? { files: [...files] } : {}),
  };
}

/** Silences that are active or begin later, for alerts of the workspace. */
function silencesOf(found: z.output<typeof silencesForm>, alerts: readonly Alert[], now: string): Silence[] {
  const silences = found.flatMap(({ status, matchers, startsAt, endsAt, comment }): Silence[] => {
    if (status.state === 'expired' || matchers.length === 0 || matchers.length > 20) return [];
    const read = matchers.map(matcherOf);
    const words = read.map(written);
    if (words.some((each) => each.length > 1000)) return [];
    const names = (wanted: 'yes' | 'maybe') => [
      ...new Set(alerts.filter((alert) => silencesAlert(read, alert) === wanted).map(({ name }) => name)),
    ];
    const sure = names('yes');
    const perhaps = names('maybe').filter((each) => !sure.includes(each));
    if (sure.length + perhaps.length === 0) return [];
    const starts = timeOf(startsAt);
    const said = plain(comment);
    return [
      {
        matchers: words.sort(),
        ...(starts > now ? { starts } : {}),
        until: timeOf(endsAt),
        ...(said === '' ? {} : { comment: said }),
        ...(sure.length > 0 ? { alerts: sure } : {}),
        ...(perhaps.length > 0 ? { perhaps } : {}),
      },
    ];
  });
  const key = ({ until, matchers, comment = '' }: Silence) => JSON.stringify([until, matchers, comment]);
  return silences.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

type Matcher = z.output<typeof silencesForm>[number]['matchers'][number];

function matcherOf({ name, value, isRegex, isEqual }: Matcher): AlertMatcher {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return { label: name, operator, value };
}

/** `severity="page"`, as Alertmanager writes it. */
function written({ label, operator, value }: AlertMatcher): string {
  const escaped = value.replace(/[\\"]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
  const name = /^[a-zA-Z_]\w*$/.test(label) ? label : `"${label.replace(/[\\"]/g, String.raw`\$&`)}"`;
  return `${name}${operator}"${escaped}"`;
}

function timeOf(text: string): string {
  return `${new Date(text).toISOString().slice(0, 19)}Z`;
}

/** What a person wrote, in one line without controls. */
function plain(comment: string): string {
  return comment
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
