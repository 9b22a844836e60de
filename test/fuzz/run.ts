import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../analyse.ts';
import { campaign } from './campaign.ts';

// Gives mutated texts to every reader. What fails is made small and kept under test/hostile/files, where it is read again with each test.
// usage: npm run torture:fuzz -- [--seconds 300] [--seed 1]
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const outcome = await campaign({ seconds: Number(values.seconds), seed: Number(values.seed) });
for (const { sample, problem } of outcome.failures) {
  const name = createHash('sha256')
    .update(sample.file + sample.text)
    .digest('hex')
    .slice(0, 12);
  const file = path.join(root, 'test/hostile/files', `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ ...sample, problem }, null, 2)}\n`);
  console.log(`${sample.file}: ${problem}\n  kept as ${path.relative(root, file)} (${sample.text.length} characters)`);
}
const { texts, characters, slowest, seed, failures } = outcome;
console.log(
  `seed ${seed}: ${texts} texts, ${(characters / 1e6).toFixed(1)} million characters, the slowest took ${slowest} ms; ${failures.length} failures`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
