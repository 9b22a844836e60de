import { poisoned, problemWith } from './readers.ts';
import type { Sample } from './texts.ts';

// A process that reads what it is sent, and says what went wrong and how much processor time it took.
process.on('unhandledRejection', (error) => {
  process.send?.({ stray: `unhandled rejection: ${String(error)}` });
});
process.on('message', async ({ id, sample, check }: { id: number; sample: Sample; check: boolean }) => {
  const before = process.cpuUsage();
  const start = performance.now();
  let problem: string | undefined;
  try {
    problem = await problemWith(sample);
  } catch (error) {
    problem = `it throws: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { user, system } = process.cpuUsage(before);
  // The collector's threads count in the first, other processes in the second.
  const took = Math.min((user + system) / 1000, performance.now() - start);
  if (check) problem ??= await poisoned();
  process.send?.({ id, problem, took });
});
