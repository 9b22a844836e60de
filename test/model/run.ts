// The language server is compared with a fresh one after random steps, until enough edits were made or they differ.
// usage: npm run torture:model -- [--edits N] [--seed S] [--jobs J] [--looks L] [--replay SEED]
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../analyse.ts';
import { batchesOf, live, type Batch, type Outcome } from './episode.ts';

/** What a process of ours that lives through seeds sends for each. */
interface Report {
  readonly seed: number;
  readonly outcome: Outcome;
}

/** Seeds that one process lives through: the parsers keep memory that only its end gives back. */
const seedsOfAProcess = 12;
/** Of so many seeds one is compared with a server in a process of its own, too. */
const processEach = 5;
/** Longest that the steps of a divergence are made fewer, in milliseconds. */
const shrinkMs = 240_000;

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.max(1, os.availableParallelism() - 1)) },
    looks: { type: 'string', default: '10' },
    replay: { type: 'string' },
    from: { type: 'string' },
  },
});
const looks = Number(values.looks);
const built = existsSync(path.join(root, 'dist/server.cjs'));

if (values.from !== undefined) await serveSeeds(Number(values.from));
else if (values.replay !== undefined) process.exitCode = await explain(Number(values.replay));
else process.exitCode = await campaign(Number(values.edits), Number(values.seed));

/** Lives through some seeds and tells the parent of each. */
async function serveSeeds(from: number): Promise<void> {
  process.on('disconnect', () => process.exit(0));
  for (let seed = from; seed < from + seedsOfAProcess; seed++) {
    const outcome = await live(seed, batchesOf(seed, looks), { withProcess: built && seed % processEach === 0 });
    process.send?.({ seed, outcome } satisfies Report);
    if (outcome.divergence !== undefined) break;
  }
  process.disconnect();
  process.exit(0);
}

/** Gives 1 at the first divergence, else 0. */
async function campaign(edits: number, seed: number): Promise<number> {
  const begun = Date.now();
  const sum = { seeds: 0, edits: 0, steps: 0, looks: 0 };
  let next = seed;
  let found: Report | undefined;
  const told = () =>
    `${sum.edits} edits in ${sum.steps} steps, ${sum.looks} comparisons, ${sum.seeds} seeds from ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`;
  const work = async (): Promise<void> => {
    while (!found && sum.edits < edits) {
      const from = next;
      next += seedsOfAProcess;
      const child = fork(process.argv[1] ?? '', ['--from', String(from), '--looks', String(looks)], {
        execArgv: process.execArgv,
      });
      let last = from - 1;
      child.on('message', ({ seed: own, outcome }: Report) => {
        last = own;
        sum.seeds++;
        sum.edits += outcome.edits;
        sum.steps += outcome.steps;
        sum.looks += outcome.looks;
        if (outcome.divergence !== undefined) found ??= { seed: own, outcome };
        else if (sum.seeds % 10 === 0) console.log(told());
        if (found || sum.edits >= edits) child.kill();
      });
      const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
      if (code !== 0 && code !== null && !found)
        found = {
          seed: last + 1,
          outcome: { edits: 0, steps: 0, looks: 0, divergence: `the process ended with ${code}` },
        };
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  console.log(told());
  if (!found) return 0;
  console.log(`seed ${found.seed} diverges: ${found.outcome.divergence ?? ''}`);
  return explain(found.seed);
}

/** Prints a divergence with the fewest steps that were found to lead to it. */
async function explain(seed: number): Promise<number> {
  const until = Date.now() + shrinkMs;
  const replay = (batches: readonly Batch[]) => live(seed, batches, { withProcess: built && seed % processEach === 0 });
  let batches = batchesOf(seed, looks);
  let outcome = await replay(batches);
  if (outcome.divergence === undefined) {
    console.log(`seed ${seed}: no divergence this time; it depends on how fast the machine is`);
    return 1;
  }
  batches = batches.slice(0, Math.max(1, outcome.looks));
  const tryWithout = async (fewer: Batch[]): Promise<boolean> => {
    const next = await replay(fewer);
    if (next.divergence === undefined) return false;
    outcome = next;
    batches = fewer.slice(0, Math.max(1, next.looks));
    return true;
  };
  for (let at = 0; at < batches.length - 1 && Date.now() < until;)
    if (!(await tryWithout(batches.filter((_, index) => index !== at)))) at++;
  for (let size = 32; size >= 1; size = Math.floor(size / 2)) {
    for (let batch = 0; batch < batches.length; batch++) {
      for (let at = 0; at < (batches[batch]?.length ?? 0) && Date.now() < until;) {
        const steps = batches[batch] ?? [];
        const fewer = batches.with(batch, [...steps.slice(0, at), ...steps.slice(at + size)]);
        if (!(await tryWithout(fewer))) at += size;
      }
    }
  }
  console.log(`\nseed ${seed}, ${batches.flat().length} steps left:`);
  for (const line of outcome.story ?? []) console.log(`  ${line}`);
  console.log(`\n${outcome.divergence}`);
  return 1;
}
