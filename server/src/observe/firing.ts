/** How often and how long an alert fired. */
export interface Firing {
  readonly fired: number;
  readonly hours: number;
  readonly nightHours: number;
}

/** Seconds between two samples of the history. */
export const step = 300;

/** Days of the history. */
export const days = 30;

/** The history of an alert from the times, in seconds, at which it fired: a gap begins the next time that it fired. */
export function firingOf(times: readonly number[]): Firing {
  const sorted = [...times].sort((a, b) => a - b);
  const fired = sorted.filter((time, at) => at === 0 || time - (sorted[at - 1] ?? 0) > step).length;
  return { fired, hours: inHours(sorted.length), nightHours: inHours(sorted.filter(isNight).length) };
}

function isNight(time: number): boolean {
  const hour = new Date(time * 1000).getUTCHours();
  return hour >= 22 || hour < 6;
}

function inHours(samples: number): number {
  return Math.round((samples * step) / 360) / 10;
}
