import type { ClaimReading } from '../model/claim.ts';

/**
 * What holds for all of several things: the worst of them.
 * `of several`: only one of them is meant, and it is not known which: what they do not agree on stays open.
 */
export function agreed(readings: readonly ClaimReading[], which: 'each' | 'of several' = 'each'): ClaimReading {
  const [first] = readings;
  if (!first) return { verdict: 'not-applicable', because: 'There is nothing of the kind', places: [] };
  const places = readings.flatMap((each) => each.places);
  const failed = readings.find(({ verdict }) => verdict === 'violated');
  const unsure = readings.find(({ verdict }) => verdict === 'cannot-tell');
  if (failed && which === 'each') return failed;
  if (failed && readings.some(({ verdict }) => verdict !== 'violated'))
    return {
      verdict: 'cannot-tell',
      because: `${failed.because}; other databases differ`,
      ask: 'Which of these databases does the service use?',
      places,
    };
  return failed ?? unsure ?? { ...first, places };
}
