import type { Readiness } from '../service.ts';
import { isTeamFile } from '../team.ts';

/** The core of a folder, as its files are when it is asked for. */
export interface Home {
  core(): Promise<Readiness>;
  close(): Promise<void>;
}

/**
 * A home that lists its folder at each question, and reads what has changed since the last one. Between questions nothing is
 * watched: an assistant that waits costs nothing, and a question that follows a change at once sees it.
 */
export function openHome(open: () => Promise<Readiness>): Home {
  let current: { readonly core: Readiness; seen: ReadonlyMap<string, string> } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Readiness> | undefined;

  const begin = async (): Promise<Readiness> => {
    const core = await open();
    try {
      // Listed first: what changes while it is read is seen the next time.
      const seen = await listed(core);
      await core.fill({});
      current = { core, seen };
      return core;
    } catch (error) {
      await core.close();
      throw error;
    }
  };
  const look = async (): Promise<Readiness> => {
    if (!current) return begin();
    const { core, seen } = current;
    const now = await listed(core);
    const changed = [...now].filter(([file, stamp]) => seen.get(file) !== stamp).map(([file]) => file);
    const gone = [...seen.keys()].filter((file) => !now.has(file));
    current.seen = now;
    const all = [...changed, ...gone];
    if (all.some(isTeamFile)) {
      current = undefined;
      await core.close();
      return begin();
    }
    if (all.length > 0) await core.refresh(all);
    return core;
  };
  return {
    core() {
      // Who asks while another look has not begun yet shares it; one that has begun may have missed the last change.
      waiting ??= last
        .catch(() => {})
        .then(() => {
          waiting = undefined;
          return look();
        });
      last = waiting;
      return waiting;
    },
    async close() {
      await last.catch(() => {});
      await current?.core.close();
    },
  };
}

async function listed({ workspace, settings }: Readiness): Promise<ReadonlyMap<string, string>> {
  const { files } = await workspace.list({ all: settings.everything, exclude: settings.exclude });
  return new Map(files.map(({ file, size, modified }) => [file, `${size} ${modified}`]));
}
