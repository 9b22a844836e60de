import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Readiness } from '../service.ts';

/** A workspace folder with its core; `loose` for the folder of a document that stands in none. */
export interface Folder {
  readonly uri: string;
  /** Absolute path, without a slash at the end. */
  readonly path: string;
  readonly readiness: Promise<Readiness>;
  readonly loose: boolean;
}

/** The folders that are open, and which one a document belongs to. */
export interface Folders {
  add(uri: string): Folder;
  remove(uri: string): Promise<void>;
  /** Opens the core of a folder again, because what it was opened with has changed. */
  reopen(folder: Folder): Promise<Folder>;
  all(): readonly Folder[];
  /** The deepest folder that holds the document, with its path inside; loose documents get a folder of their own. */
  of(uri: string): { folder: Folder; file: string } | undefined;
  close(): Promise<void>;
}

/** `open` makes the core for an absolute path. */
export function createFolders(
  open: (path: string, options: { uri: string; loose: boolean }) => Promise<Readiness>,
): Folders {
  const folders = new Map<string, Folder>();
  const add = (uri: string, loose: boolean): Folder => {
    const known = folders.get(uri);
    if (known) return known;
    const at = plain(URI.parse(uri).fsPath);
    const folder = { uri, path: at, readiness: open(at, { uri, loose }), loose };
    folder.readiness.catch(() => {});
    folders.set(uri, folder);
    return folder;
  };
  const remove = async (uri: string) => {
    const folder = folders.get(uri);
    folders.delete(uri);
    await (await folder?.readiness.catch(() => undefined))?.close();
  };
  return {
    add: (uri) => add(uri, false),
    remove,
    async reopen({ uri, path: at, loose, readiness: before }) {
      // Set again and not removed first: the order of folders is the user's.
      const folder = { uri, path: at, loose, readiness: open(at, { uri, loose }) };
      folder.readiness.catch(() => {});
      folders.set(uri, folder);
      await (await before.catch(() => undefined))?.close();
      return folder;
    },
    all: () => [...folders.values()],
    of(uri) {
      const parsed = URI.parse(uri);
      if (parsed.scheme !== 'file') return undefined;
      const full = parsed.fsPath;
      const holding = [...folders.values()]
        .filter((folder) => !folder.loose || path.dirname(full) === folder.path)
        .map((folder) => ({ folder, file: relative(folder.path, full) }))
        .filter((each) => each.file !== undefined)
        .sort((a, b) => b.folder.path.length - a.folder.path.length)[0];
      if (holding?.file !== undefined) return { folder: holding.folder, file: holding.file };
      const folder = add(URI.file(path.dirname(full)).toString(), true);
      return { folder, file: path.basename(full) };
    },
    close: async () => void (await Promise.all([...folders.keys()].map(remove))),
  };
}

/** Path inside the folder with `/`. */
function relative(folder: string, full: string): string | undefined {
  const inner = path.relative(folder, full);
  if (inner === '' || inner.startsWith('..') || path.isAbsolute(inner)) return undefined;
  return inner.split(path.sep).join('/');
}

function plain(folder: string): string {
  return folder.length > 1 ? folder.replace(/[/\\]$/, '') : folder;
}
