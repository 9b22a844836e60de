import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maxFileBytes } from './policy.ts';
import { decode, tooLarge } from './text.ts';
import { isListed, walk } from './walk.ts';
import type { FileText, Workspace } from './workspace.ts';

/** Files under an absolute folder; no path leads out of it. */
export function openDisk(root: string): Workspace {
  const at = (file: string): string => {
    const full = path.resolve(root, file);
    if (!isWithin(root, full)) {
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
      if (real !== undefined && isWithin(realRoot, real)) return;
      throw new Error(`${full} lies outside of the workspace`);
    }
  };
  const read = async (file: string): Promise<FileText | undefined> => {
    try {
      const full = at(file);
      // A link may lead out of the workspace: what stands there is not the repository's.
      if (!isWithin(await realpath(root), await realpath(full)))
        return { problem: 'unreadable', message: 'it lies outside of the workspace' };
      const stats = await stat(full);
      if (!stats.isFile())
        return { problem: 'unreadable', message: stats.isDirectory() ? 'it is a folder' : 'it is no file' };
      const { size } = stats;
      if (size > maxFileBytes) return tooLarge(size);
      return decode(await readFile(full));
    } catch (error) {
      if (isMissing(error)) return undefined;
      return { problem: 'unreadable', message: error instanceof Error ? error.message : String(error) };
    }
  };
  const write = async (file: string, text: string): Promise<void> => {
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
  };
  return {
    root,
    read,
    write,
    async update(file, change) {
      const full = at(file);
      await inside(full);
      const lock = `${full}.lock`;
      await mkdir(path.dirname(full), { recursive: true }).catch((error: unknown) => {
        throw new Error(`${file} cannot be written: ${plainly(error, path.dirname(file))}`);
      });
      return withLock(lock, file, async () => {
        const content = await read(file);
        if (content && 'problem' in content) throw new Error(`${file} cannot be read: ${content.message}`);
        const before = content?.text;
        const after = change(before);
        if (after !== undefined) await write(file, after);
        else if (before !== undefined) await rm(full, { force: true });
        return { file, before: before ?? null, after: after ?? null };
      });
    },
    async bytes(file, max) {
      try {
        const full = at(file);
        if (!isWithin(await realpath(root), await realpath(full))) return undefined;
        const stats = await stat(full);
        return stats.isFile() && stats.size <= max ? await readFile(full) : undefined;
      } catch {
        return undefined;
      }
    },
    list: async (options) => walk(root, options),
    lists: async (file, options) => isListed(root, file, options),
    async kind(file) {
      const stats = await stat(at(file)).catch(() => undefined);
      return stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : undefined;
    },
    async folders(folder) {
      const entries = await readdir(at(folder), { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort();
    },
    async remove(file) {
      const full = at(file);
      await inside(full);
      await rm(full, { force: true });
    },
    stamps(folder) {
      const stamps = new Map<string, string>();
      const now = Date.now();
      // At once, and not in promises: of ten thousand files this takes a tenth of a second, a promise each ten times as long.
      const add = (inner: string, depth: number) => {
        for (const entry of entriesOf(at(inner))) {
          const path = `${inner}/${entry.name}`;
          if (entry.isDirectory() && depth > 0) add(path, depth - 1);
          if (!entry.isFile()) continue;
          const stats = statSync(at(path), { throwIfNoEntry: false });
          if (!stats) continue;
          // The clock of a file system is coarse: what changed just now may change again and look the same.
          const fresh = Math.abs(now - stats.mtimeMs) < freshMs;
          stamps.set(path, fresh ? '' : `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`);
        }
      };
      add(folder, 1);
      return stamps;
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

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isWithin(root: string, full: string): boolean {
  return full === root || full.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

/** A file that changed less than this ago is read again, in milliseconds. */
const freshMs = 100;

/** A lock older than this was left by a process that died; milliseconds. */
const staleLockMs = 10_000;

/** Runs a step alone among all that use the same lock file. */
async function withLock<T>(lock: string, file: string, step: () => Promise<T>): Promise<T> {
  for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Error(`${file} cannot be written: ${plainly(error, path.dirname(file))}`);
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > staleLockMs) await rm(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  try {
    return await step();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Why a folder cannot be written to, for people. */
function plainly(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST' || code === 'ENOTDIR') return `a file stands where its folder ${folder} should be`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `its folder ${folder} may not be written to`;
  return message;
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
