import { foldFindings } from '../index/folding.ts';
import { openScope } from '../production/scope.ts';
import type { Dependency } from '../model/production.ts';
import type { Finding } from '../model/site.ts';
import { commonOf, type Common } from '../report/picture/common.ts';
import { chartsNotHere, type ChartNotHere } from '../review/remote-charts.ts';
import { systemDependencies } from '../review/system-dependencies.ts';
import type { Readiness } from '../service.ts';
import type { Summary } from '../report/summary/summary.ts';
import { countServices, type ServiceCounts } from '../review/overview.ts';
import { claimWords } from '../review/states.ts';
import { placeText } from '../report/summary/input.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { serviceOf, withWhole } from './whole.ts';
import { styled, type Style } from '../report/terminal.ts';
import { jsonText } from '../report/json-text.ts';

/** `prr overview`: how each service stands, or one of them with its next useful step. */
export const overview: Command = {
  name: 'overview',
  usage: '[FOLDER]',
  summary: 'Show the state of all services and the next steps',
  options: {
    service: {
      type: 'string',
      value: 'NAME',
      help: 'show profile, risks and next step of this service (default: the only one)',
    },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { cwd, color, print, data } = environment;
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    return withWhole({ root, environment }, async (core) => {
      const services = core.services();
      const wanted = args.text('service');
      const json = args.text('format') === 'json';
      if (wanted !== undefined || services.length < 2) {
        const summary = await (await core.summaries()).of(serviceOf(core, wanted, root));
        if (json) data(jsonText(short(summary)));
        else {
          const charts = services.length < 2 ? chartsText(chartsNotHere(core.live.index)) : '';
          print([textOf(summary, { color }), charts].filter((text) => text !== '').join('\n'));
        }
      } else {
        const counts = await countServices(await core.review(), services);
        if (json) data(jsonText(counts.map(row)));
        else print([tableOf(counts), ...(await others(core, counts))].join('\n'));
      }
      return 0;
    });
  },
};

function row({ service, declared, ...counts }: ServiceCounts): object {
  return { service: service.name, ...counts, declared: declared.map(({ name }) => name) };
}

/** The parts of the summary that the overview shows. */
function short({ service, about, profile, readiness, aspects, next, risks, changes }: Summary): object {
  return {
    service,
    about: about.text,
    profile,
    readiness,
    aspects: aspects.map(({ id, claims }) => ({ id, claims })),
    next,
    risks,
    changes,
  };
}

function textOf(summary: Summary, { color }: { color: boolean }): string {
  const { service, about, profile, readiness, aspects, next, risks, changes } = summary;
  const style = (format: Style, words: string) => styled(format, words, { color });
  const width = Math.max(...aspects.map(({ name }) => name.length));
  const lines = [
    style('bold', service.title ?? service.name),
    about.text,
    ...profile.map(({ field, value, because }) => `${field}: ${value ?? 'not set'} ${style('dim', `(${because})`)}`),
    '',
    style('bold', readiness.words),
    ...aspects.map(({ name, claims }) => `  ${name.padEnd(width)}  ${claimWords(claims)}`),
    '',
    ...next.map(
      ({ title, because }, index) =>
        `${index === 0 ? style('bold', 'Next:') : 'Then:'} ${title}\n      ${style('dim', because)}`,
    ),
    '',
    ...risks.flatMap(({ title, feel, places }) => [
      feel === title ? title : `${title}: ${feel}`,
      ...places.map(({ place, message }) => style('dim', `  ${placeText(place)} ${message}`)),
    ]),
    ...(risks.length > 0 ? [''] : []),
    changes.text,
  ];
  return `${lines.join('\n')}\n`;
}

const mostUsers = 5;

/** What the services depend on, what they have in common, and how many findings belong to none of them. */
async function others(core: Readiness, services: readonly ServiceCounts[]): Promise<string[]> {
  const picture = core.production();
  const { index } = core.live;
  const rows = systemDependencies({ picture, services, objectives: index.inWorkspace('objective') }).map(
    ({ name, kind, users, owner, goal }) => [name, kind, owner ?? '', goal ?? '', usersText(users)],
  );
  const counts = openScope(picture);
  const shown = (await core.allFindings()).filter(({ suppressed, file }) => !suppressed && counts(file));
  const ownersOf = ({ file, fact }: Finding) => index.ownersOf(file, fact);
  const common = commonText(commonOf({ picture, services: core.services(), findings: shown, ownersOf }));
  const unknown = unknownText(picture.dependencies.filter(({ kind }) => kind === 'unknown'));
  const total = foldFindings(shown.filter((finding) => ownersOf(finding).length === 0)).length;
  return [
    ...(rows.length > 0 ? [columns(filled([['dependency', 'kind', 'owner', 'goal', ''], ...rows]))] : []),
    ...[unknown, common, chartsText(chartsNotHere(index))].filter((text) => text !== ''),
    ...(total > 0
      ? [
          `${total} ${total === 1 ? 'finding belongs' : 'findings belong'} to no service; show ${total === 1 ? 'it' : 'them'} with prr check\n`,
        ]
      : []),
  ];
}

function usersText(users: readonly string[]): string {
  if (users.length === 0) return 'not used by any service';
  const more = users.length > mostUsers ? ` and ${users.length - mostUsers} more` : '';
  return `used by ${users.slice(0, mostUsers).join(', ')}${more}`;
}

function unknownText(unknown: readonly Dependency[]): string {
  if (unknown.length === 0) return '';
  const services = new Set(unknown.map(({ from }) => from)).size;
  return `${unknown.length} ${unknown.length === 1 ? 'target' : 'targets'} of ${services} ${services === 1 ? 'service' : 'services'} not in this workspace; prr graph lists them\n`;
}

const mostCharts = 8;

function chartsText(charts: readonly ChartNotHere[]): string {
  if (charts.length === 0) return '';
  const names = charts.slice(0, mostCharts).map(({ chart }) => chart);
  const more = charts.length > mostCharts ? ` and ${charts.length - mostCharts} more` : '';
  const what = charts.length === 1 ? 'chart is' : 'charts are';
  return `${charts.length} ${what} deployed and not in this workspace: ${names.join(', ')}${more}\n`;
}

/** One line for each thing that the services have in common. */
function commonText({ languages, stores, findings }: Common): string {
  const list = (head: string, items: readonly string[]) => (items.length === 0 ? [] : [`${head}: ${items.join(', ')}`]);
  const lines = [
    ...list(
      'languages',
      languages.map(({ name, services }) => `${name} (${services})`),
    ),
    ...list(
      'shared stores',
      stores.map(({ name, services }) => `${name} (${services})`),
    ),
    ...list(
      'common findings',
      findings.map(({ rule, services }) => `${rule} (${services} services)`),
    ),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function tableOf(counts: readonly ServiceCounts[]): string {
  const head = ['service', 'owner', 'tier', 'phase', 'findings', 'passed', 'failed', 'inconclusive', 'manual'];
  const rows = counts.map(({ service, owner = '', tier, phase = '', findings, claims }) => [
    service.name,
    owner,
    tier === undefined ? '' : String(tier),
    phase,
    ...[findings, claims.passed, claims.failed, claims.inconclusive, claims.manual].map(String),
  ]);
  return columns([head, ...rows]);
}

/** Rows without the columns in which only the head says something. */
function filled(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((cells) => cells.filter((_, at) => rows.slice(1).some((row) => row[at] !== '')));
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
