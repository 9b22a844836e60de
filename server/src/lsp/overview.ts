import type { CancellationToken } from 'vscode-languageserver';
import { method, type ServiceParams } from '../protocol.ts';
import type { ChosenService, OverviewSummary, OverviewView, ServiceRow } from '../protocol/overview.ts';
import type { Summary } from '../report/summary.ts';
import { countServices } from '../review/overview.ts';
import type { Context } from './context.ts';
import { pausing } from './guard.ts';
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
          if (chosen) return { state: 'ready', services: await uncounted(context), chosen };
        }
        const services = await rows(context, between);
        return { state: 'ready', services, ...(wanted.service === undefined ? {} : { missing: wanted.service }) };
      },
    ),
  );
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
  const { about, profile, readiness, next, risks, notes, decisions, changes, coverage } = rest;
  const counts = aspects.map((aspect) => ({ id: aspect.id, name: aspect.name, counts: aspect.counts }));
  return { service, aspects: counts, about, profile, readiness, next, risks, notes, decisions, changes, coverage };
}

const nothing = { findings: 0, good: 0, bad: 0, open: 0 };

async function uncounted(context: Context): Promise<ServiceRow[]> {
  return (await serviceViews(context)).map((view) => ({ ...view, ...nothing }));
}

async function rows(context: Context, between: () => Promise<void>): Promise<ServiceRow[]> {
  const cores = await context.cores();
  const all = await Promise.all(
    cores.map(async ({ folder, core }) => {
      const counts = await countServices(await core.review(), core.services(), between);
      return counts.map(({ service, tier, ...rest }) => ({
        ...serviceView(service, { folder, several: cores.length > 1 }),
        ...rest,
        ...(tier === undefined ? {} : { tier: String(tier) }),
      }));
    }),
  );
  return all.flat();
}
