import { link, mkdir, open, rename, unlink } from 'node:fs/promises';

/** The single steps of writing, so that a test can stop, fail or forget at each. All throw as `node:fs` does. */
export interface DiskSteps {
  /** Makes one folder, whose parent is there. */
  makeFolder(folder: string): Promise<void>;
  /** Makes a file that was not there. */
  create(file: string, mode?: number): Promise<NewFile>;
  /** Puts a file in the place of another, in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name, where there is nothing of that name. */
  link(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Resolves when the names in a folder would survive a power cut. */
  syncFolder(folder: string): Promise<void>;
}

/** A file that is being written. */
export interface NewFile {
  write(text: string): Promise<void>;
  /** Resolves when what was written would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The steps on the real disk. */
export const diskSteps: DiskSteps = {
  makeFolder: (folder) => mkdir(folder),
  async create(file, mode) {
    const handle = await open(file, 'wx');
    // Not at the opening, where the process' mask would take something from it.
    if (mode !== undefined) await handle.chmod(mode).catch(() => {});
    return {
      write: (text) => handle.writeFile(text),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename,
  link,
  remove: unlink,
  async syncFolder(folder) {
    // Windows opens no folder, and keeps names without being asked.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } catch (error) {
      // Some file systems know no such thing for folders.
      if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    } finally {
      await handle.close();
    }
  },
};
