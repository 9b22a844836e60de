import type { ProductionInput } from '../input.ts';
import { folderOf, upwards } from './paths.ts';

/**
 * Resolves Python's imports: relative ones from the file's package, the others from each folder above the file, nearest first,
 * and from the source roots of the workspace (`src`, the folders of build files). A package runs its `__init__` on the way.
 */
export function openPython({
  facts,
}: Pick<ProductionInput, 'facts'>): (file: string, module: string) => readonly string[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { file, fact } of facts('module-links')) {
    if (fact.language !== 'python') continue;
    files.add(file);
    for (const folder of upwards(folderOf(file))) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const roots = new Set<string>();
  for (const { file, fact } of facts('module-map')) if (fact.of === 'python') roots.add(folderOf(file));
  for (const root of roots.size > 0 ? roots : ['']) {
    const src = root === '' ? 'src' : `${root}/src`;
    if (folders.has(src)) roots.add(src);
  }
  const at = (root: string, parts: readonly string[]): string[] => {
    const found: string[] = [];
    let folder = root;
    for (const [index, part] of parts.entries()) {
      const path = folder === '' ? part : `${folder}/${part}`;
      if (files.has(`${path}.py`))
        return index === parts.length - 1 || found.length > 0 ? [...found, `${path}.py`] : [`${path}.py`];
      if (!folders.has(path)) return index > 0 && found.length > 0 ? found : [];
      if (files.has(`${path}/__init__.py`)) found.push(`${path}/__init__.py`);
      folder = path;
    }
    return found;
  };
  return (file, module) => {
    const relative = /^\.+/.exec(module)?.[0].length ?? 0;
    if (relative > 0) {
      let folder = folderOf(file);
      for (let step = 1; step < relative; step++) {
        if (folder === '') return [];
        folder = folderOf(folder);
      }
      const rest = module.slice(relative);
      if (rest === '') return files.has(`${folder}/__init__.py`) ? [`${folder}/__init__.py`] : [];
      return at(folder, rest.split('.'));
    }
    const parts = module.split('.');
    for (const root of upwards(folderOf(file))) {
      const found = at(root, parts);
      if (found.length > 0) return found;
    }
    for (const root of roots) {
      const found = at(root, parts);
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** Finds the folders of a package: the nearest one above a file, else all that end in its name. */
export function openFolders({
  facts,
}: Pick<ProductionInput, 'facts'>): (file: string, module: string) => readonly string[] {
  const folders = new Set<string>();
  for (const { file, fact } of facts('module-links'))
    if (fact.language === 'python') for (const folder of upwards(folderOf(file))) folders.add(folder);
  return (file, module) => {
    const path = module.replaceAll('.', '/');
    for (const root of upwards(folderOf(file))) {
      const found = root === '' ? path : `${root}/${path}`;
      if (folders.has(found)) return [found];
    }
    return [...folders].filter((each) => each.endsWith(`/${path}`));
  };
}
