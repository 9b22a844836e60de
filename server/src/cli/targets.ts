import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './arguments.ts';

/** What the paths on the command line ask for. */
export interface Targets {
  /** Absolute folder that paths are shown relative to. */
  readonly root: string;
  /** Files that were named, relative to the root; absent when a folder is read whole. */
  readonly named?: ReadonlySet<string>;
  /** Folders inside the root to which the report is limited; absent when the root is read whole. */
  readonly folders?: readonly string[];
  /** The folders belong to no repository in common: nothing beside them is read. */
  readonly apart?: boolean;
}

/** One folder is the root; several paths have their nearest common folder as root. */
export function findTargets(paths: readonly string[], cwd: string): Targets {
  const full = (paths.length === 0 ? ['.'] : paths).map((each) => path.resolve(cwd, each));
  const kinds = full.map(kindOf);
  const first = full[0] ?? cwd;
  if (full.length === 1 && kinds[0] === 'folder') return { root: realpathSync(first) };
  const root = realpathSync(common(full.map((each, index) => (kinds[index] === 'folder' ? each : path.dirname(each)))));
  const inner = full.map((each) => path.relative(root, realpathSync(each)).split(path.sep).join('/'));
  const folders = inner.filter((_, index) => kinds[index] === 'folder');
  // In a repository the rest is read as well, for what joins files; elsewhere strangers may share nothing but a parent.
  if (folders.length > 0) return { root, folders: inner, apart: !isInRepository(root) };
  return { root, named: new Set(inner) };
}

/** What an absolute path is. Throws a `UsageError` where it is neither. */
export function kindOf(full: string): 'file' | 'folder' {
  const stats = statSync(full, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`there is no file or folder ${full}`);
  if (!stats.isDirectory() && !stats.isFile()) throw new UsageError(`${full} is not a regular file or folder`);
  return stats.isDirectory() ? 'folder' : 'file';
}

function isInRepository(folder: string): boolean {
  return repositoryOf(folder) !== undefined;
}

/** The root of the repository that holds a folder; undefined where none does. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** A folder as paths from the root of its repository begin (`services/api/`); empty for the root, and where there is no repository. */
export function prefixInRepository(folder: string): string {
  const repository = repositoryOf(folder);
  const inner = repository === undefined ? '' : path.relative(repository, folder).split(path.sep).join('/');
  return inner === '' ? '' : `${inner}/`;
}

function common(folders: readonly string[]): string {
  const [first = path.sep, ...rest] = folders;
  let best = first;
  while (!rest.every((each) => each === best || each.startsWith(best.endsWith(path.sep) ? best : best + path.sep))) {
    best = path.dirname(best);
  }
  return best;
}
