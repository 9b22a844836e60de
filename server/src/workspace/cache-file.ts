import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFor } from './durable.ts';
import { removeLeftovers } from './leftovers.ts';
import { openBounded } from './open-file.ts';

/** Largest cache that is kept, in bytes; the lines beyond are not written. */
const maxBytes = 192 * 1024 * 1024;

/** How much is read or written at once, in characters: little enough that the parsing of it is not felt. */
const pieceLength = 256 * 1024;

/** A cache file of lines for one workspace root in a folder of caches; every failure is a miss. */
export function cacheFile(folder: string, root: string) {
  const file = path.join(folder, `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.json`);
  return {
    async *read(): AsyncGenerator<readonly string[]> {
      let rest = '';
      try {
        const opened = await openBounded(file, { max: maxBytes });
        if ('refused' in opened) return;
        const pieces = opened.createReadStream({ encoding: 'utf8', highWaterMark: pieceLength, end: maxBytes });
        for await (const piece of pieces) {
          const lines = `${rest}${piece as string}`.split('\n');
          rest = lines.pop() ?? '';
          yield lines;
        }
      } catch {
        return;
      }
      if (rest !== '') yield [rest];
    },
    async write(lines: Iterable<string>): Promise<void> {
      const temporary = temporaryFor(file);
      try {
        await mkdir(folder, { recursive: true });
        // The cache lies directly in its folder, where others may keep folders of theirs.
        await removeLeftovers(folder, 0);
        const handle = await open(temporary, 'wx');
        try {
          let written = 0;
          for (const piece of pieces(lines)) {
            written += Buffer.byteLength(piece);
            if (written > maxBytes) break;
            await handle.writeFile(piece);
          }
        } finally {
          await handle.close();
        }
        await rename(temporary, file);
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}

/** Lines put together to texts of about `pieceLength`. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let held: string[] = [];
  let length = 0;
  for (const line of lines) {
    held.push(line, '\n');
    length += line.length;
    if (length < pieceLength) continue;
    yield held.join('');
    held = [];
    length = 0;
  }
  if (held.length > 0) yield held.join('');
}
