import type { EngagementView } from '../../model/engagement.ts';
import { rowsOf } from '../handover/rows.ts';
import type { PartInput } from '../part.ts';
import { planOf } from '../plan/standing.ts';

type Dates = EngagementView['dates'];

/** Days that are named, and what is to be by then; the next first. */
export async function datesOf(input: PartInput): Promise<Dates> {
  const { said, today } = input;
  const rows = rowsOf({ said, today }).flatMap(({ responsibility, said: row, state }) =>
    row?.on !== undefined && (state === 'planned' || state === 'overdue')
      ? [{ date: row.on, what: `Handover: ${responsibility.title}`, ...(row.to === undefined ? {} : { who: row.to }) }]
      : [],
  );
  const calendar = said.agreement.calendar
    // A row of the hand-over on the same day says it better.
    .filter(({ date, kind }) => date >= today && !(kind === 'handover' && rows.some((row) => row.date === date)))
    .map(({ date, what, kind, who }) => ({
      date,
      what: kind === 'training' ? `Training: ${what}` : what,
      ...(who === undefined ? {} : { who }),
    }));
  const { launch } = said.early;
  const launches = launch?.date !== undefined && launch.date >= today ? [{ date: launch.date, what: 'Launch' }] : [];
  const look = said.state?.next === undefined ? [] : [{ date: said.state.next, what: 'Review the engagement' }];
  return [...(await improvementDates(input)), ...rows, ...calendar, ...launches, ...look]
    .map((each) => (each.date < today ? { ...each, what: `${each.what}: late` } : each))
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

/** What was agreed and is not done, as the plan knows it. */
async function improvementDates(input: PartInput): Promise<Dates> {
  const { improvements, past } = await planOf(input);
  const agreed = improvements
    .filter(({ group }) => group === 'agreed')
    .map(({ candidate, owner, due, said }) => ({
      owner,
      due,
      what: `Fix “${candidate.title}”${said?.decision === 'counter' ? ' (replaced by another change)' : ''}`,
    }));
  // Somebody promised it for a day, and nothing tells that it is done.
  const untold = past
    .filter(
      ({ state, said: { decision } }) => state === 'unknown' && (decision === 'accepted' || decision === 'counter'),
    )
    .map(({ title, said: { owner, due } }) => ({
      owner,
      due,
      what: `Fix “${title}” (unknown whether it is done)`,
    }));
  return [...agreed, ...untold].flatMap(({ owner, due, what }) =>
    due === undefined ? [] : [{ date: due, what, ...(owner === undefined ? {} : { who: owner }) }],
  );
}
