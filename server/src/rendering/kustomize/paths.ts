/** A path from a folder of the workspace; undefined for an address and for what lies outside. */
export function pathFrom(folder: string, path: string): string | undefined {
  if (path === '' || path.startsWith('/') || isRemote(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a resource is fetched from elsewhere: an address of a file or of a repository. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*::?\/?\/|git::|git@|gh:|github\.com[/:]|[\w.-]+@[\w.-]+:)|[?&](?:ref|version|timeout|submodules)=/i.test(
    path,
  );
}

/** A file in a folder; the workspace's root is the empty text. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder of a file. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
