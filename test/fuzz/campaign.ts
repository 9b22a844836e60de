import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from '../analyse.ts';
import { chance, mutated, seeds, type Sample } from './texts.ts';

/** Longest time for a text, in milliseconds of the processor: 1 s for each of the five times that a code file may be parsed here. */
const usualLimit = 5000;
/** After that the process is ended, whatever it does. */
const patience = 90_000;
/** Texts between two looks at whether good files still give what they gave. */
const checkEvery = 25;

export interface Failure {
  readonly sample: Sample;
  readonly problem: string;
}

export interface Outcome {
  readonly seed: number;
  readonly texts: number;
  readonly characters: number;
  /** Milliseconds of the text that took longest. */
  readonly slowest: number;
  readonly failures: readonly Failure[];
}

interface Answer {
  readonly problem?: string;
  readonly took: number;
}

/** A process that reads, watched from outside. */
function openWatched() {
  let child: ChildProcess | undefined;
  const start = () =>
    fork(path.join(root, 'test/fuzz/worker.ts'), {
      execArgv: ['--import=tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  const stop = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  let id = 0;
  const read = (sample: Sample, check: boolean) =>
    new Promise<Answer>((resolve) => {
      const own = (child ??= start());
      const asked = ++id;
      let errors = '';
      const note = (data: Buffer) => void (errors = (errors + data.toString()).slice(-2000));
      const done = (answer: Answer, isGone: boolean) => {
        clearTimeout(timer);
        own.off('message', onMessage).off('exit', onExit);
        own.stderr?.off('data', note);
        if (isGone) stop();
        resolve(answer);
      };
      const onMessage = (message: Answer & { id?: number; stray?: string }) => {
        if (message.stray !== undefined) done({ problem: message.stray, took: 0 }, true);
        else if (message.id === asked) done(message, false);
      };
      const onExit = () => done({ problem: `the process ends: ${errors}`, took: 0 }, true);
      const timer = setTimeout(() => done({ problem: 'it hangs', took: patience }, true), patience);
      own.on('message', onMessage).on('exit', onExit);
      own.stderr?.on('data', note);
      own.send({ id: asked, sample, check });
    });
  return { read, stop };
}

/** Reads mutated texts for some seconds, or those given; each failure is confirmed, and made as small as can be. */
export async function campaign({
  seconds,
  seed,
  only,
  limit = usualLimit,
}: {
  seconds: number;
  seed: number;
  only?: readonly Sample[];
  limit?: number;
}): Promise<Outcome> {
  const watched = openWatched();
  const random = chance(seed);
  const samples = seeds();
  const failures: Failure[] = [];
  let [texts, characters, slowest] = [0, 0, 0];
  const problemOf = async (sample: Sample, check: boolean): Promise<string | undefined> => {
    const { problem, took } = await watched.read(sample, check);
    if (problem !== undefined) return problem;
    if (took <= limit) {
      slowest = Math.max(slowest, took);
      return undefined;
    }
    // On a loaded machine only what is slow each time is.
    const again = await watched.read(sample, false);
    const least = Math.min(took, again.took, (await watched.read(sample, false)).took);
    slowest = Math.max(slowest, least);
    return least > limit ? `it takes ${(least / 1000).toFixed(1)} s` : undefined;
  };
  const until = performance.now() + seconds * 1000;
  // The first text waits for the process to start.
  await watched.read({ file: 'a.ts', text: '' }, true);
  try {
    for (const sample of only ?? endless(() => mutated(samples, random))) {
      if (!only && performance.now() > until) break;
      texts++;
      characters += sample.text.length;
      const problem = await problemOf(sample, texts % checkEvery === 0 || only !== undefined);
      if (problem === undefined) continue;
      const isSame = async (other: Sample) => sameKind(await problemOf(other, true), problem);
      if (!only && failures.some((each) => sameKind(each.problem, problem) && each.sample.file === sample.file))
        continue;
      const smallest = only ? sample : await smaller(sample, isSame);
      failures.push({ sample: smallest, problem });
    }
  } finally {
    watched.stop();
  }
  return { seed, texts, characters, slowest: Math.round(slowest), failures };
}

function* endless(make: () => Sample): Generator<Sample> {
  for (;;) yield make();
}

/** Whether two sentences tell the same, numbers and quoted text aside. */
function sameKind(one: string | undefined, other: string): boolean {
  const plain = (text: string) => text.replace(/[\d.]+|“.*”/g, '').slice(0, 60);
  return one !== undefined && plain(one) === plain(other);
}

/** Longest time to make one text smaller, in milliseconds. */
const effort = 40_000;

/** The text with parts cut out for as long as it fails as before. */
async function smaller({ file, text }: Sample, fails: (sample: Sample) => Promise<boolean>): Promise<Sample> {
  let smallest = text;
  const until = performance.now() + effort;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && performance.now() < until;) {
      const shorter = smallest.slice(0, at) + smallest.slice(at + size);
      if (await fails({ file, text: shorter })) smallest = shorter;
      else at += size;
    }
  }
  return { file, text: smallest };
}
