import type { Block, PartStep, PartView, Row, Tone } from '../../model/engagement.ts';
import { alertsOf, type AlertOf } from '../seen/alerts.ts';
import { genericAlerts, genericAlertsDocument, type GenericAlerts } from './generic-alerts.ts';
import * as kit from '../kit/show.ts';
import { actions } from './actions.ts';
import { loadAction, memberAction, rotationActions, weekAction } from './forms.ts';
import { joiningRows, ownersOf, type Owned } from './joining.ts';
import { alertRows, loadBlocks } from './load.ts';
import { dependencyBlocks, goalRows, postmortemRows } from './neighbours.ts';
import { peopleRows } from './people.ts';
import { runbookBlocks } from './runbooks.ts';
import type { PartInput, PartModule } from '../part.ts';
import { peopleOf, rotationMistake, rotationOf, sameName, type Rotation, type RotationOf } from '../seen/rotation.ts';
import { drillsOf } from '../training/drills.ts';
import { drillsPlayed } from '../training/held.ts';
import { counted, listed } from '../../report/summary/input.ts';

const guide = 'on-call-health';

/** Production engineering: the rotation, its load, its rules, and what its people need. */
export const oncall: PartModule = {
  id: 'oncall',
  actions,
  async show(input) {
    const rotation = rotationOf(input);
    const mistake = await rotationMistake(input, rotation);
    const alerts = await alertsOf(input);
    const generic = await genericAlerts(input);
    const owned = rotation.rotation ? await ownersOf(input, rotation.rotation) : [];
    const neighbours = await dependencyBlocks(input, rotation.rotation);
    const learned = await postmortemRows(input);
    return view(input, { rotation, mistake, alerts, generic, owned, neighbours, learned });
  },
};

interface Known {
  readonly rotation: RotationOf;
  readonly mistake: string | undefined;
  readonly alerts: readonly AlertOf[];
  readonly generic: GenericAlerts;
  readonly owned: readonly Owned[];
  readonly neighbours: readonly Block[];
  readonly learned: readonly Row[];
}

function view(input: PartInput, known: Known): PartView {
  const { rotation, mistake, alerts, generic, owned, neighbours, learned } = known;
  const { today } = input;
  const of = rotation.rotation;
  // Of a file with a mistake nothing is said to be missing.
  const people = of && mistake === undefined ? peopleRows(of, today) : [];
  const joining = of && mistake === undefined ? joiningRows(of, owned) : [];
  const load = alertRows(alerts);
  const worst = tone([...people, ...joining, ...load]);
  const blocks: Block[] = [
    { kind: 'heading', text: 'The rotation' },
    { kind: 'list', rows: [...rotationRows(input, known), ...people] },
    ...memberBlocks(rotation),
    { kind: 'actions', actions: rotationActions(input, rotation) },
    ...(joining.length > 0
      ? [
          { kind: 'heading' as const, text: 'Teams that share it' },
          { kind: 'list' as const, rows: joining },
        ]
      : []),
    { kind: 'heading', text: 'Load' },
    ...(of && mistake === undefined
      ? loadBlocks(of, { name: rotation.name, today })
      : [{ kind: 'text' as const, text: uncounted(rotation, mistake), tone: 'open' as const }]),
    { kind: 'actions', actions: [loadAction(rotation.name), weekAction(rotation.name)] },
    { kind: 'heading', text: 'Alerts' },
    { kind: 'list', rows: [...load, metricsRow(generic)] },
    ...runbookBlocks(alerts, input),
    { kind: 'heading', text: 'Direct dependencies' },
    ...neighbours,
    { kind: 'heading', text: 'SLOs, postmortems and drills' },
    { kind: 'list', rows: [...goalRows(input), ...learned, workshopRow(input, alerts)] },
  ];
  return {
    id: 'oncall',
    title: 'On call',
    standing: standing(known),
    tone: mistake !== undefined ? 'attention' : !of ? 'open' : worst,
    guide,
    file: rotation.file,
    blocks,
    documents: [genericAlertsDocument(input, generic)],
    next: steps(input, known, { people, joining }),
  };
}

/** Why nothing is said of the load. */
function uncounted({ file }: RotationOf, mistake: string | undefined): string {
  return mistake === undefined
    ? 'Pages: no data. No rotation is recorded; the first load that you add creates its file.'
    : `Pages: inconclusive, because ${file} has a mistake.`;
}

/** The worst tone that a row has. */
function tone(rows: readonly Row[]): Tone {
  return (['bad', 'attention', 'open'] as const).find((each) => rows.some((row) => row.tone === each)) ?? 'good';
}

function standing({ rotation, mistake, alerts }: Known): string {
  const pages = alerts.filter(({ urgency }) => urgency === 'page').length;
  const paging =
    alerts.length === 0 ? 'No alert was found.' : `${counted(pages, 'alert')} ${pages === 1 ? 'pages' : 'page'}.`;
  if (mistake !== undefined)
    return `Could not determine who is on call: the file of the rotation has a mistake. ${paging}`;
  if (rotation.rotation)
    return `${counted(peopleOf(rotation.rotation).length, 'person', 'people')} in the rotation ${rotation.rotation.title ?? rotation.name}. ${paging}`;
  if (rotation.named) return `The rotation ${rotation.named.value} has no recorded members. ${paging}`;
  return `It is not recorded who is on call. ${paging}`;
}

function rotationRows({ service, review }: PartInput, { rotation, mistake }: Known): Row[] {
  const rows: Row[] = [];
  const at = { at: { file: rotation.file, line: 1 } };
  if (mistake !== undefined)
    rows.push({
      text: `${rotation.file} has a mistake`,
      tone: 'bad',
      because: `${mistake}. Until it is fixed, its content is missing here.`,
      ...at,
    });
  if (rotation.named)
    rows.push({
      text: `Rotation: ${rotation.named.value}`,
      tone: 'good',
      because: 'Set in its description.',
      guide: 'on-call-health#name-an-owner',
      item: 'em-owner',
    });
  else
    rows.push({
      text: rotation.rotation ? `Rotation: ${rotation.name}` : 'No rotation is named',
      tone: rotation.rotation ? 'attention' : 'open',
      because: rotation.rotation
        ? `${rotation.file} lists it, but its description in .prr/services has no rotation.`
        : 'Set the rotation in its description in .prr/services: ask who is called when it fails.',
      guide: 'on-call-health#name-an-owner',
      item: 'em-owner',
    });
  if (rotation.rotation && mistake === undefined && !rotation.rotation.services.includes(service.name))
    rows.push({
      text: `${rotation.file} does not list ${service.name}`,
      tone: 'attention',
      because: 'Add it to the services of the rotation, or change the rotation in the description of the service.',
      ...at,
    });
  if (rotation.others.length > 0)
    rows.push({
      text: `${listed(rotation.others)} ${rotation.others.length === 1 ? 'lists' : 'list'} it too`,
      tone: 'attention',
      because: 'Each service has one on-call rotation at a time: remove it from the others.',
    });
  const { escalation } = review.profile;
  rows.push(
    escalation
      ? {
          text: `Escalation: ${escalation.value}`,
          tone: 'good',
          because: 'Set in its description.',
          guide: 'on-call-health#name-an-owner',
        }
      : {
          text: 'Escalation: not set',
          tone: 'open',
          because: 'Set the backup of the rotation in its description.',
          guide: 'on-call-health#name-an-owner',
        },
  );
  return rows;
}

/** The last entry of a person, who may have one for each team. */
function lastEntry({ members }: Rotation, wanted: string): { index: string; what: string } {
  const index = members.findLastIndex(({ name }) => sameName(name, wanted));
  return { index: String(index), what: members[index]?.name ?? wanted };
}

function memberBlocks({ rotation, name }: RotationOf): Block[] {
  if (!rotation || rotation.members.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Members',
      head: ['Name', 'Team', 'Site'],
      rows: peopleOf(rotation).map((person) => ({
        cells: [
          { text: person.name },
          person.teams.length === 0 ? { text: 'not set', tone: 'open' } : { text: listed(person.teams) },
          person.sites.length === 0 ? { text: 'not set', tone: 'open' } : { text: listed(person.sites) },
        ],
        actions: [
          kit.action('oncall.leave', 'Leaves…', {
            values: { rotation: name, name: person.name },
            fields: [kit.date('date', 'Last day', { optional: true, help: 'Default: today' })],
          }),
          kit.action('oncall.remove', 'Undo', {
            values: { rotation: name, kind: 'member', ...lastEntry(rotation, person.name) },
          }),
        ],
      })),
    },
    ...(rotation.former.length > 0
      ? [
          {
            kind: 'text' as const,
            text: `Left: ${listed(rotation.former.map((each) => `${each.name} (${each.left})`))}.`,
            tone: 'none' as const,
          },
        ]
      : []),
  ];
}

function metricsRow({ rules, missing }: GenericAlerts): Row {
  return {
    text:
      rules.length > 0
        ? `${counted(rules.length, 'generic alert')} can be made from its metrics`
        : 'No generic alert can be made',
    tone: rules.length > 0 ? 'none' : 'open',
    because:
      rules.length > 0
        ? `They use what its handlers and framework record; the draft is below.${missing.length > 0 ? ` ${missing[0] ?? ''}` : ''}`
        : (missing[0] ?? 'No metric was found.'),
    guide: 'metrics',
    item: 'mon-metrics',
  };
}

function workshopRow(input: PartInput, alerts: readonly AlertOf[]): Row {
  const sheets = drillsOf(alerts).length;
  const played = drillsPlayed(input);
  const last = played.at(-1);
  return {
    text: last ? `${counted(played.length, 'drill')} played, the last on ${last.date}` : 'No drill is recorded',
    tone: last ? 'good' : 'open',
    because: `Practice monitoring, response and postmortems: ${sheets === 0 ? 'no alert was found for a drill' : `${counted(sheets, 'drill sheet')} ${sheets === 1 ? 'is' : 'are'} ready in the part Training`}.`,
    guide: 'handover#skills-for-developers-who-take-a-pager',
  };
}

function steps(
  _: PartInput,
  { rotation, mistake, alerts }: Known,
  { people, joining }: { people: readonly Row[]; joining: readonly Row[] },
): PartStep[] {
  if (mistake !== undefined)
    return [{ title: `Fix ${rotation.file}`, because: `Could not determine who is on call: ${mistake}.`, weight: 2 }];
  const found: PartStep[] = [];
  const pages = alerts.filter(({ urgency }) => urgency === 'page').length;
  if (!rotation.rotation || rotation.rotation.members.length === 0)
    found.push({
      title: 'Set who is on call',
      because:
        pages > 0
          ? `${counted(pages, 'alert')} ${pages === 1 ? 'pages' : 'page'}, and no one is listed.`
          : 'No one is listed.',
      weight: pages > 0 ? 3 : 4,
      action: memberAction(rotation.name),
    });
  const small = people.find((each) => each.tone === 'bad');
  if (small)
    found.push({ title: 'Make the rotation larger', because: `${small.text}. ${small.because ?? ''}`, weight: 3 });
  const gives = joining.find((each) => each.tone === 'bad');
  if (gives)
    found.push({
      title: 'Ask each owning team for an engineer',
      because: `${gives.text}. ${gives.because ?? ''}`,
      weight: 3,
    });
  return found;
}
