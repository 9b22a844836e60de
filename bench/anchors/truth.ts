import type { History, Hunk, Step } from './history.ts';

/** What git knows of a line some commits later. Lines are 0-based. */
export type Truth =
  /** No commit has touched it. */
  | { readonly state: 'kept'; readonly file: string; readonly line: number }
  /** A commit has put a line in its place that is like it. `region`: the lines that replaced it and its neighbours. */
  | { readonly state: 'edited'; readonly file: string; readonly line: number; readonly region: ReadonlySet<number> }
  /** A commit has taken it out, or put something else in its place. */
  | { readonly state: 'gone'; readonly file: string; readonly region: ReadonlySet<number> }
  | { readonly state: 'file-gone' };

/** The share of words that a line must keep to be the same line, edited. */
const alike = 0.6;

/** Follows a line through the commits, diff by diff. */
export async function follow(
  history: History,
  steps: readonly (readonly Step[])[],
  { file, line }: { file: string; line: number },
): Promise<Truth> {
  let path = file;
  let at: number | undefined = line;
  let region: Set<number> | undefined;
  for (const commit of steps) {
    const step = commit.find((each) => each.from === path && each.status !== 'C' && each.status !== 'A');
    if (!step) continue;
    if (step.status === 'D' || step.status === 'T') return { state: 'file-gone' };
    path = step.to;
    if (step.oldBlob === step.newBlob) continue;
    const hunks = history.hunks(step.oldBlob, step.newBlob);
    if (region) region = new Set([...region].flatMap((each) => mapped(hunks, each)));
    if (at === undefined) continue;
    const hunk = hunkOf(hunks, at);
    if (!hunk) {
      at = shifted(hunks, at);
      continue;
    }
    const [before, after] = await Promise.all([history.text(step.oldBlob), history.text(step.newBlob)]);
    const lines = after.split('\n');
    const news = range(hunk.newStart - 1, hunk.newCount);
    region = new Set([...(region ?? []), ...news]);
    const own = before.split('\n')[at] ?? '';
    at = bestOf(own, news, lines);
  }
  if (at === undefined) return { state: 'gone', file: path, region: region ?? new Set() };
  return region ? { state: 'edited', file: path, line: at, region } : { state: 'kept', file: path, line: at };
}

function bestOf(own: string, candidates: readonly number[], lines: readonly string[]): number | undefined {
  const ranked = candidates
    .map((line) => ({ line, share: commonShare(own, lines[line] ?? '') }))
    .sort((a, b) => b.share - a.share);
  const [best] = ranked;
  return best && best.share >= alike ? best.line : undefined;
}

function hunkOf(hunks: readonly Hunk[], line: number): Hunk | undefined {
  return hunks.find(({ oldStart, oldCount }) => oldCount > 0 && line + 1 >= oldStart && line + 1 < oldStart + oldCount);
}

function shifted(hunks: readonly Hunk[], line: number): number {
  let shift = 0;
  for (const { oldStart, oldCount, newCount } of hunks) {
    const end = oldCount === 0 ? oldStart : oldStart + oldCount - 1;
    if (end < line + 1) shift += newCount - oldCount;
  }
  return line + shift;
}

function mapped(hunks: readonly Hunk[], line: number): number[] {
  const hunk = hunkOf(hunks, line);
  return hunk ? range(hunk.newStart - 1, hunk.newCount) : [shifted(hunks, line)];
}

function range(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}

/** The share of words that two lines have in common, in order. Another measure than the anchors', so that it may disagree. */
export function commonShare(one: string, other: string): number {
  const a = one.match(/\w+|[^\w\s]/g) ?? [];
  const b = other.match(/\w+|[^\w\s]/g) ?? [];
  if (a.length + b.length === 0) return 0;
  let row = Array.from<number>({ length: b.length + 1 }).fill(0);
  for (const word of a) {
    const next = [0];
    for (const [at, each] of b.entries())
      next.push(word === each ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return (2 * (row.at(-1) ?? 0)) / (a.length + b.length);
}
