import { stat, realpath, writeFile } from 'node:fs/promises';
import { replaceFile } from '../workspace/durable.ts';
import { plainly } from '../workspace/plain-error.ts';
import { UsageError } from './arguments.ts';

/** Writes a whole file or none: one that was there stays as it was until then. Pipes and devices are written to as they are. */
export async function writeOutput(full: string, text: string): Promise<void> {
  try {
    const stats = await stat(full).catch(() => undefined);
    if (stats && !stats.isFile() && !stats.isDirectory()) await writeFile(full, text);
    else await replaceFile(stats ? await realpath(full) : full, text);
  } catch (error) {
    throw new UsageError(plainly(error, { file: full, done: 'written' }).message);
  }
}
