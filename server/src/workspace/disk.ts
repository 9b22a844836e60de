import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { diskSteps, type DiskSteps } from './disk-steps.ts';
import { openWriter } from './durable.ts';
import { isWithin, resolveInside } from './inside.ts';
import { removeLeftovers } from './leftovers.ts';
import { withLock } from './lock.ts';
import { readBounded } from './open-file.ts';
import { plainly } from './plain-error.ts';
import { maxFileBytes } from './policy.ts';
import { decode, tooLarge } from './text.ts';
import { readNow } from './read-now.ts';
import { walk } from './walk.ts';
import { openWatch } from './watch.ts';
import type { FileText, Workspace } from './workspace.ts';

export interface DiskOptions {
  /** The single steps of writing; those of the real disk by default. */
  readonly steps?: DiskSteps;
  /** How long a change waits for another process, in milliseconds. */
  readonly patience?: number;
}

/** Files under an absolute folder; no path leads out of it, links included. What asks about a path outside gets the answer that nothing is there; what writes there throws. */
export function openDisk(root: string, { steps = diskSteps, patience }: DiskOptions = {}): Workspace {
  const writer = openWriter(path.resolve(root), steps);
  /** The path of what really lies inside, for looking; undefined where nothing does. */
  const existing = async (file: string): Promise<string | undefined> => {
    const full = resolveInside(root, file);
    if (full === undefined) return undefined;
    const [realRoot, real] = await Promise.all([realpath(root), realpath(full)]).catch(() => []);
    return realRoot !== undefined && real !== undefined && isWithin(realRoot, real) ? full : undefined;
  };
  const read = async (file: string): Promise<FileText | undefined> => {
    const full = resolveInside(root, file);
    if (full === undefined) return { problem: 'unreadable', message: 'it is outside the workspace' };
    const opened = await readBounded(full, { max: maxFileBytes, root });
    if ('bytes' in opened) return decode(opened.bytes);
    if (opened.refused === 'missing') return undefined;
    if (opened.refused === 'too-large') return tooLarge(opened.size ?? maxFileBytes + 1);
    return { problem: 'unreadable', message: opened.message };
  };
  const writing = async <T>(file: string, step: (full: string) => Promise<T>): Promise<T> => {
    const full = await destination(root, file);
    try {
      return await step(full);
    } catch (error) {
      throw plainly(error, { file, done: 'written' });
    }
  };
  const entries = async (folder: string): Promise<Dirent[]> => {
    const full = await existing(folder);
    return full === undefined ? [] : readdir(full, { withFileTypes: true }).catch(() => []);
  };
  return {
    root,
    read,
    write: async (file, text) => writing(file, async (full) => writer.write(full, text)),
    update: async (file, change) =>
      writing(file, async (full) => {
        // A lock needs the folder; but none is made for a change that is refused, or for nothing.
        if ((await existing(path.dirname(file))) === undefined && change(undefined) === undefined)
          return { file, before: null, after: null };
        await writer.makeFolders(path.dirname(full));
        const step = async () => {
          const content = await read(file);
          if (content && 'problem' in content) throw new Error(`${file} cannot be read: ${content.message}`);
          const before = content?.text;
          const after = change(before);
          if (after !== undefined) await writer.write(full, after);
          // Of a link, the link is removed: what it leads to may be used elsewhere.
          else if (before !== undefined) await writer.remove(resolveInside(root, file) ?? full);
          return { file, before: before ?? null, after: after ?? null };
        };
        return withLock(full, step, { steps, ...(patience === undefined ? {} : { patience }) });
      }),
    async bytes(file, max) {
      const full = resolveInside(root, file);
      const opened = full === undefined ? undefined : await readBounded(full, { max, root });
      return opened && 'bytes' in opened ? opened.bytes : undefined;
    },
    readNow: (file) => readNow(root, file),
    list: async (options) => walk(root, options),
    async kind(file) {
      const full = await existing(file);
      const stats = full === undefined ? undefined : await stat(full).catch(() => undefined);
      return stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : undefined;
    },
    async folders(folder) {
      return (await entries(folder))
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort();
    },
    async remove(file) {
      const full = resolveInside(root, file);
      if (full === undefined || (await existing(path.dirname(full))) === undefined) return;
      await writer.remove(full).catch((error: unknown) => {
        throw plainly(error, { file, done: 'removed' });
      });
    },
    stamps(folder) {
      const stamps = new Map<string, string>();
      const now = Date.now();
      // At once, and not in promises: of ten thousand files this takes a tenth of a second, a promise each ten times as long.
      const add = (inner: string, full: string, depth: number) => {
        for (const entry of entriesOf(full)) {
          const file = `${inner}/${entry.name}`;
          const own = path.join(full, entry.name);
          if (entry.isDirectory() && depth > 0) add(file, own, depth - 1);
          if (!entry.isFile()) continue;
          const stats = statSync(own, { throwIfNoEntry: false });
          if (!stats) continue;
          // The clock of a file system is coarse: what changed just now may change again and look the same.
          const fresh = Math.abs(now - stats.mtimeMs) < freshMs;
          stamps.set(file, fresh ? '' : `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`);
        }
      };
      const full = resolveInside(root, folder);
      if (full !== undefined && isReallyInside(root, full)) add(folder, full, 1);
      return stamps;
    },
    async names(folder) {
      return (await entries(folder))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    },
    watch: (ports) => openWatch(path.resolve(root), ports),
    async tidy(folder) {
      const full = await existing(folder);
      if (full !== undefined) await removeLeftovers(full);
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

function isReallyInside(root: string, full: string): boolean {
  try {
    return isWithin(realpathSync.native(root), realpathSync.native(full));
  } catch {
    return false;
  }
}

/** A file that changed less than this ago is read again, in milliseconds. */
const freshMs = 100;
/** Links that lead to one another. */
const maxLinks = 40;

/** Where a file is written: behind the link that has its name, so that the link stays. Throws for a place outside the workspace. */
async function destination(root: string, file: string): Promise<string> {
  const realRoot = await realpath(root);
  let full = resolveInside(root, file);
  for (let links = 0; full !== undefined && links < maxLinks; links++) {
    // The nearest folder that exists must really lie inside, whatever links are on the way.
    if (!isWithin(realRoot, await realFolder(path.dirname(full)))) break;
    const stats = await lstat(full).catch(() => undefined);
    if (!stats?.isSymbolicLink()) return full;
    full = path.resolve(await realFolder(path.dirname(full)), await readlink(full));
  }
  throw new Error(`${file} is outside the workspace`);
}

async function realFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined || at === path.dirname(at)) return real ?? at;
  }
}
