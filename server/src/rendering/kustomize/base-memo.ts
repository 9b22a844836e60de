import type { RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import type { Accumulated } from './accumulated.ts';
import type { Build } from './build.ts';

/** What a base gave, and the texts that it was made from. */
interface Kept {
  readonly accumulated: Accumulated;
  readonly problems: readonly RenderProblem[];
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly size: number;
}

/** UTF-16 units of what the kept bases were made from. */
const mostUnits = 4_000_000;

interface Memo {
  readonly kept: Map<string, Kept>;
  size: number;
}

const memos = new WeakMap<Files, Memo>();

/** What a base gathers: from the last time, where each of its files has the text of then. Overlays share their bases. */
export function withMemo(build: Build, key: string, make: (inner: Build) => Accumulated): Accumulated {
  const memo = memos.get(build.files) ?? { kept: new Map<string, Kept>(), size: 0 };
  memos.set(build.files, memo);
  const known = memo.kept.get(key);
  if (known && [...known.texts].every(([path, text]) => build.files.text(path) === text)) return again(build, known);
  const inner: Build = { ...build, reads: new Set(), problems: [], traits: { ownSchema: false, bytes: false } };
  const accumulated = make(inner);
  build.traits.ownSchema ||= inner.traits.ownSchema;
  build.traits.bytes ||= inner.traits.bytes;
  const reads = [...inner.reads];
  const texts = new Map(reads.map((path) => [path, build.files.text(path)]));
  const size = [...texts.values()].reduce((sum, text) => sum + (text?.length ?? 0), 0);
  const made: Kept = { accumulated, problems: inner.problems, texts, size };
  if (isLasting(inner, reads)) keep(memo, key, made);
  return again(build, made);
}

/** Listings and bytes are not compared; and a problem in what includes a base, or of including itself, is not the base's own. */
function isLasting({ traits, problems }: Build, reads: readonly string[]): boolean {
  if (traits.ownSchema || traits.bytes || reads.some((path) => path === '' || /(?:\/|\.tgz)$/.test(path))) return false;
  const own = new Set(reads);
  return problems.every(
    ({ problem, message, file }) => own.has(file) && problem !== 'limit' && !message.endsWith(' includes itself.'),
  );
}

function again(build: Build, { accumulated, problems, texts }: Kept): Accumulated {
  for (const path of texts.keys()) build.reads.add(path);
  const places = new Set(build.problems.map(placeOf));
  for (const problem of problems) if (!places.has(placeOf(problem))) build.problems.push(problem);
  return accumulated;
}

function placeOf({ file, span, message }: RenderProblem): string {
  return `${file}:${span.start}:${message}`;
}

function keep(memo: Memo, key: string, made: Kept): void {
  memo.size += made.size - (memo.kept.get(key)?.size ?? 0);
  memo.kept.delete(key);
  memo.kept.set(key, made);
  for (const [oldest, { size }] of memo.kept) {
    if (memo.size <= mostUnits) break;
    memo.kept.delete(oldest);
    memo.size -= size;
  }
}
