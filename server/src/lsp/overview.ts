import { basename } from '../workspace/local-paths.ts';
import type { CancellationToken } from 'vscode-languageserver';
import { method, type ServiceParams } from '../protocol.ts';
import type {
  ChartView,
  ChosenService,
  OverviewSummary,
  OverviewView,
  ServiceRow,
  SystemView,
} from '../protocol/overview.ts';
import { systemOf } from '../report/picture/system.ts';
import type { Summary } from '../report/summary/summary.ts';
import { stepsIn } from '../report/summary/next.ts';
import { countServices, type ServiceCounts } from '../review/overview.ts';
import { chartsNotHere } from '../review/remote-charts.ts';
import { systemDependencies } from '../review/system-dependencies.ts';
import type { Readiness } from '../service.ts';
import type { Context } from './context.ts';
import type { Folder } from './folders.ts';
import { pausing } from './guard.ts';
import { commonView, drawingOf } from './picture.ts';
import { findService, notReady, serviceView, serviceViews } from './services.ts';

/** The overview of a service, or the list of all where none is named and there are several. */
export function registerOverview(context: Context): void {
  context.connection.onRequest(
    method.overview,
    context.guard(
      'overview',
      { state: 'failed', services: [] },
      async (wanted: ServiceParams, token?: CancellationToken): Promise<OverviewView> => {
        const between = pausing(token);
        const cores = await context.cores();
        const waits = notReady(cores);
        if (waits) return { ...waits, services: [] };
        const several = cores.flatMap(({ core }) => core.services()).length > 1;
        // A list that is not shown is not counted.
        if (wanted.service !== undefined || !several) {
          const chosen = await choose(context, wanted, between);
          // The list names the charts where there is one.
          const alone = several ? {} : { charts: chartsOf(cores) };
          if (chosen) return { state: 'ready', services: await uncounted(context), chosen, ...alone };
        }
        const { services, systems } = await all(context, between);
        const missing = wanted.service === undefined ? {} : { missing: wanted.service };
        return { state: 'ready', services, systems, charts: chartsOf(cores), ...missing };
      },
    ),
  );
}

function chartsOf(cores: readonly { readonly core: Readiness }[]): readonly ChartView[] {
  return cores.flatMap(({ core }) => chartsNotHere(core.live.index));
}

async function choose(
  context: Context,
  wanted: ServiceParams,
  between: () => Promise<void>,
): Promise<ChosenService | undefined> {
  const found = await findService(context, wanted);
  if (!found) return undefined;
  const { folder, core, service } = found;
  const summary = await (await core.summaries()).of(service, between);
  const { profile } = await (await core.review()).of(service);
  return {
    service: service.name,
    folder: folder.uri,
    summary: pick(summary),
    ...(profile.descriptor === undefined ? {} : { descriptor: profile.descriptor }),
  };
}

/** What the page shows; the evidence stays in the checklist. */
function pick({ aspects, service, ...rest }: Summary): OverviewSummary {
  const { about, profile, readiness, risks, notes, decisions, changes, coverage } = rest;
  const next = stepsIn(rest.next);
  const counts = aspects.map((aspect) => ({ id: aspect.id, name: aspect.name, claims: aspect.claims }));
  return { service, aspects: counts, about, profile, readiness, next, risks, notes, decisions, changes, coverage };
}

const noClaims = { passed: 0, failed: 0, inconclusive: 0, manual: 0, applicable: 0 };
const nothing = { findings: 0, claims: noClaims };

async function uncounted(context: Context): Promise<ServiceRow[]> {
  return (await serviceViews(context)).map((view) => ({ ...view, ...nothing }));
}

async function all(
  context: Context,
  between: () => Promise<void>,
): Promise<{ services: ServiceRow[]; systems: SystemView[] }> {
  const services: ServiceRow[] = [];
  const systems: SystemView[] = [];
  const cores = await context.cores();
  const several = cores.length > 1;
  for (const { folder, core } of cores) {
    const counts = await countServices(await core.review(), core.services(), between);
    for (const { service, tier, declared: _, ...rest } of counts)
      services.push({
        ...serviceView(service, { folder, several }),
        ...rest,
        ...(tier === undefined ? {} : { tier: String(tier) }),
      });
    if (counts.length > 1) systems.push(await systemView({ folder, core, several }, counts));
  }
  return { services, systems };
}

async function systemView(
  { folder, core, several }: { folder: Folder; core: Readiness; several: boolean },
  counts: readonly ServiceCounts[],
): Promise<SystemView> {
  const picture = core.production();
  const system = systemOf(picture, core.services());
  const findings = new Map(counts.map(({ service, findings: count }) => [service.name, count]));
  const objectives = core.live.index.inWorkspace('objective');
  const unknown = new Map<string, string[]>();
  for (const { from, to } of system.unknown) unknown.set(from, [...(unknown.get(from) ?? []), to]);
  return {
    folder: folder.uri,
    ...(several ? { folderName: basename(folder.path) } : {}),
    drawing: drawingOf(system, { findings }),
    dependencies: systemDependencies({ picture, services: counts, objectives }),
    unknown: [...unknown].map(([service, targets]) => ({ service, targets })),
    common: await commonView(core),
  };
}
