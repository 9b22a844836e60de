/** The candidate that shares most with a text, by pairs of letters; undefined where none shares nearly half. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = 0.45;
  for (const candidate of candidates) {
    const score = likeness(text.toLowerCase(), candidate.toLowerCase());
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}

/** Sørensen–Dice coefficient of the texts' pairs of letters: 0 for nothing in common, 1 for the same pairs. */
function likeness(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].reduce((sum, [pair, count]) => sum + Math.min(count, right.get(pair) ?? 0), 0);
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}
