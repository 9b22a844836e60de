import { daysBetween } from './show.ts';

/** A date of what is said to have been, which is still to come. */
export interface DateAhead {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Keys whose date has always been, wherever they stand. */
const past: ReadonlySet<string> = new Set(['since', 'done', 'left']);
/** Lists of ours whose entries have a date that has been. */
const pastLists: ReadonlySet<string> = new Set(['sessions', 'drills', 'joined']);

/**
 * Dates of what people say has been, that are later than today: a clock that went wrong, or a slip of the hand.
 * One day is left to the time zones.
 */
export function datesAhead(value: unknown, today: string): DateAhead[] {
  const found: DateAhead[] = [];
  const look = (each: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(each)) for (const [at, entry] of each.entries()) look(entry, [...path, at]);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return;
    for (const [key, inner] of Object.entries(each)) {
      if (typeof inner !== 'string') look(inner, [...path, key]);
      else if (isPast(each, key, path) && daysBetween(today, inner) > 1)
        found.push({
          path: [...path, key],
          message: `${[...path, key].join('.')}: ${inner} is in the future (today is ${today})`,
        });
    }
  };
  look(value, []);
  return found;
}

/** A date beside a name says when somebody said it; one of a week is the week's first. */
function isPast(entry: object, key: string, path: readonly (string | number)[]): boolean {
  if (past.has(key)) return true;
  const list = String(path.at(-2));
  if (key === 'from') return list === 'weeks';
  return key === 'date' && ('by' in entry || pastLists.has(list));
}
