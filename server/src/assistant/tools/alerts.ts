import * as z from 'zod';
import { lacksOf, runbookOf } from '../../documents/runbooks/runbook.ts';
import { metricJoins } from '../../index/metric-joins.ts';
import type { Alert } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';
import { documentEntry, runbookEntries } from '../../rules/vocabulary/alerts/runbook-link.ts';
import type { Readiness } from '../../service.ts';
import { inTurn } from '../finding-rows.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { openPlaces, serviceNamed, type Places } from '../places.ts';
import { ToolError } from '../tool-error.ts';
import { defineTool } from '../tool.ts';

const entries = z.array(z.object({ key: z.string(), value: z.string() }));
const sourceFormat = z.object({ at: z.string(), what: z.string() });

const alertFormat = z.object({
  alert: z.string(),
  at: z.string().describe('file:line'),
  expr: z.string(),
  for: z.string().optional(),
  labels: entries,
  annotations: entries,
  services: z.array(z.string()),
  metrics: z
    .array(
      z.object({
        metric: z.string(),
        sources: z.array(sourceFormat).describe('Code and recording rules that it comes from'),
        uses: z.array(sourceFormat).describe('Dashboards and objectives that show it'),
      }),
    )
    .describe('What the expression asks for'),
  runbook: z.object({
    state: z.enum(['read', 'none', 'lost', 'elsewhere']),
    because: z.string(),
    at: z.string().optional(),
    missing: z.array(z.string()).describe('Sections that the runbook lacks'),
  }),
  guide: z.string(),
});

/** Alerts with what a runbook needs to know. */
export const alerts = defineTool({
  name: 'prr_alerts',
  title: 'Alerts and their runbooks',
  description:
    'Reads alerting rules: expression, labels, which code and recording rules its metrics come from, which dashboards and SLOs show them, and whether its runbook exists and what it lacks. Use it to write or review a runbook.',
  input: z.strictObject({
    alert: z.string().max(limits.name).optional().describe('Only the alert with this name'),
    service: z.string().max(limits.name).optional().describe('Only alerts of this service'),
    ...listArguments,
  }),
  output: z.object({ alerts: z.array(alertFormat), page: pageFormat }),
  async run(args, { core, between }) {
    const { index } = core.live;
    const owner = args.service === undefined ? undefined : serviceNamed(core, args.service).name;
    const all = index
      .inWorkspace('alert')
      .filter(
        ({ file, fact }) =>
          (args.alert === undefined || fact.name === args.alert) &&
          (owner === undefined || index.ownersOf(file, fact).includes(owner)),
      );
    if (args.alert !== undefined && all.length === 0) {
      const names = index.inWorkspace('alert').map(({ fact }) => fact.name);
      const some = [...new Set(names)].slice(0, 50).map((name) => cut(name, 100));
      throw new ToolError(`there is no alert ${cut(args.alert, 100)}; alerts: ${some.join(', ') || 'none'}`);
    }
    const places = openPlaces(core);
    const { rows, page } = await pageOf(all, { args, version: index.version, between }, (alert) =>
      alertRow(core, alert, places),
    );
    return {
      data: { alerts: rows, page },
      head: page.total === 1 ? '1 alert.' : `${page.total} alerts.`,
      rows: rows.map(alertText),
      page,
    };
  },
});

type AlertRow = z.output<typeof alertFormat>;

async function alertRow(core: Readiness, { file, fact }: Located<Alert>, places: Places): Promise<AlertRow> {
  const { index } = core.live;
  const link = runbookEntries(fact).find(({ value }) => value.trim() !== '')?.value ?? documentEntry(fact)?.value;
  const runbook = await runbookOf({ index, text: (each) => core.live.text(each) }, { alert: fact, file, link });
  const joins = metricJoins(index);
  const names = new Set((fact.query?.selectors ?? []).flatMap(({ metric }) => metric ?? []));
  const metrics = await inTurn([...names].slice(0, limits.places), async (metric) => {
    const sources = joins.sourcesOf(metric);
    const uses = sources.flatMap(({ fact: source }) =>
      source.kind === 'metric' ? joins.usesOf(source) : joins.usesOfRule(source),
    );
    const shown = uses.filter(({ by }) => by === 'panel' || by === 'objective');
    return {
      metric: cut(metric, limits.name),
      sources: await inTurn(sources.slice(0, limits.places), async (source) => ({
        at: await places.at({ file: source.file, span: source.fact.span }),
        what: source.fact.kind === 'metric' ? 'code' : 'recording rule',
      })),
      uses: await inTurn(shown.slice(0, limits.places), async (use) => ({
        at: await places.at(use),
        what: cut(`${use.by === 'objective' ? 'SLO' : use.by} ${use.name}`, limits.name),
      })),
    };
  });
  const pairs = (all: Alert['labels']) =>
    all.slice(0, 20).map(({ key, value }) => ({ key: cut(key, 100), value: cut(value) }));
  const { sure, unsure } = lacksOf(runbook);
  return {
    alert: cut(fact.name, limits.name),
    at: await places.at({ file, span: fact.span }),
    expr: cut(fact.expr.text.trim(), limits.comment),
    ...(fact.for ? { for: cut(fact.for.text, 100) } : {}),
    labels: pairs(fact.labels),
    annotations: pairs(fact.annotations),
    services: [...index.ownersOf(file, fact)].slice(0, limits.places),
    metrics,
    runbook: {
      state: runbook.state,
      because: cut(runbook.because),
      ...(runbook.at ? { at: `${runbook.at.file}:${runbook.at.line}` } : {}),
      missing: [...sure, ...unsure.map((each) => `${each} (inconclusive)`)],
    },
    guide: 'runbooks',
  };
}

function alertText({
  alert,
  at,
  expr,
  labels,
  annotations,
  services,
  metrics,
  runbook,
  guide,
  ...rest
}: AlertRow): string {
  const all = [...labels, ...annotations].map(({ key, value }) => `  ${key}: ${value}`);
  const missing = runbook.missing.length === 0 ? '' : `; missing: ${runbook.missing.join(', ')}`;
  return [
    `${at} ${alert}${services.length === 0 ? '' : `, of ${services.join(', ')}`} (guide: ${guide})`,
    `  expr: ${expr}${rest.for === undefined ? '' : `, for ${rest.for}`}`,
    ...all,
    ...metrics.flatMap(({ metric, sources, uses }) => [
      `  ${metric}: ${sources.map((each) => `${each.what} ${each.at}`).join(', ') || 'source not found here'}`,
      ...uses.map((use) => `    shown by ${use.what} ${use.at}`),
    ]),
    `  runbook: ${runbook.because}${runbook.at === undefined ? '' : ` (${runbook.at})`}${missing}`,
  ].join('\n');
}
