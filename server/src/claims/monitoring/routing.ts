import type { Alert } from '../../model/artefact-fact.ts';
import type { AlertMatcher, AlertRoute, AlertRouting } from '../../model/telemetry-fact.ts';
import { matchesWhole } from '../../rules/vocabulary/workloads/expressions.ts';

/** Whether something is so for each notification of an alert, for none, or for some that files do not tell. */
export type Surely = 'yes' | 'no' | 'maybe';

/** A receiver that an alert may reach, and whether it surely does. */
export interface Reached {
  readonly receiver: string;
  readonly sure: boolean;
}

/** Labels of an alert that are the same for each of its notifications; others come from its series and are not known. */
export type KnownLabels = ReadonlyMap<string, string>;

/** The labels that a rule gives its alert. */
export function labelsOf(alert: Alert): KnownLabels {
  const written = alert.labels.filter(({ value }) => !/\{\{|\$/.test(value));
  return new Map([...written.map(({ key, value }) => [key, value] as const), ['alertname', alert.name]]);
}

/** A label by which people sort alerts: no series has it, so that an alert without it has none. */
const ownLabels = /^(severity|priority)$/;

/**
 * The receivers that a tree sends an alert to, as Alertmanager walks it: the first child that matches takes the alert, `continue`
 * lets the next ones have it, too, and a node whose children take nothing has it itself (prometheus.io, Alertmanager, route).
 */
export function reachedBy(
  { route }: Pick<AlertRouting, 'route'>,
  labels: KnownLabels,
  alert: Alert,
): readonly Reached[] {
  return within(route, { labels, alert, inherited: '' });
}

interface Walk {
  readonly labels: KnownLabels;
  readonly alert: Alert;
  readonly inherited: string;
}

function within(route: AlertRoute, { labels, alert, inherited }: Walk): readonly Reached[] {
  const receiver = route.receiver?.text ?? inherited;
  const found: Reached[] = [];
  let goesOn: Surely = 'yes';
  let isTaken: Surely = 'no';
  for (const child of route.routes) {
    const matched = both(goesOn, matches(child.matchers, { labels, alert }));
    if (matched === 'no') continue;
    const below = within(child, { labels, alert, inherited: receiver });
    found.push(...below.map((each) => ({ ...each, sure: each.sure && matched === 'yes' })));
    if (matched === 'yes') isTaken = 'yes';
    else if (isTaken === 'no') isTaken = 'maybe';
    if (!child.continues) goesOn = matched === 'yes' ? 'no' : 'maybe';
    if (goesOn === 'no') break;
  }
  return isTaken === 'yes' ? found : [...found, { receiver, sure: isTaken === 'no' }];
}

/** Whether all matchers match an alert. */
export function matches(matchers: readonly AlertMatcher[], of: { labels: KnownLabels; alert: Alert }): Surely {
  return matchers.map((matcher) => matchesOne(matcher, of)).reduce(both, 'yes');
}

function matchesOne(
  { label, operator, value }: AlertMatcher,
  { labels, alert }: { labels: KnownLabels; alert: Alert },
): Surely {
  const isTemplated = alert.labels.some(({ key }) => key === label) && !labels.has(label);
  // A label that an alert does not have is an empty one.
  const known = labels.get(label) ?? (ownLabels.test(label) && !isTemplated ? '' : undefined);
  if (known === undefined) return 'maybe';
  const isEqual = operator === '=' || operator === '!=' ? known === value : matchesWhole(value, known);
  if (isEqual === undefined) return 'maybe';
  return isEqual === (operator === '=' || operator === '=~') ? 'yes' : 'no';
}

function both(a: Surely, b: Surely): Surely {
  return a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
}
