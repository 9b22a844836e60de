/** Paths of files with the folders that they are in. */
export interface PathList {
  has(path: string): boolean;
  /** Whether a folder has a file in it, however deep. */
  hasFolder(folder: string): boolean;
  /** False where the path was there already. */
  add(path: string): boolean;
  /** False where the path was not there. */
  remove(path: string): boolean;
  /** The path itself, where it is a file, and all files below it; all files for the empty path. In any order. */
  under(path: string): readonly string[];
  /** All paths, in the order in which they came. */
  values(): Iterable<string>;
  /** All paths in their order, so that nothing depends on the order in which they came; sorting a hundred thousand is felt. */
  all(): readonly string[];
}

/** A list of paths, empty at first. */
export function createPaths(): PathList {
  const paths = new Set<string>();
  /** By folder, how many files and folders are directly in it. */
  const inner = new Map<string, number>();
  let sorted: readonly string[] | undefined;
  return {
    has: (path) => paths.has(path),
    hasFolder: (folder) => inner.has(folder),
    all: () => (sorted ??= [...paths].sort()),
    values: () => paths,
    add(path) {
      if (paths.has(path)) return false;
      paths.add(path);
      sorted = undefined;
      for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
        const before = inner.get(folder) ?? 0;
        inner.set(folder, before + 1);
        if (before > 0) break;
      }
      return true;
    },
    remove(path) {
      if (!paths.delete(path)) return false;
      sorted = undefined;
      for (let folder = parentOf(path); folder !== undefined; folder = parentOf(folder)) {
        const left = (inner.get(folder) ?? 1) - 1;
        if (left > 0) {
          inner.set(folder, left);
          break;
        }
        inner.delete(folder);
      }
      return true;
    },
    under(path) {
      if (path === '') return [...paths];
      const own = paths.has(path) ? [path] : [];
      return inner.has(path) ? [...own, ...[...paths].filter((each) => each.startsWith(`${path}/`))] : own;
    },
  };
}

function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash > 0 ? path.slice(0, slash) : undefined;
}
