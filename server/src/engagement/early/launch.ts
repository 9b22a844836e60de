import type { Row, TableRow } from '../../model/engagement.ts';
import { include } from '../../review/composition.ts';
import type { ItemStatus } from '../../model/review.ts';
import { stageKey } from './actions.ts';
import { action, date } from '../kit/show.ts';
import { backOuts } from '../seen/kubectl.ts';
import type { PartInput } from '../part.ts';
import { stageForm } from './forms.ts';

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

/** What can be watched: what people said, then objectives and alerts that are there. */
export function watched({ said, portrait, index, service }: PartInput): readonly string[] {
  const alerts = index.ofService(service, 'alert').map(({ fact }) => fact.name);
  return [
    ...(said.early.launch?.watch ?? []),
    ...portrait.objectives.map(({ words }) => `objective ${words}`),
    ...(alerts.length > 0 ? [`no alert of: ${[...new Set(alerts)].slice(0, 8).join(', ')}`] : []),
  ];
}

export function stageRows({ said }: PartInput): TableRow[] {
  return (said.early.launch?.stages ?? []).map((stage, i, all) => {
    const before = all.slice(0, i).find(({ share }) => share > stage.share);
    return {
      cells: [
        {
          text: `${stage.share} %`,
          ...(before ? { tone: 'attention' as const, because: `an earlier stage has ${before.share} %` } : {}),
        },
        { text: stage.hold },
        stage.done === undefined
          ? { text: 'planned', tone: 'open' as const }
          : { text: `done ${stage.done}`, tone: 'good' as const },
      ],
      actions: [
        stage.done === undefined
          ? action('early.stageDone', 'Done…', {
              values: { of: stageKey(stage) },
              fields: [date('date', 'When', { optional: true, help: 'Default: today.' })],
            })
          : action('early.stageDone', 'Not Done', { values: { of: stageKey(stage), back: 'yes' } }),
        stageForm('Change…', stage),
        action('early.dropStage', 'Undo', { values: { of: stageKey(stage) } }),
      ],
    };
  });
}

/** The plan as rows: each line with what is said, or what to say. */
export function planRows(input: PartInput): Row[] {
  const plan = input.said.early.launch;
  const backs = backOuts(input);
  const row = (what: string, value: string | undefined, why: string): Row =>
    value === undefined ? { text: `${what}: not set`, tone: 'open', because: why } : { text: `${what}: ${value}` };
  const sights = watched(input);
  return [
    row('Date', plan?.date, 'launch on a weekday morning, when everyone is there.'),
    row('Dark launch', plan?.dark, 'a copy of real requests shows load and errors while no user depends on it.'),
    row(
      'Metrics to watch',
      sights.length > 0 ? sights.join('; ') : undefined,
      'without a number to watch, you cannot decide whether to continue.',
    ),
    plan?.backout === undefined && backs.length > 0
      ? {
          text: `Rollback: ${backs.join('; ')}`,
          tone: 'open',
          because: 'its manifests allow it; set who decides, and what it does not undo.',
        }
      : row('Rollback', plan?.backout, 'one person must be able to roll back within a minute.'),
  ];
}

/** Shares of users, where nobody set stages. */
export const proposed = ['1 %', '5 %', '25 %', '50 %', '100 %'];
