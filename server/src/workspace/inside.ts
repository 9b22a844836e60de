import path from 'node:path';

/** Whether an absolute path is a folder or lies below it; by name alone, links are not looked at. */
export function isWithin(root: string, full: string): boolean {
  return full === root || full.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

/** The absolute path of a file of a workspace; undefined for one whose name leads out of it. */
export function resolveInside(root: string, file: string): string | undefined {
  const full = path.resolve(root, file);
  return isWithin(path.resolve(root), full) ? full : undefined;
}
