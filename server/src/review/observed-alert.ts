import type { Alert } from '../model/artefact-fact.ts';
import type { FactKind, FactOf } from '../model/fact.ts';
import type { ObservedRoute, ObservedSilence } from '../model/observed-fact.ts';
import type { Located } from '../model/rule.ts';
import type { AlertRouting } from '../model/telemetry-fact.ts';
import { differingReceivers, productionRoutings, recordOf, silencesOf } from '../claims/monitoring/observed-routes.ts';

/** What the workspace and the record of `prr observe` have about the routes of alerts. */
export interface AlertRecords {
  readonly routes: readonly Located<ObservedRoute>[];
  readonly silences: readonly ObservedSilence[];
  readonly routings: readonly Located<AlertRouting>[];
}

interface Facts {
  inWorkspace<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
}

/** Gathers the records of all alerts. */
export function alertRecords(index: Facts): AlertRecords {
  return {
    routes: index.inWorkspace('observed-route'),
    silences: index.inWorkspace('observed-silence').map(({ fact }) => fact),
    routings: productionRoutings(index.inWorkspace('alert-routing')),
  };
}

/** Who is told of an alert, and until when it is silenced, in phrases; none where nothing was recorded. */
export function alertWords(alert: Alert, { routes, silences, routings }: AlertRecords): string[] {
  const record = recordOf(alert, routes);
  if (record === 'changed') return ['its labels have changed since its route was observed'];
  if (!record) return [];
  const { receivers, day } = record.fact;
  const differing = differingReceivers(alert, receivers, routings);
  return [
    `${goesTo(receivers)}, observed ${day}`,
    ...(differing ? [`the routes in the workspace send it to ${differing.join(', ')}`] : []),
    ...silencesOf(alert, silences)
      .slice(0, 3)
      .map(({ silence: { starts, until, comment }, sure }) => {
        const from = starts === undefined ? '' : ` from ${readable(starts)}`;
        const said = comment === undefined ? '' : ` (${comment})`;
        return `${sure ? 'silenced' : 'silenced for some of its series'}${from} until ${readable(until)}${said}`;
      }),
  ];
}

function goesTo(receivers: ObservedRoute['receivers']): string {
  const words = (isSure: boolean) =>
    receivers
      .filter(({ sure }) => sure === isSure)
      .map(
        ({ name, integrations }) => `${name} (${integrations.length > 0 ? integrations.join(', ') : 'sends nothing'})`,
      )
      .join(', ');
  const [certain, possible] = [words(true), words(false)];
  const perhaps = possible === '' ? '' : `may go to ${possible}, by the labels of its series`;
  return [...(certain === '' ? [] : [`goes to ${certain}`]), ...(perhaps === '' ? [] : [perhaps])].join('; ');
}

/** `2026-12-02 10:00 UTC` */
function readable(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
