import { gather } from '../gather.ts';
import type { ProductionInput } from '../input.ts';
import { folderOf, joined } from './paths.ts';

/** Resolves Go's imports: a package is all files of its folder. */
export function openGo({ facts }: Pick<ProductionInput, 'facts'>): (file: string, module: string) => readonly string[] {
  const packages = new Map<string, string[]>();
  for (const { file, fact } of facts('module-links')) {
    if (fact.language !== 'go') continue;
    const folder = folderOf(file);
    gather(packages, folder, file);
  }
  // Longest first: a module may lie in another.
  const modules: { prefix: string; folder: string }[] = [];
  for (const { file, fact } of facts('module-map')) {
    if (fact.of !== 'go' || fact.name === undefined) continue;
    const folder = folderOf(file);
    modules.push({ prefix: fact.name, folder });
    for (const [prefix, to] of Object.entries(fact.replaces ?? {})) {
      const target = joined(folder, to);
      if (target !== undefined) modules.push({ prefix, folder: target });
    }
  }
  modules.sort((a, b) => b.prefix.length - a.prefix.length);
  return (file, module) => {
    // Files of one package use each other without an import.
    if (module === '.') return packages.get(folderOf(file)) ?? [];
    const own = modules.find(({ prefix }) => module === prefix || module.startsWith(`${prefix}/`));
    if (!own) return [];
    const inner = module.slice(own.prefix.length + 1);
    return packages.get(own.folder === '' ? inner : inner === '' ? own.folder : `${own.folder}/${inner}`) ?? [];
  };
}
