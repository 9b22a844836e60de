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
    because: 'First: you cannot own what you cannot see.',
    done: 'The new owners have changed or confirmed each alert.',
    items: ['em-runbooks', 'em-runbook-content', 'em-routing', 'mon-slo', 'mon-slo-alerts', 'mon-dashboards'],
  },
  {
    id: 'incidents',
    title: 'Tickets, incidents and postmortems',
    because: 'Start during working hours, with the former owners present.',
    done: 'For two weeks, each question was answered within a day.',
    items: ['em-process', 'em-recent'],
  },
  {
    id: 'changes',
    title: 'Changes and rollouts',
    because: 'Before the pager: on-call engineers must be able to roll back a release.',
    done: 'The new owners have done three releases and one rollback.',
    items: ['chg-rollback', 'chg-blast-radius', 'chg-staged', 'chg-build'],
  },
  {
    id: 'capacity',
    title: 'Capacity and configuration',
    because: 'More pods or another limit is often the mitigation.',
    done: 'The new owners have done one change of each kind.',
    items: ['cap-resources', 'cap-load-test', 'cap-redundancy', 'cap-forecast', 'chg-config'],
  },
  {
    id: 'access',
    title: 'Access and secrets',
    because: 'Test it before the first night, and revoke the access of people who leave.',
    done: 'The old access is revoked, the new access was tested at night.',
    items: ['em-controls', 'em-break-glass', 'sec-secrets', 'dep-security'],
  },
  {
    id: 'dependencies',
    title: 'Dependencies',
    because: 'The new owners must know who to call when a dependency fails.',
    done: 'The owner of each dependency knows the new contact.',
    items: ['dep-inventory', 'dep-timeouts', 'dep-degradation', 'dep-spof', 'dep-third-party'],
  },
  {
    id: 'data',
    title: 'Data and backups',
    because: 'The new owners need to have done a restore.',
    done: 'The new owners have done one restore.',
    items: ['em-restore', 'chg-migrations'],
  },
  {
    id: 'pager',
    title: 'Pager',
    because: 'It moves after everything that on-call engineers need. Start during the day.',
    done: 'Two weeks on call by day, then a test page at night.',
    items: ['em-owner', 'em-oncall', 'em-rotation', 'em-load'],
  },
  {
    id: 'continuity',
    title: 'Business continuity and contracts',
    because: 'Last: budgets and contracts move slowly, and no page depends on them.',
    done: 'The next invoice goes to the new owners.',
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
