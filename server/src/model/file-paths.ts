/** The last segment of a path with `/`. */
export function baseOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** The folder of a path with `/`; `.` for a file at the top. */
export function folderOf(file: string): string {
  const at = file.lastIndexOf('/');
  return at < 0 ? '.' : file.slice(0, at) || '/';
}

/** A path below a folder, without `.`, `..` and empty segments; it may lead out by `..` at its beginning. */
export function joinedPath(folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of `${folder}/${target}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    const last = segments.at(-1);
    if (segment === '..' && last !== undefined && last !== '..') segments.pop();
    else segments.push(segment);
  }
  const ends = target.endsWith('/') && segments.length > 0 ? '/' : '';
  return (segments.join('/') || '.') + ends;
}
