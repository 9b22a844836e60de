import { batchesOf, live } from './episode.ts';
const [from, to, count] = process.argv.slice(2).map(Number);
for (let seed = from!; seed < to!; seed++) {
  const t = performance.now();
  const outcome = await live(seed, batchesOf(seed, count!));
  console.log(
    seed,
    JSON.stringify({ ...outcome, divergence: undefined }),
    `${Math.round(performance.now() - t)} ms`,
    outcome.divergence ?? '',
  );
}
process.exit(0);
