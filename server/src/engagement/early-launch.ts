import type { Action, DraftDocument, Row, TableRow } from '../model/engagement.ts';
import { stateWords } from '../report/summary-input.ts';
import { include } from '../review/composition.ts';
import type { ItemStatus } from '../model/review.ts';
import { line } from './agreement-page.ts';
import { stageKey, type Stage } from './early-actions.ts';
import { action, date, long, number, text } from './kit.ts';
import { rollbackCommand } from './kubectl.ts';
import type { PartInput } from './part.ts';
import { plain } from '../report/summary-input.ts';

/** What the checklist asks at a launch, of this service. */
export function launchItems({ review }: PartInput): readonly ItemStatus[] {
  const profile = { ...review.profile, phase: { value: 'launch' as const, because: 'it is launched' } };
  return review.items.filter((status) => {
    const { item, answer, sites } = status;
    if (!item.phases.includes('launch')) return false;
    const looked = sites.length > 0;
    return status.included.value || include(item, { profile, answer, looked, unread: undefined }).value;
  });
}

export const isMet = ({ state, stale }: ItemStatus): boolean =>
  (state === 'yes' || state === 'shown') && stale === undefined;

export const asked = ({ item }: ItemStatus): string => item.asks.launch ?? item.question;

/** Ways back that the manifests show: the command with the real name of each workload. */
export function backOuts(input: PartInput): readonly string[] {
  return input.index.ofService(input.service, 'workload').flatMap((each) => rollbackCommand(input, each) ?? []);
}

/** What can be watched: what people said, then objectives and alerts that are there. */
export function watched({ said, portrait, index, service }: PartInput): readonly string[] {
  const alerts = index.ofService(service, 'alert').map(({ fact }) => fact.name);
  return [
    ...(said.early.launch?.watch ?? []),
    ...portrait.objectives.map(({ words }) => `objective ${words}`),
    ...(alerts.length > 0 ? [`no alert of: ${[...new Set(alerts)].slice(0, 8).join(', ')}`] : []),
  ];
}

export function launchForm(input: PartInput): Action {
  const plan = input.said.early.launch;
  const [back] = backOuts(input);
  return action('early.launch', plan ? 'Change the Plan…' : 'Plan the Launch…', {
    fields: [
      date('date', 'When users first see it', { value: plan?.date, optional: true }),
      long('dark', 'What runs on real traffic before users see it', { value: plan?.dark, optional: true }),
      long('watch', 'What is watched at each stage', {
        value: plan?.watch.join('\n'),
        optional: true,
        help: 'One a line.',
      }),
      long('backout', 'How to go back, and who decides', { value: plan?.backout ?? back, optional: true }),
    ],
  });
}

export function stageForm(title: string, known?: Stage): Action {
  return action('early.stage', title, {
    values: known ? { of: stageKey(known) } : {},
    fields: [
      number('share', 'Percent of users or traffic', { value: known ? String(known.share) : undefined }),
      text('hold', 'How long it is held', { value: known?.hold, help: '30m, 2h, 3d' }),
    ],
  });
}

export function stageRows({ said }: PartInput): TableRow[] {
  return (said.early.launch?.stages ?? []).map((stage, i, all) => {
    const before = all.slice(0, i).find(({ share }) => share > stage.share);
    return {
      cells: [
        {
          text: `${stage.share} %`,
          ...(before ? { tone: 'attention' as const, because: `a stage before it has ${before.share} %` } : {}),
        },
        { text: stage.hold },
        stage.done === undefined
          ? { text: 'to come', tone: 'open' as const }
          : { text: `done ${stage.done}`, tone: 'good' as const },
      ],
      actions: [
        stage.done === undefined
          ? action('early.stageDone', 'Done…', {
              values: { of: stageKey(stage) },
              fields: [date('date', 'When', { optional: true, help: 'Today, if left empty.' })],
            })
          : action('early.stageDone', 'Not Done', { values: { of: stageKey(stage), back: 'yes' } }),
        stageForm('Change…', stage),
        action('early.dropStage', 'Take Back', { values: { of: stageKey(stage) } }),
      ],
    };
  });
}

/** The plan as rows: each line with what is said, or what to say. */
export function planRows(input: PartInput): Row[] {
  const plan = input.said.early.launch;
  const backs = backOuts(input);
  const row = (what: string, value: string | undefined, why: string): Row =>
    value === undefined ? { text: `${what}: not said`, tone: 'open', because: why } : { text: `${what}: ${value}` };
  const sights = watched(input);
  return [
    row('Date', plan?.date, 'a launch on a weekday morning finds everybody there.'),
    row('Dark launch', plan?.dark, 'a copy of real requests shows load and errors while no user depends on it.'),
    row(
      'Watched',
      sights.length > 0 ? sights.join('; ') : undefined,
      'without a number to look at nobody can say whether to go on.',
    ),
    plan?.backout === undefined && backs.length > 0
      ? {
          text: `Way back: ${backs.join('; ')}`,
          tone: 'open',
          because: 'its manifests allow that; who decides, and what it does not undo, is not said.',
        }
      : row('Way back', plan?.backout, 'one person must be able to go back in a minute.'),
  ];
}

const proposed = ['1 %', '5 %', '25 %', '50 %', '100 %'];

export function launchDocuments(input: PartInput): DraftDocument[] {
  const { service, review, said } = input;
  const title = line(review.profile.title ?? service.name);
  const plan = said.early.launch;
  const backs = backOuts(input);
  const sights = watched(input);
  const stages =
    plan && plan.stages.length > 0
      ? plan.stages.map(({ share, hold, done }) => [`${share} %`, hold, done ?? ''])
      : proposed.map((share) => [`${share} (proposed)`, 'to be said', '']);
  const page = [
    `# Launch of ${title}`,
    '',
    `Owner: ${line(review.profile.owner?.value ?? 'not said')}. First users: ${plan?.date ?? 'no date is said'}.`,
    '',
    '## In the dark',
    '',
    plan?.dark ?? 'Not said: what runs on real traffic before users see it, and what it must not write or send.',
    '',
    '## Stages',
    '',
    '| Who sees it | Held for | Done |',
    '| --- | --- | --- |',
    ...stages.map((cells) => `| ${cells.map(line).join(' | ')} |`),
    '',
    'Go on when, at the end of each stage:',
    '',
    ...(sights.length > 0
      ? sights.map((each) => `- ${line(each)}`)
      : ['- not said: no objective, alert or metric to look at is known.']),
    '',
    '## The way back',
    '',
    plan?.backout ?? 'Who decides is not said.',
    ...(backs.length > 0
      ? ['', '```sh', ...backs, '```']
      : plan?.backout === undefined
        ? ['', 'No manifest shows how it is rolled back: say how.']
        : []),
    '',
  ].join('\n');
  const list = [
    `# Launch checklist of ${title}`,
    '',
    ...launchItems(input).map((status) => {
      const met = isMet(status);
      return `- [${met ? 'x' : ' '}] ${line(asked(status))} (${status.item.id}: ${stateWords[status.state]})`;
    }),
    '',
  ].join('\n');
  return [
    {
      id: 'launch-plan',
      title: 'Launch plan',
      fileName: `${service.name}-launch.md`,
      language: 'markdown',
      text: plain(page),
    },
    {
      id: 'launch-checklist',
      title: 'Launch checklist',
      fileName: `${service.name}-launch-checklist.md`,
      language: 'markdown',
      text: plain(list),
    },
  ];
}
