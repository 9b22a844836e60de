import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { removeDeadLock } from './lock.ts';
import { isMark, stateOf } from './owner.ts';

/** Deepest folder that is looked into; what we write lies less deep. */
const maxDepth = 6;
/** What nobody can tell the process of is left for a day, in milliseconds. */
const oldMs = 24 * 60 * 60 * 1000;

/** Removes temporary files and locks of ours, below a folder, whose process has ended; everything else is left. Never throws. */
export async function removeLeftovers(folder: string, depth = maxDepth): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) await removeLeftovers(full, depth - 1);
    else if (entry.isFile() && entry.name.endsWith('.lock')) await removeDeadLock(full);
    else if (entry.isFile() && (await isLeft(full))) await unlink(full).catch(() => {});
  }
}

async function isLeft(full: string): Promise<boolean> {
  // Version 0.4 named no process.
  const [, mark, nameless] = /\.(?:(prr-[0-9a-f-]+)|([0-9a-f]{12}))\.tmp$/.exec(path.basename(full)) ?? [];
  if (mark !== undefined && isMark(mark)) {
    const state = stateOf(mark);
    if (state !== 'unknown') return state === 'dead';
  } else if (nameless === undefined) return false;
  const stats = await stat(full).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > oldMs;
}
