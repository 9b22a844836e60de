import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../model/logger.ts';
import { isSkippedFolder, maxFolderDepth, neverEntered } from './policy.ts';
import { openSlices } from './slices.ts';

/** Folders that are watched at most: Linux gives a user some thousand watches for all programs. */
const maxWatched = 4096;

/** Pause after the first of some changes until they are reported together, in milliseconds. */
const pauseMs = 100;

export interface WatchPorts {
  /** Takes paths inside the root, of files or folders that have changed or are gone. */
  changed(paths: readonly string[]): void;
  readonly logger: Logger;
  /** The system reports changes in a whole tree: macOS and Windows do. */
  readonly recursive?: boolean;
}

/** Reports changes of files on disk until it is closed. */
export interface Watch {
  /** Watches the folders of these files, and new folders in them, and no others. */
  follow(files: Iterable<string>): Promise<void>;
  /** Reports those of these files that were written at this time or later, in milliseconds since the epoch. */
  reportSince(time: number, files: readonly string[]): Promise<void>;
  close(): void;
}

/**
 * Watches the files under a root for an editor that does not. On Linux it watches the folders that hold files of the workspace:
 * Node's own recursive watching would also enter `node_modules` and `target`, and take a watch for each file.
 */
export function openWatch(
  root: string,
  { changed, logger, recursive = process.platform === 'darwin' || process.platform === 'win32' }: WatchPorts,
): Watch {
  const watchers = new Map<string, FSWatcher>();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let told = false;
  const full = (file: string) => path.join(root, file);
  const report = (file: string) => {
    if (closed || isLeftOut(file)) return;
    waiting.add(file);
    timer ??= setTimeout(() => {
      timer = undefined;
      const paths = [...waiting];
      waiting.clear();
      changed(paths);
    }, pauseMs);
  };
  const stop = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const stopWithin = (folder: string) => {
    for (const each of watchers.keys()) if (each === folder || each.startsWith(`${folder}/`)) stop(each);
  };
  /** Whether the folder is watched now and was not before. */
  const start = (folder: string): boolean => {
    if (closed || watchers.has(folder)) return false;
    if (watchers.size >= maxWatched) {
      if (!told) logger.warn(`more than ${maxWatched} folders; changes on disk in the others are not noticed`);
      told = true;
      return false;
    }
    try {
      const watcher = watch(full(folder), { recursive, persistent: false }, (event, name) => {
        if (name === null) return;
        const file = path.posix.join(folder, name.split(path.sep).join('/'));
        report(file);
        if (recursive || event !== 'rename') return;
        // A folder of the same name may be another one: its watch ended with the former.
        stopWithin(file);
        void enter(file, { isNew: true });
      });
      watcher.on('error', () => stop(folder));
      watchers.set(folder, watcher);
      return true;
    } catch (error) {
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isGone && !told) logger.warn(`could not watch ${full(folder)}: ${String(error)}`);
      told ||= !isGone;
      return false;
    }
  };
  /** Watches a folder that is there, and those in it: all where it is new, otherwise the empty ones, as no listed file names these. */
  const enter = async (folder: string, { isNew }: { isNew: boolean }): Promise<void> => {
    if (isLeftOut(folder) || folder.split('/').length > maxFolderDepth) return;
    // A link to a folder is not entered.
    if ((await lstat(full(folder)).catch(() => undefined))?.isDirectory() !== true) return;
    // Watched before it is read, so that nothing comes into it unseen.
    if (isNew && start(folder)) report(folder);
    const entries = await readdir(full(folder), { withFileTypes: true }).catch(() => []);
    if (entries.length === 0) start(folder);
    if (isNew) for (const each of entries) if (each.isDirectory()) await enter(`${folder}/${each.name}`, { isNew });
  };
  return {
    async follow(files) {
      const wanted = new Set(['']);
      for (const file of recursive ? [] : files) {
        for (let folder = parentOf(file); !wanted.has(folder); folder = parentOf(folder)) wanted.add(folder);
      }
      const added = [...wanted].filter(start);
      const pause = openSlices();
      for (const folder of recursive ? [] : added) {
        await pause();
        const entries = await readdir(full(folder), { withFileTypes: true }).catch(() => []);
        for (const { name } of entries.filter((each) => each.isDirectory())) {
          const inner = path.posix.join(folder, name);
          if (!wanted.has(inner)) await enter(inner, { isNew: false });
        }
      }
      // A folder that has files and none of the workspace's is ignored; an empty one may still get some.
      for (const folder of watchers.keys()) {
        if (wanted.has(folder)) continue;
        const entries = await readdir(full(folder), { withFileTypes: true }).catch(() => undefined);
        if (entries?.every((each) => each.isDirectory()) !== true) stop(folder);
      }
    },
    async reportSince(time, files) {
      const pause = openSlices();
      for (const file of files) {
        await pause();
        const stats = await stat(full(file)).catch(() => undefined);
        if (!stats || stats.mtimeMs >= time) report(file);
      }
    },
    close() {
      closed = true;
      clearTimeout(timer);
      for (const folder of watchers.keys()) stop(folder);
    },
  };
}

function parentOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function isLeftOut(file: string): boolean {
  return file.split('/').some((name) => neverEntered.has(name) || isSkippedFolder(name));
}
