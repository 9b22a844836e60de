import { alertmanagerFile, observedFile } from '../model/team-folder.ts';
import type { Readiness } from '../readiness.ts';
import type { Observed } from '../review/observed.ts';
import type { ObservedAlertmanager } from '../review/observed-alertmanager.ts';
import { observeAlertmanager } from './alertmanager.ts';
import { AskError, fromOf, openClient, type Bounds } from './client.ts';
import { observe } from './observe.ts';
import { recordAlertmanager, recordObserved } from './record.ts';
import { wantedOf, wantedRoutes } from './wanted.ts';

/** A server that the user named. */
export interface Server {
  readonly base: URL;
  readonly token?: string | undefined;
}

/** What came of asking a server: the record that was written, or in one line why nothing was. */
export type Outcome = { readonly from: string; readonly file: string } & (
  | { readonly server: 'Prometheus'; readonly observed: Observed }
  | { readonly server: 'Alertmanager'; readonly observed: ObservedAlertmanager }
  | { readonly server: 'Prometheus' | 'Alertmanager'; readonly failure: string }
);

interface Asking {
  readonly core: Pick<Readiness, 'live' | 'workspace'>;
  readonly prometheus?: Server | undefined;
  readonly alertmanager?: Server | undefined;
  /** ISO time in UTC with seconds. */
  readonly now: string;
  /** Ends the requests; then nothing more is written, and its reason is thrown. */
  readonly signal?: AbortSignal;
  readonly limit?: Bounds;
}

/** Asks the servers that the user named, one after the other, and records the answers. Throws where a record cannot be written. */
export async function observeProduction(asking: Asking): Promise<readonly Outcome[]> {
  const { core, prometheus, alertmanager, now, signal } = asking;
  const { index } = core.live;
  const more = { ...(signal ? { signal } : {}), ...(asking.limit ? { limit: asking.limit } : {}) };
  const outcomes: Outcome[] = [];
  const asked = async (
    { base }: Server,
    of: { server: Outcome['server']; file: string },
    ask: (from: string) => Promise<Outcome>,
  ) => {
    const from = fromOf(base);
    try {
      outcomes.push(await ask(from));
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      outcomes.push({ ...of, from, failure: error.message });
    }
  };
  if (prometheus) {
    const of = { server: 'Prometheus' as const, file: observedFile };
    await asked(prometheus, of, async (from) => {
      const client = openClient(prometheus.base, { token: prometheus.token, ...more });
      const observed = await observe({ client, wanted: wantedOf(index), now, from });
      signal?.throwIfAborted();
      return { ...of, from, observed: await recordObserved(core.workspace, observed) };
    });
  }
  if (alertmanager) {
    const of = { server: 'Alertmanager' as const, file: alertmanagerFile };
    await asked(alertmanager, of, async (from) => {
      const client = openClient(alertmanager.base, { token: alertmanager.token, api: 'alertmanager', ...more });
      const observed = await observeAlertmanager({ client, wanted: wantedRoutes(index), now, from });
      signal?.throwIfAborted();
      return { ...of, from, observed: await recordAlertmanager(core.workspace, observed) };
    });
  }
  return outcomes;
}
