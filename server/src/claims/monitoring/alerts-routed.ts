import type { Alert } from '../../model/artefact-fact.ts';
import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { ObservedRoute } from '../../model/observed-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import type { AlertRouting } from '../../model/telemetry-fact.ts';
import { needsNoRunbook } from '../../rules/vocabulary/alerts/runbook-link.ts';
import { cannotTell, listed, notApplicable, shown, violated } from '../readings.ts';
import { differingReceivers, recordOf } from './observed-routes.ts';
import { labelsOf, matches, reachedBy, type Reached } from './routing.ts';

type Routing = Located<AlertRouting>;

/** Each alert of the service goes to a receiver that tells somebody. */
export const alertsRouted: ClaimReader = {
  id: 'alerts-routed',
  looks:
    'The routes and receivers of Alertmanager and of AlertmanagerConfig objects, matched against the labels of its alerts; the record of prr observe.',
  read(view) {
    const alerts = view.own('alert').filter(({ fact }) => !needsNoRunbook(fact));
    if (alerts.length === 0) return notApplicable('No alert of it is in the workspace');
    const routings = view
      .inWorkspace('alert-routing')
      .filter(
        ({ file, fact }) => view.environmentOf({ file, namespace: fact.namespace, name: fact.name }) === 'production',
      );
    const records = view.inWorkspace('observed-route');
    if (routings.length === 0 && !alerts.some(({ fact }) => recordOf(fact, records)))
      return cannotTell(
        'No Alertmanager configuration is in the workspace',
        'Which receiver gets the alerts of the service?',
      );
    const ends = alerts.map((alert) => ({ alert, ...endWithRecord(alert.fact, routings, view) }));
    const lost = ends.filter(({ end }) => end === 'lost');
    const [first] = lost.filter(({ alert }) => pages(alert.fact));
    if (first)
      return violated(`${first.alert.fact.name} goes to ${first.at?.message ?? 'no receiver'}`, [
        placeOf(first.alert, 'It reaches nobody'),
        ...lost.flatMap(({ at }) => at ?? []).slice(0, 1),
      ]);
    const open = ends.filter(({ end }) => end !== 'told');
    const [unclear] = open;
    if (unclear)
      return cannotTell(
        `It is open where ${open.length} of ${alerts.length} alerts go`,
        `Which receiver gets ${unclear.alert.fact.name}?`,
        [
          placeOf(unclear.alert, unclear.why ?? 'Its labels do not decide the route'),
          ...(unclear.at ? [unclear.at] : []),
        ],
      );
    const receivers = new Map(ends.flatMap(({ at }) => (at ? [[`${at.file}:${at.span.start}`, at] as const] : [])));
    const many = alerts.length === 1 ? '1 alert goes' : `${alerts.length} alerts go`;
    return shown(`${many} to ${listed([...receivers.values()].map(({ message }) => message))}`, [
      ...receivers.values(),
    ]);
  },
};

interface End {
  readonly end: 'told' | 'lost' | 'open';
  readonly at?: Related;
  /** Why it is open, where labels are not the reason. */
  readonly why?: string;
}

/** By the files, or by the record of what Alertmanager does where they have no routes; open where both disagree on whether somebody is told. */
function endWithRecord(alert: Alert, routings: readonly Routing[], view: ServiceView): End {
  const record = recordOf(alert, view.inWorkspace('observed-route'));
  if (routings.length === 0) {
    if (record === 'changed') return { end: 'open', why: 'Its labels have changed since it was observed' };
    return record ? endOfRecord(record) : { end: 'open', why: 'No file and no record shows its route' };
  }
  const own = endOf(alert, routings, view);
  if (!record || record === 'changed') return own;
  const seen = endOfRecord(record);
  const differing = differingReceivers(alert, record.fact.receivers, routings);
  if (own.end === 'open' || seen.end === 'open' || own.end === seen.end)
    return differing && own.at && seen.at
      ? { ...own, at: { ...own.at, message: `${own.at.message}, and in production to ${seen.at.message}` } }
      : own;
  return {
    end: 'open',
    why: 'The routes in the files and those in production differ',
    ...(seen.at ? { at: seen.at } : {}),
  };
}

function endOfRecord({ file, fact: { span, day, receivers } }: Located<ObservedRoute>): End {
  const isLocal = (name: string) => name.endsWith('on this machine');
  const tells = receivers.filter(({ integrations }) => integrations.some((name) => !isLocal(name)));
  const [first] = [...tells.filter(({ sure }) => sure), ...tells, ...receivers];
  const by = first && first.integrations.length > 0 ? first.integrations.join(', ') : 'sends nothing';
  const at: Related = { file, span, message: `the receiver ${first?.name ?? ''} (${by}), observed ${day}` };
  if (tells.some(({ sure }) => sure) || tells.length === receivers.length) return { end: 'told', at };
  return { end: receivers.every(({ integrations }) => integrations.length === 0) ? 'lost' : 'open', at };
}

/** Where an alert ends in each configuration: all that are not for its namespace alone must agree. */
function endOf(alert: Alert, routings: readonly Routing[], view: ServiceView): End {
  const uses = view.inWorkspace('alertmanager-use');
  const isMain = ({ fact }: Routing) =>
    fact.by === 'Alertmanager' || uses.some((use) => use.fact.configuration === fact.name);
  const all = routings.map((routing) => ({
    isMain: isMain(routing),
    ...endIn(alert, routing, { isMain: isMain(routing), view }),
  }));
  const told = all.find(({ end }) => end === 'told');
  const mains = all.filter((each) => each.isMain);
  // An object below the main route adds a receiver; what it leaves alone goes on to the main route.
  const added = all.find((each) => !each.isMain && each.end === 'told');
  if (added) return added;
  if (mains.length === 0) return { end: 'open', ...(all[0]?.at ? { at: all[0].at } : {}) };
  if (mains.every(({ end }) => end === 'told') && told) return told;
  const isOpen = all.some((each) => !each.isMain && each.end === 'open');
  if (mains.every(({ end }) => end === 'lost') && !isOpen) return mains[0] ?? { end: 'open' };
  const unclear = mains.find(({ end }) => end !== 'told');
  return { end: 'open', ...(unclear?.at ? { at: unclear.at } : {}) };
}

function endIn(alert: Alert, { file, fact }: Routing, { isMain, view }: { isMain: boolean; view: ServiceView }): End {
  const labels = labelsOf(alert);
  const isScoped = !isMain && !view.inWorkspace('alertmanager-use').some((use) => use.fact.matchesAll);
  const own =
    isScoped && fact.namespace !== undefined
      ? [...fact.route.matchers, { label: 'namespace', operator: '=' as const, value: fact.namespace }]
      : fact.route.matchers;
  // The matchers of a main route are of no effect: it takes every alert.
  const taken = isMain ? 'yes' : matches(own, { labels, alert });
  if (taken === 'no') return { end: 'lost' };
  const reached = reachedBy(fact, labels, alert);
  const sure = (each: Reached) => each.sure && taken === 'yes';
  const receiverOf = ({ receiver }: Reached) => fact.receivers.find(({ name }) => name === receiver);
  const integrated = (each: Reached) => receiverOf(each)?.integrations ?? [];
  const tells = (each: Reached) => integrated(each).some((name) => !name.endsWith('on this machine'));
  const place = (each: Reached | undefined): { at?: Related } => {
    const receiver = each && receiverOf(each);
    if (!receiver) return {};
    const by = receiver.integrations.length === 0 ? 'sends nothing' : receiver.integrations.join(', ');
    return { at: { file, span: receiver.span, message: `the receiver ${receiver.name} (${by})` } };
  };
  const told = reached.find((each) => sure(each) && tells(each));
  if (told) return { end: 'told', ...place(told) };
  if (taken === 'yes' && reached.length > 0 && reached.every(tells)) return { end: 'told', ...place(reached[0]) };
  const isLost = reached.every((each) => receiverOf(each) && integrated(each).length === 0);
  if (taken === 'yes' && isLost) return { end: 'lost', ...place(reached[0]) };
  return { end: 'open', ...place(reached[0]) };
}

/** Whether somebody shall be woken by it, by the label that says so. */
function pages({ labels }: Alert): boolean {
  const said = labels.find(({ key }) => /^(severity|priority|level|page)$/i.test(key))?.value ?? '';
  return /^(critical|crit|page|pager|high|error|emergency|urgent|fatal|p[01]|sev-?[01]|true)$/i.test(said.trim());
}

function placeOf({ file, fact }: Located<Alert>, message: string): Related {
  return { file, span: fact.span, message };
}
