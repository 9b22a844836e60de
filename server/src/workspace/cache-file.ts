import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Largest cache that is kept, in bytes; a larger one is not written. */
const maxBytes = 64 * 1024 * 1024;

/** A cache file for one workspace root in a folder of caches; every failure is a miss. */
export function cacheFile(folder: string, root: string) {
  const file = path.join(folder, `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.json`);
  return {
    read: () => readFile(file, 'utf8').catch(() => undefined),
    async write(text: string): Promise<void> {
      if (Buffer.byteLength(text) > maxBytes) return;
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, text);
        await rename(temporary, file);
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}
