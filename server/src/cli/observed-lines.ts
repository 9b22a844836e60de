import type { Observed } from '../review/observed.ts';
import type { ObservedAlertmanager } from '../review/observed-alertmanager.ts';
import { attainedWords } from '../review/observed-words.ts';

/** What was observed, by server. */
export interface Records {
  readonly prometheus?: Observed | undefined;
  readonly alertmanager?: ObservedAlertmanager | undefined;
}

function head(server: string, { observed, from, version }: Pick<Observed, 'observed' | 'from' | 'version'>): string {
  return `Observed ${observed} at ${from}${version === undefined ? '' : `, ${server}version ${version}`}`;
}

/** The record of Prometheus for a terminal. */
export function prometheusLines(record: Observed): string[] {
  const { missing = [], alerts = [], objectives = [], metrics = [], series } = record;
  return [
    head('', record),
    ...alerts.map(({ name, loaded, differs = [], fired, hours = 0, nightHours = 0 }) => {
      const rule = loaded === undefined ? 'not compared' : loaded ? 'loaded' : 'not loaded';
      const load =
        fired === undefined ? '' : `; fired ${fired} times, ${hours} hours in 30 days (${nightHours} at night)`;
      return `  alert ${name}: ${rule}${differs.length > 0 ? `, differs in ${differs.join(' and ')}` : ''}${load}`;
    }),
    ...objectives.map(
      (each) =>
        `  objective ${each.name}${each.service === undefined ? '' : ` of ${each.service}`}: ${attainedWords(each)}`,
    ),
    ...(series ? [`  metrics: ${series.present.length} have series, ${series.absent.length} have none`] : []),
    ...(series?.absent ?? []).map((each) => `  no series: ${each}`),
    ...metrics.map(({ name, scrapeSeconds, labels = [] }) => {
      const every = scrapeSeconds === undefined ? [] : [`scraped every ${scrapeSeconds} s`];
      const counts = labels.map((each) => `${each.values} ${each.values === 1 ? 'value' : 'values'} of ${each.name}`);
      return `  metric ${name}: ${[...every, ...counts].join(', ')}`;
    }),
    ...missing.map((each) => `  not observed: ${each}`),
  ];
}

/** The record of Alertmanager for a terminal. */
export function alertmanagerLines(record: ObservedAlertmanager): string[] {
  const { missing = [], receivers = [], alerts = [], silences = [] } = record;
  const kinds = new Map(receivers.map(({ name, integrations }) => [name, integrations]));
  const words = (name: string) => {
    const found = kinds.get(name) ?? [];
    return `${name} (${found.length > 0 ? found.join(', ') : 'sends nothing'})`;
  };
  return [
    head('Alertmanager ', record),
    ...alerts.map(({ name, receivers: sure = [], perhaps = [], files = [] }) => {
      const goes = [
        ...(sure.length > 0 ? [`goes to ${sure.map(words).join(', ')}`] : []),
        ...(perhaps.length > 0 ? [`may go to ${perhaps.map(words).join(', ')}`] : []),
        ...(files.length > 0 ? [`the files send it to ${files.join(', ')}`] : []),
      ];
      return `  alert ${name}: ${goes.join('; ')}`;
    }),
    ...silences.map(({ matchers, starts, until, comment, alerts: sure = [], perhaps = [] }) => {
      const when = `${starts === undefined ? '' : `from ${starts} `}until ${until}`;
      const about = [...sure, ...perhaps.map((each) => `${each} for some series`)].join(', ');
      return `  silence ${matchers.join(', ')} ${when}: ${about}${comment === undefined ? '' : `; ${comment}`}`;
    }),
    ...missing.map((each) => `  not observed: ${each}`),
  ];
}
