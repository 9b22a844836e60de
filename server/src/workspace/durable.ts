import { stat } from 'node:fs/promises';
import path from 'node:path';
import { diskSteps, type DiskSteps } from './disk-steps.ts';
import { newMark } from './owner.ts';

/** Writes files below a folder so that what was acknowledged is there after a crash or power cut. */
export interface DurableWriter {
  /** As `replaceFile`, with the folders above it. */
  write(full: string, text: string): Promise<void>;
  /** A file that is not there is no error. */
  remove(full: string): Promise<void>;
  /** Makes a folder and those above it. */
  makeFolders(folder: string): Promise<void>;
}

/** The name of a file that is written in the place of another, and then takes its name; it says who writes it. */
export function temporaryFor(full: string, mark = newMark()): string {
  // A long name has no room for a longer one.
  return path.join(path.dirname(full), `${path.basename(full).slice(0, 80)}.${mark}.tmp`);
}

/**
 * Puts a text in the place of a file, in one step and with the mode of the former one; resolves when both text and name would
 * survive a power cut. When it throws, the former file is as it was and nothing is left beside it.
 */
export async function replaceFile(full: string, text: string, steps: DiskSteps = diskSteps): Promise<void> {
  const former = await stat(full).catch(() => undefined);
  const temporary = temporaryFor(full);
  try {
    const file = await steps.create(temporary, former && former.mode & 0o7777);
    try {
      await file.write(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await steps.rename(temporary, full);
  } catch (error) {
    await steps.remove(temporary).catch(() => {});
    throw error;
  }
  await steps.syncFolder(path.dirname(full));
}

/** A writer below a folder; it remembers which folders are durable, as others may have made them without waiting for the disk. */
export function openWriter(root: string, steps: DiskSteps = diskSteps): DurableWriter {
  /** Folders whose own name is known to be on the disk, with what tells them from a later one of that name. */
  const durable = new Map<string, string>();
  const makeFolders = async (folder: string): Promise<void> => {
    try {
      await steps.makeFolder(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && folder !== path.dirname(folder)) {
        await makeFolders(path.dirname(folder));
        return makeFolders(folder);
      }
      // Some systems refuse to make a folder that is there, for another reason than that.
      if (!(await stat(folder).catch(() => undefined))?.isDirectory()) throw error;
    }
  };
  /** The names of the folders down to this one. */
  const syncAbove = async (folder: string): Promise<void> => {
    for (let at = folder; at !== root && at !== path.dirname(at); at = path.dirname(at)) {
      const { dev, ino, birthtimeMs } = await stat(at);
      const id = `${dev} ${ino} ${birthtimeMs}`;
      if (durable.get(at) === id) continue;
      await steps.syncFolder(path.dirname(at));
      durable.set(at, id);
    }
  };
  return {
    makeFolders,
    async write(full, text) {
      await makeFolders(path.dirname(full));
      await replaceFile(full, text, steps);
      await syncAbove(path.dirname(full));
    },
    async remove(full) {
      try {
        await steps.remove(full);
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
        throw error;
      }
      await steps.syncFolder(path.dirname(full));
    },
  };
}
