/** The path that a relative one leads to from a folder; undefined where it leads out of the workspace. */
export function joined(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder of a path; '' for the workspace's own. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The folder itself and those above it, the nearest first, '' last. */
export function* upwards(folder: string): Generator<string> {
  for (let each = folder; ; each = folderOf(each)) {
    yield each;
    if (each === '') return;
  }
}
