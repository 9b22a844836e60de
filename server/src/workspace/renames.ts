import path from 'node:path';
import { openSlices } from './slices.ts';

/** A file by its path, with its text. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** Least share of a file that must be the same for it to be one file under two names; git's own bound. */
const leastAlike = 0.5;
/** Pairs that are compared; where there are more, only files whose names are equal but for the folder. */
const maxPairs = 40_000;

/** Which new file is which one that is gone, by path: the same text first, then the most alike; each is used once. */
export async function renamesAmong(
  gone: readonly NamedText[],
  added: readonly NamedText[],
): Promise<ReadonlyMap<string, string>> {
  const renames = new Map<string, string>();
  const used = new Set<string>();
  const take = (to: NamedText, from: NamedText) => {
    if (renames.has(to.file) || used.has(from.file)) return;
    renames.set(to.file, from.file);
    used.add(from.file);
  };
  const byText = new Map<string, NamedText[]>();
  for (const from of gone) byText.set(from.text, [...(byText.get(from.text) ?? []), from]);
  for (const to of added) {
    // Empty files are all alike.
    const same = to.text === '' ? [] : (byText.get(to.text) ?? []).filter(({ file }) => !used.has(file));
    const best = same.find(({ file }) => path.posix.basename(file) === path.posix.basename(to.file)) ?? same[0];
    if (best) take(to, best);
  }
  const left = gone.filter(({ file }) => !used.has(file)).map(withLines);
  const right = added.filter(({ file }) => !renames.has(file)).map(withLines);
  const few = left.length * right.length <= maxPairs;
  const mayBe = (a: NamedText, b: NamedText) =>
    few
      ? path.posix.extname(a.file) === path.posix.extname(b.file)
      : path.posix.basename(a.file) === path.posix.basename(b.file);
  const pairs: { to: NamedText; from: NamedText; alike: number }[] = [];
  const turn = openSlices();
  for (const to of right) {
    for (const from of left) {
      await turn();
      const alike = mayBe(from, to) ? likeness(from, to) : 0;
      if (alike >= leastAlike) pairs.push({ to, from, alike });
    }
  }
  for (const { to, from } of pairs.sort((a, b) => b.alike - a.alike)) take(to, from);
  return renames;
}

interface Lines extends NamedText {
  /** How often each line is there. */
  readonly lines: ReadonlyMap<string, number>;
  /** Characters of all lines. */
  readonly size: number;
}

function withLines(named: NamedText): Lines {
  const lines = new Map<string, number>();
  let size = 0;
  for (const line of named.text.split('\n')) {
    const words = line.trim();
    if (words === '') continue;
    lines.set(words, (lines.get(words) ?? 0) + 1);
    size += words.length;
  }
  return { ...named, lines, size };
}

/** The share of the larger one that both have, 0 to 1. */
function likeness(a: Lines, b: Lines): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < large.size * leastAlike || large.size === 0) return 0;
  let both = 0;
  for (const [line, count] of small.lines) both += line.length * Math.min(count, large.lines.get(line) ?? 0);
  return both / large.size;
}
