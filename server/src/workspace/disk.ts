import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maxFileBytes } from './policy.ts';
import { decode, tooLarge } from './text.ts';
import { walk } from './walk.ts';
import type { FileText, Workspace } from './workspace.ts';

/** Files under an absolute folder; no path leads out of it. */
export function openDisk(root: string): Workspace {
  const at = (file: string): string => {
    const full = path.resolve(root, file);
    if (full !== root && !full.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) {
      throw new Error(`${file} lies outside of the workspace`);
    }
    return full;
  };
  /** The nearest folder that exists must really lie inside, whatever links stand on the way. */
  const inside = async (full: string): Promise<void> => {
    const realRoot = await realpath(root);
    for (let folder = path.dirname(full); ; folder = path.dirname(folder)) {
      const real = await realpath(folder).catch(() => undefined);
      if (real === undefined && folder !== path.dirname(folder)) continue;
      if (real === realRoot || real?.startsWith(realRoot.endsWith(path.sep) ? realRoot : realRoot + path.sep)) return;
      throw new Error(`${full} lies outside of the workspace`);
    }
  };
  return {
    root,
    list: async (options) => walk(root, options),
    async read(file): Promise<FileText | undefined> {
      try {
        const full = at(file);
        const { size } = await stat(full);
        if (size > maxFileBytes) return tooLarge(size);
        return decode(await readFile(full));
      } catch (error) {
        if (isMissing(error)) return undefined;
        return { problem: 'unreadable', message: error instanceof Error ? error.message : String(error) };
      }
    },
    async write(file, text) {
      const full = at(file);
      await inside(full);
      await mkdir(path.dirname(full), { recursive: true });
      const temporary = `${full}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        await writeFile(temporary, text, { flag: 'wx' });
        await rename(temporary, full);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async remove(file) {
      const full = at(file);
      await inside(full);
      await rm(full, { force: true });
    },
    async names(folder) {
      const entries = await readdir(at(folder), { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    },
  };
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
