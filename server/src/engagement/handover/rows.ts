import type { PartInput } from '../part.ts';
import type { Written } from '../formats.ts';

/** A responsibility that is handed over, in the order that the Guide advises. */
export interface Responsibility {
  readonly id: string;
  readonly title: string;
  /** Why it comes where it comes. */
  readonly because: string;
  /** What shows that it has moved. */
  readonly done: string;
  /** Checklist items whose "no" stands in the way. */
  readonly items: readonly string[];
}

/** Nine at most: a table that both sides read in a minute. */
export const responsibilities: readonly Responsibility[] = [
  {
    id: 'watch',
    title: 'Dashboards, alerts and runbooks',
    because: 'First, for nobody can answer for what they cannot see.',
    done: 'Each alert was changed or confirmed by the new holders.',
    items: ['em-runbooks', 'em-runbook-content', 'em-routing', 'mon-slo', 'mon-slo-alerts', 'mon-dashboards'],
  },
  {
    id: 'incidents',
    title: 'Tickets, incidents and postmortems',
    because: 'In working hours, with the old holders beside.',
    done: 'Two weeks without a question that is older than a day.',
    items: ['em-process', 'em-recent'],
  },
  {
    id: 'changes',
    title: 'Changes and rollouts',
    because: 'Before the pager: whoever is called must be able to take a release back.',
    done: 'Three releases and one rollback.',
    items: ['chg-rollback', 'chg-blast-radius', 'chg-staged', 'chg-build'],
  },
  {
    id: 'capacity',
    title: 'Capacity and configuration',
    because: 'More pods or another limit is often what stops the harm.',
    done: 'One change of each kind.',
    items: ['cap-resources', 'cap-load-test', 'cap-redundancy', 'cap-forecast', 'chg-config'],
  },
  {
    id: 'access',
    title: 'Access and secrets',
    because: 'Tried before the first night, and taken from those who leave.',
    done: 'The old access is removed, the new one was tried at night.',
    items: ['em-controls', 'em-break-glass', 'sec-secrets', 'dep-security'],
  },
  {
    id: 'dependencies',
    title: 'Dependencies',
    because: 'The new holders must know whom to call when something else fails.',
    done: 'The owner of each dependency knows whom to tell.',
    items: ['dep-inventory', 'dep-timeouts', 'dep-degradation', 'dep-spof', 'dep-third-party'],
  },
  {
    id: 'data',
    title: 'Data and backups',
    because: 'A restore that was never done by the new holders is a hope.',
    done: 'One restore by the new holders.',
    items: ['em-restore', 'chg-migrations'],
  },
  {
    id: 'pager',
    title: 'Pager',
    because: 'After all that its holder needs at night; by day first.',
    done: 'Two weeks by day, then a test page at night.',
    items: ['em-owner', 'em-oncall', 'em-rotation', 'em-load'],
  },
  {
    id: 'continuity',
    title: 'Business continuity and contracts',
    because: 'Last: budgets and contracts move slowly, and wake nobody.',
    done: 'The next invoice arrives with the new holders.',
    items: [],
  },
];

export type WrittenRow = Written<'handover'>['rows'][string];

/** Where one row stands; `early` is said to have moved on a day that is still to come. */
export type RowState = 'open' | 'planned' | 'overdue' | 'moved' | 'early' | 'none';

export interface HandoverRow {
  readonly responsibility: Responsibility;
  readonly said: WrittenRow | undefined;
  readonly state: RowState;
}

/** All rows: ours, and those that people wrote under another name. */
export function rowsOf({ said, today }: Pick<PartInput, 'said' | 'today'>): readonly HandoverRow[] {
  const written = said.handover.rows;
  const own = Object.keys(written)
    .filter((id) => !responsibilities.some((each) => each.id === id))
    .map((id): Responsibility => ({ id, title: id, because: 'Added by hand.', done: 'As agreed.', items: [] }));
  return [...responsibilities, ...own].map((responsibility) => {
    const row = written[responsibility.id];
    return { responsibility, said: row, state: stateOf(row, today) };
  });
}

function stateOf(row: WrittenRow | undefined, today: string): RowState {
  if (!row) return 'open';
  if (row.none !== undefined) return 'none';
  if (row.done !== undefined) return row.done > today ? 'early' : 'moved';
  if (row.on === undefined) return 'open';
  return row.on < today ? 'overdue' : 'planned';
}
