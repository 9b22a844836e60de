import type { NotePlacement } from '../../server/src/model/review.ts';
import { findElsewhere } from '../../server/src/review/anchor-search.ts';
import { anchorAt, place } from '../../server/src/review/anchors.ts';
import type { History, Step } from './history.ts';
import { follow, type Truth } from './truth.ts';

export type Outcome = 'right' | 'lost' | 'wrong' | 'beside' | 'moved' | 'rightly-lost';
export type Method = 'anchors' | 'line-number' | 'first-equal-text';

/** One note put at an old commit and placed at a later one. */
export interface Placement {
  readonly repository: string;
  readonly distance: number;
  readonly from: string;
  readonly to: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly truth: Truth['state'];
  /** The truth's place, 1-based, where there is one. */
  readonly expected?: string;
  /** Where each method puts it; undefined for lost. */
  readonly found: Readonly<Record<Method, string | undefined>>;
  readonly outcome: Readonly<Record<Method, Outcome>>;
  /** The line says something: it has a word. */
  readonly speaking: boolean;
}

const suffix = /\.(ts|tsx|js|mjs|jsx|py|go|java|ya?ml|md)$/;
const leftOut =
  /(^|\/)(node_modules|vendor|dist|third_party|testdata|fixtures)\/|\.min\.|lock\.ya?ml$|\.pb\.go$|_pb2\.py$|CHANGELOG/i;
const filesPerPair = 3;
const linesPerFile = 4;
const maxLines = 5000;

/** Puts notes at random lines of files that differ between commits, and places them again: as many as wanted at each distance. */
export async function replay(
  history: History,
  { distances, count, random }: { distances: readonly number[]; count: number; random: () => number },
): Promise<Placement[]> {
  const done: Placement[] = [];
  for (const distance of distances) {
    let left = Math.ceil(count / distances.length);
    for (let tries = 0; left > 0 && tries < 3000; tries++) {
      const last = history.commits.length - distance;
      if (last < 1) break;
      const at = Math.floor(random() * last);
      const [from, to] = [history.commits[at], history.commits[at + distance]];
      if (from === undefined || to === undefined) continue;
      const changed = history
        .changed(from, to)
        .filter(({ status, from: file }) => /^[MRD]$/.test(status) && suffix.test(file) && !leftOut.test(file));
      const files = draw(changed, filesPerPair, random);
      if (files.length === 0) continue;
      const steps = history.steps(from, to);
      for (const step of files) {
        const placed = await replayFile(history, { step, steps, from, to, distance, random });
        done.push(...placed.slice(0, left));
        left -= Math.min(left, placed.length);
      }
    }
  }
  return done;
}

interface Replayed {
  readonly step: Step;
  readonly steps: readonly (readonly Step[])[];
  readonly from: string;
  readonly to: string;
  readonly distance: number;
  readonly random: () => number;
}

async function replayFile(
  history: History,
  { step, steps, from, to, distance, random }: Replayed,
): Promise<Placement[]> {
  const before = await history.text(step.oldBlob);
  const lines = before.split('\n');
  if (lines.length > maxLines) return [];
  const speaking = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  const tree = history.tree(to);
  const text = async (file: string) => {
    const blob = tree.get(file);
    return blob === undefined ? undefined : history.text(blob);
  };
  const placements: Placement[] = [];
  for (const line of draw(speaking, linesPerFile, random)) {
    const truth = await follow(history, steps, { file: step.from, line });
    const anchor = anchorAt(step.from, before, line);
    const own = await text(step.from);
    const found: Placement['found'] = {
      anchors: where(
        step.from,
        own === undefined ? await findElsewhere(anchor, { paths: tree.keys(), text }) : place(anchor, own),
      ),
      'line-number': own !== undefined && line < own.split('\n').length ? `${step.from}:${line + 1}` : undefined,
      'first-equal-text': firstEqual(step.from, own, anchor.text),
    };
    const now = 'file' in truth ? await text(truth.file) : undefined;
    const judge = (place: string | undefined) => outcome(place, truth, { own: lines[line] ?? '', before, now });
    placements.push({
      repository: history.name,
      distance,
      from,
      to,
      file: step.from,
      line: line + 1,
      text: (lines[line] ?? '').trim(),
      truth: truth.state,
      ...('line' in truth ? { expected: `${truth.file}:${truth.line + 1}` } : {}),
      found,
      outcome: {
        anchors: judge(found.anchors),
        'line-number': judge(found['line-number']),
        'first-equal-text': judge(found['first-equal-text']),
      },
      speaking: /\w/.test(lines[line] ?? ''),
    });
  }
  return placements;
}

function where(file: string, placement: NotePlacement & { readonly file?: string }): string | undefined {
  return placement.state === 'placed' ? `${placement.file ?? file}:${placement.line + 1}` : undefined;
}

function firstEqual(file: string, text: string | undefined, line: string): string | undefined {
  const at = text?.split('\n').findIndex((each) => each.trim() === line.trim()) ?? -1;
  return at < 0 ? undefined : `${file}:${at + 1}`;
}

/** Judges a place against what git knows. */
function outcome(
  place: string | undefined,
  truth: Truth,
  { own, before, now }: { own: string; before: string; now: string | undefined },
): Outcome {
  if (place === undefined) return truth.state === 'kept' || truth.state === 'edited' ? 'lost' : 'rightly-lost';
  if (truth.state === 'file-gone') return 'wrong';
  const line = Number(place.slice(place.lastIndexOf(':') + 1)) - 1;
  const sameFile = place === `${truth.file}:${line + 1}`;
  if (!sameFile) return 'wrong';
  if (truth.state !== 'gone' && line === truth.line) return 'right';
  if (truth.state === 'kept') return 'wrong';
  // git sees no moves within a file: a line that was the only one of its kind, and is again, has moved.
  const equal = (text: string) => text.split('\n').filter((each) => each.trim() === own.trim()).length;
  const there = (now ?? '').split('\n')[line]?.trim();
  if (there === own.trim() && equal(before) === 1 && equal(now ?? '') === 1) return 'moved';
  return truth.region.has(line) ? 'beside' : 'wrong';
}

function draw<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}
