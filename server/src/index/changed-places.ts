import { isSkippedFolder, neverEntered } from '../workspace/policy.ts';

/** Places that are listed one by one; of more, those that are deepest are put together in their folders. */
const manyPlaces = 50;

/**
 * Where to look for what a change of these paths may have changed: the path, or for an ignore file its folder; at most fifty
 * files and folders, none inside of another. Paths in folders that are never listed are left out.
 */
export function changedPlaces(paths: readonly string[], { all = false }: { readonly all?: boolean }): string[] {
  const isNever = (name: string) => neverEntered.has(name) || (!all && isSkippedFolder(name));
  let places = new Set(
    paths.filter((path) => !path.split('/').some(isNever)).map((path) => path.replace(/(^|\/)\.(git|prr)ignore$/, '')),
  );
  while (places.size > manyPlaces) {
    const deepest = [...places].reduce((most, place) => Math.max(most, depth(place)), 0);
    places = new Set([...places].map((place) => (depth(place) === deepest ? parentOf(place) : place)));
  }
  return [...places].filter((place) => {
    for (let folder = place; folder !== '';) {
      folder = parentOf(folder);
      if (places.has(folder)) return false;
    }
    return true;
  });
}

/** Whether a path is in a folder, or is it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function depth(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
