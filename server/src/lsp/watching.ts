import type { Logger } from '../model/logger.ts';
import { teamFolder } from '../model/team-folder.ts';
import type { Watch } from '../workspace/watch.ts';
import type { Folder } from './folders.ts';

/** Watches the files of folders on disk, for clients that do not. */
export interface Watching {
  /** Watches a folder that has been read, from when its reading began; called again, it follows new folders in it. */
  follow(folder: Folder, since: number): Promise<void>;
  stop(uri: string): void;
  stopAll(): void;
}

export interface WatchingPorts {
  readonly logger: Logger;
  /** Takes paths inside the folder that have changed or are gone. */
  changed(uri: string, paths: readonly string[]): void;
}

/** The time of a file may be behind ours by a tick of the kernel, in milliseconds. */
const clockMs = 20;

/** The watches of folders, one a folder. */
export function openWatching({ logger, changed }: WatchingPorts): Watching {
  const watches = new Map<string, Watch>();
  return {
    async follow({ uri, readiness }, since) {
      const core = await readiness;
      const known = watches.get(uri);
      // Our own folder comes with the first answer: what is in it has changed, and not what the team says of the workspace.
      const report = async (paths: readonly string[]) => {
        if (!paths.includes(teamFolder)) return changed(uri, paths);
        const listing = await core.workspace.list({ within: [teamFolder] }).catch(() => undefined);
        const inside = (listing?.files ?? []).map(({ file }) => file);
        changed(uri, inside.length > 0 ? [...paths.filter((path) => path !== teamFolder), ...inside] : paths);
      };
      const own = known ?? core.workspace.watch?.({ logger, changed: (paths) => void report(paths) });
      if (!own) return;
      watches.set(uri, own);
      const files = core.live.index.under('');
      await own.follow(files);
      if (!known) await own.reportSince(since - clockMs, files);
    },
    stop(uri) {
      watches.get(uri)?.close();
      watches.delete(uri);
    },
    stopAll() {
      for (const each of watches.values()) each.close();
      watches.clear();
    },
  };
}
