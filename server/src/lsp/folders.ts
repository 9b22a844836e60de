import { basename, dirname, isAbsolute, relative as relativePath, sep } from '../workspace/local-paths.ts';
import type { Readiness } from '../service.ts';
import { pathOf as diskPathOf, uriAt, virtualPathOf } from './links.ts';

/** A workspace folder with its core; `loose` for the folder of a document that stands in none. */
export interface Folder {
  readonly uri: string;
  /** Absolute path, without a slash at the end. */
  readonly path: string;
  readonly readiness: Promise<Readiness>;
  readonly loose: boolean;
}

/** A document or file in a folder, by its path inside; empty for the folder itself. */
export interface Placed {
  readonly folder: Folder;
  readonly file: string;
}

/** The folders that are open, and which one a document belongs to. */
export interface Folders {
  /** Undefined for a URI that is no folder on disk. */
  add(uri: string): Folder | undefined;
  remove(uri: string): Promise<void>;
  /** Opens the core of a folder again, because what it was opened with has changed; undefined where it is no longer open. */
  reopen(uri: string): Folder | undefined;
  all(): readonly Folder[];
  /** The deepest folder that holds the document; loose documents get a folder of their own. Undefined for what is on no disk. */
  of(uri: string): Placed | undefined;
  /** The same among the folders that are open. */
  holding(uri: string): Placed | undefined;
  close(): Promise<void>;
}

/** `open` makes the core for an absolute path; `virtual` takes folders of all schemes, others those on disk alone. */
export function createFolders(
  open: (path: string, options: { uri: string; loose: boolean }) => Promise<Readiness>,
  { virtual = false } = {},
): Folders {
  const pathOf = virtual ? virtualPathOf : diskPathOf;
  const folders = new Map<string, Folder>();
  const add = (uri: string, { at, loose }: { at: string; loose: boolean }): Folder => {
    const folder = { uri, path: at, readiness: open(at, { uri, loose }), loose };
    folder.readiness.catch(() => {});
    // Set again and not removed first: the order of folders is the user's.
    folders.set(uri, folder);
    return folder;
  };
  const closeOne = async (folder: Folder | undefined) => (await folder?.readiness.catch(() => undefined))?.close();
  const remove = async (uri: string) => {
    const folder = folders.get(uri);
    folders.delete(uri);
    await closeOne(folder);
  };
  const holding = (full: string): Placed | undefined =>
    [...folders.values()]
      .filter((folder) => !folder.loose || dirname(full) === folder.path)
      .flatMap((folder) => {
        const file = relative(folder.path, full);
        return file === undefined || (folder.loose && file === '') ? [] : [{ folder, file }];
      })
      // A folder that people opened goes before one of ours, the deepest before those around it.
      .sort(
        (a, b) => Number(a.folder.loose) - Number(b.folder.loose) || b.folder.path.length - a.folder.path.length,
      )[0];
  return {
    add(uri) {
      const full = pathOf(uri);
      if (full === undefined) return undefined;
      const at = plain(full);
      for (const each of folders.values()) {
        if (each.loose && relative(at, each.path) !== undefined) void remove(each.uri);
      }
      return folders.get(uri) ?? add(uri, { at, loose: false });
    },
    remove,
    reopen(uri) {
      const before = folders.get(uri);
      if (!before) return undefined;
      void closeOne(before).catch(() => {});
      return add(uri, { at: before.path, loose: before.loose });
    },
    all: () => [...folders.values()],
    holding(uri) {
      const full = pathOf(uri);
      return full === undefined ? undefined : holding(full);
    },
    of(uri) {
      const full = pathOf(uri);
      if (full === undefined) return undefined;
      const known = holding(full);
      if (known) return known.file === '' ? undefined : known;
      const at = plain(dirname(full));
      const file = basename(full);
      return file === '' ? undefined : { folder: add(uriAt(at), { at, loose: true }), file };
    },
    close: async () => void (await Promise.all([...folders.keys()].map(remove))),
  };
}

/** Path inside the folder with `/`; empty for the folder itself. */
function relative(folder: string, full: string): string | undefined {
  const inner = relativePath(folder, full);
  if (inner === '..' || inner.startsWith(`..${sep}`) || isAbsolute(inner)) return undefined;
  return inner.split(sep).join('/');
}

function plain(folder: string): string {
  return folder.length > 1 ? folder.replace(/[/\\]$/, '') : folder;
}
