import type { NotePlacement } from '../../server/src/model/review.ts';
import { findElsewhere } from '../../server/src/review/notes/anchor-search.ts';
import { anchorAt, place, placeRenamed } from '../../server/src/review/notes/anchors.ts';
import type { History, Step } from './history.ts';
import { follow, type Truth } from './truth.ts';

export type Outcome = 'right' | 'lost' | 'wrong' | 'beside' | 'moved' | 'elsewhere' | 'rightly-lost';
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
  /(^|\/)(node_modules|vendor|Godeps|dist|third_party|testdata|fixtures)\/|\.min\.|lock\.ya?ml$|\.pb\.go$|_pb2\.py$|CHANGELOG/i;
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
      // A mirror may lack its largest files, and git then cannot tell what was renamed.
      if (!steps) continue;
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
    const anchor = anchorAt(step.from, before, { start: line });
    const own = await text(step.from);
    const within = async (file: string) => {
      const content = await text(file);
      return content === undefined ? undefined : placeRenamed(anchor, content);
    };
    const found: Placement['found'] = {
      anchors: where(
        step.from,
        own === undefined ? await findElsewhere(anchor, { paths: tree.keys(), within }) : place(anchor, own),
      ),
      'line-number': own !== undefined && line < own.split('\n').length ? `${step.from}:${line + 1}` : undefined,
      'first-equal-text': firstEqual(step.from, own, anchor.text),
    };
    const judge = async (place: string | undefined) => {
      const now = place === undefined ? undefined : await text(place.slice(0, place.lastIndexOf(':')));
      return outcome(place, truth, { line, before, now });
    };
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
        anchors: await judge(found.anchors),
        'line-number': await judge(found['line-number']),
        'first-equal-text': await judge(found['first-equal-text']),
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

interface Texts {
  readonly line: number;
  readonly before: string;
  /** Text of the file that the place is in. */
  readonly now: string | undefined;
}

/** Judges a place against what git knows. */
function outcome(place: string | undefined, truth: Truth, texts: Texts): Outcome {
  if (place === undefined) return truth.state === 'kept' || truth.state === 'edited' ? 'lost' : 'rightly-lost';
  const line = Number(place.slice(place.lastIndexOf(':') + 1)) - 1;
  if (truth.state === 'file-gone') return standsAmong(texts, line) ? 'elsewhere' : 'wrong';
  if (place !== `${truth.file}:${line + 1}`) return 'wrong';
  if (truth.state !== 'gone' && line === truth.line) return 'right';
  if (truth.state === 'kept') return 'wrong';
  // git sees no moves within a file: a line that was the only one of its kind, and is again, has moved.
  const plain = (text: string | undefined) => (text ?? '').trim().replace(/'/g, '"');
  const own = plain(texts.before.split('\n')[texts.line]);
  const equal = (text: string | undefined) => (text ?? '').split('\n').filter((each) => plain(each) === own).length;
  if (plain(texts.now?.split('\n')[line]) === own && equal(texts.before) === 1 && equal(texts.now) === 1)
    return 'moved';
  return truth.region.has(line) ? 'beside' : 'wrong';
}

/** git takes a file for gone whose lines were all indented anew: the line and most of ten around it stand there all the same. */
function standsAmong({ line, before, now = '' }: Texts, found: number): boolean {
  const lines = (text: string) => text.split('\n').map((each) => each.trim());
  const [then, current] = [lines(before), lines(now)];
  if (then[line] !== current[found]) return false;
  const around = then.slice(Math.max(0, line - 5), line + 6).filter((each) => each !== '');
  const there = new Set(current.slice(Math.max(0, found - 8), found + 9));
  return around.filter((each) => there.has(each)).length >= 0.8 * around.length;
}

function draw<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}
