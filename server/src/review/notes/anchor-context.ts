import type { Line } from './anchor-lines.ts';

/** How well the surroundings of an anchor stand around the places of a text. */
export interface Surroundings {
  /** Evidence at a line, as if it were the anchor's: about the number of telling lines found again around it, in order. */
  at(line: number): number;
  /** The place with the most evidence. */
  best(): { readonly at: number; readonly score: number };
  /** The most that there could be. */
  readonly full: number;
  /** Fingerprints of the lines around. */
  readonly known: ReadonlySet<string>;
  /** How many of the two direct neighbours of a line are the anchor's. */
  beside(line: number): number;
  /** Telling lines directly beside a line that are the anchor's, up to the first that is not. */
  together(line: number): number;
}

/** What a line that came between, or one that is gone, takes off the evidence of those beyond. */
const gapNow = 0.02;
const gapThen = 0.05;

/**
 * Aligns the lines before and after an anchor (nearest first) with a text: a local alignment on each side, nearest lines first,
 * in which a line counts the less the more often it stands in the text.
 */
export function surroundings(
  { before, after }: { before: readonly string[]; after: readonly string[] },
  lines: readonly Line[],
): Surroundings {
  const counts = new Map<string, number>();
  for (const { print } of lines) counts.set(print, (counts.get(print) ?? 0) + 1);
  const weight = (print: string) => 1 / (counts.get(print) ?? 1);
  const prints = lines.map(({ print }) => print);
  const up = align(before, prints, weight);
  const down = align(after, prints.toReversed(), weight).toReversed();
  const at = (line: number) => (up[line] ?? 0) + (down[line] ?? 0);
  let best = { at: 0, score: -1 };
  for (const line of prints.keys()) if (at(line) > best.score) best = { at: line, score: at(line) };
  // A line that is gone leaves no place of its own: the evidence is then between two lines.
  const gap = (line: number) => (up[line] ?? 0) + (down[line - 1] ?? 0);
  for (const line of prints.keys()) if (line > 0 && gap(line) > best.score + 0.1) best = { at: line, score: gap(line) };
  return {
    at,
    best: () => best,
    full: [...before, ...after].reduce((sum, print) => sum + weight(print), 0),
    known: new Set([...before, ...after]),
    together(line) {
      const run = (old: readonly string[], step: 1 | -1) => {
        let sum = 0;
        for (const [away, print] of old.entries()) {
          if (prints[line + step * (away + 1)] !== print) break;
          sum += weight(print);
        }
        return sum;
      };
      return run(before, -1) + run(after, 1);
    },
    beside: (line) => Number(prints[line - 1] === before[0]) + Number(prints[line + 1] === after[0]),
  };
}

/** For each line, the best alignment of `old` (nearest first) with the lines before it. */
function align(old: readonly string[], prints: readonly string[], weight: (print: string) => number): number[] {
  // row[k]: the best alignment of old[k…] with the lines up to here.
  let row = Array.from<number>({ length: old.length + 1 }).fill(0);
  const result: number[] = [];
  for (const print of prints) {
    result.push(row[0] ?? 0);
    const next = row.slice();
    for (let k = old.length - 1; k >= 0; k--) {
      const matched = old[k] === print ? (row[k + 1] ?? 0) + weight(print) : 0;
      next[k] = Math.max(0, matched, (next[k + 1] ?? 0) - gapThen, (row[k] ?? 0) - gapNow);
    }
    row = next;
  }
  return result;
}
