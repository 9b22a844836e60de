import type { Alert } from '../../model/artefact-fact.ts';
import type { ObservedRoute, ObservedSilence } from '../../model/observed-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { AlertMatcher, AlertRouting } from '../../model/telemetry-fact.ts';
import { environmentOf } from '../../production/environments.ts';
import { labelsOf, matches, reachedBy, type Surely } from './routing.ts';

/** The record of an alert, if the rule gives it the labels that it had then; `changed` if it has others now. */
export function recordOf<R extends { readonly fact: ObservedRoute }>(
  alert: Alert,
  records: readonly R[],
): R | 'changed' | undefined {
  const own = records.filter(({ fact }) => fact.name === alert.name);
  const labels = keyOf(alert.labels);
  return own.find(({ fact }) => keyOf(fact.labels) === labels) ?? (own.length > 0 ? 'changed' : undefined);
}

function keyOf(labels: readonly { readonly key: string; readonly value: string }[]): string {
  return JSON.stringify(labels.map(({ key, value }) => JSON.stringify([key, value])).sort((a, b) => (a < b ? -1 : 1)));
}

/**
 * Whether a silence silences an alert: each of its notifications (`yes`), or those of some series (`maybe`). Where no label that
 * the rule gives is named, it may be about anything and counts as `no`.
 */
export function silences(matchers: readonly AlertMatcher[], alert: Alert): Surely {
  const of = { labels: labelsOf(alert), alert };
  const each = matchers.map((matcher) => matches([matcher], of));
  const isNamed = matchers.some(({ label, operator }, at) => {
    return each[at] === 'yes' && of.labels.has(label) && (operator === '=' || operator === '=~');
  });
  const all = matches(matchers, of);
  return isNamed ? all : 'no';
}

/** The silences for an alert, those of all its notifications first. */
export function silencesOf(
  alert: Alert,
  all: readonly ObservedSilence[],
): readonly { readonly silence: ObservedSilence; readonly sure: boolean }[] {
  return all
    .flatMap((silence) => {
      const is = silences(silence.matchers, alert);
      return is === 'no' ? [] : [{ silence, sure: is === 'yes' }];
    })
    .sort((a, b) => Number(b.sure) - Number(a.sure));
}

/** Configurations of production among those of the workspace. */
export function productionRoutings(all: readonly Located<AlertRouting>[]): readonly Located<AlertRouting>[] {
  return all.filter(
    ({ file, fact: { namespace, name } }) => environmentOf({ file, namespace, name }).environment === 'production',
  );
}

/**
 * The receivers by the routes of the workspace, where they certainly differ from those of a record. Undefined where they agree, where
 * labels of series could make them agree, and where the workspace has no main configuration or several.
 */
export function differingReceivers(
  alert: Alert,
  recorded: ObservedRoute['receivers'],
  routings: readonly Located<AlertRouting>[],
): readonly string[] | undefined {
  const [main] = routings;
  // An object of prometheus-operator adds to a main configuration that may be elsewhere.
  if (!main || routings.length > 1 || main.fact.by !== 'Alertmanager') return undefined;
  const reached = reachedBy(main.fact, labelsOf(alert), alert);
  const files = [...new Set(reached.map(({ receiver }) => receiver))].sort();
  const has = (list: readonly string[], wanted: string) => list.includes(wanted);
  const running = recorded.map(({ name }) => name);
  const isOther =
    recorded.some(({ name, sure }) => sure && !has(files, name)) ||
    reached.some(({ receiver, sure }) => sure && !has(running, receiver));
  return isOther ? files : undefined;
}
