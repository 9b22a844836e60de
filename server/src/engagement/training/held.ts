import type { PartInput } from '../part.ts';
import type { Written } from '../formats.ts';

type Input = Pick<PartInput, 'said' | 'today'>;
type Training = Written<'training'>;

/** Sessions that were held; one that is dated in the future was not. */
export function sessionsHeld({ said, today }: Input): Training['sessions'] {
  return said.training.sessions.filter(({ date }) => date <= today);
}

/** Drills that were played, oldest first; one that is dated in the future was not. */
export function drillsPlayed({ said, today }: Input): Training['drills'] {
  return said.training.drills
    .filter(({ date }) => date <= today)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The last drill of an alert. */
export function lastDrillOf(input: Input, alert: string): Training['drills'][number] | undefined {
  return drillsPlayed(input).findLast(({ what }) => what === alert);
}
