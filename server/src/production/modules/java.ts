import { gather } from '../gather.ts';
import type { ProductionInput } from '../input.ts';
import { folderOf } from './paths.ts';

/** Resolves Java's imports over all source roots; `.` stands for the package of the file itself, whose classes need no import. */
export function openJava({
  facts,
}: Pick<ProductionInput, 'facts'>): (file: string, module: string) => readonly string[] {
  const classes = new Map<string, string[]>();
  const packages = new Map<string, string[]>();
  const packageOf = new Map<string, string>();
  for (const { file, fact } of facts('module-links')) {
    if (fact.language !== 'java') continue;
    const own = fact.package ?? '';
    const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.java$/, '');
    const full = own === '' ? name : `${own}.${name}`;
    gather(classes, full, file);
    gather(packages, own, file);
    packageOf.set(file, own);
  }
  const near = (file: string, found: readonly string[]) => {
    // The same class in several modules: that of the file's own module, else all.
    const module = moduleOf(file);
    const own = found.filter((each) => moduleOf(each) === module);
    return own.length > 0 ? own : found;
  };
  return (file, module) => {
    if (module === '.')
      return near(file, packages.get(packageOf.get(file) ?? '') ?? []).filter(
        (each) => folderOf(each) === folderOf(file),
      );
    if (module.endsWith('.*')) {
      const name = module.slice(0, -2);
      return near(file, packages.get(name) ?? classes.get(name) ?? []);
    }
    // An inner class is in the file of the outer one.
    for (let name = module; name.includes('.'); name = name.slice(0, name.lastIndexOf('.'))) {
      const found = classes.get(name);
      if (found) return near(file, found);
    }
    return [];
  };
}

/** The folder above the source root: `orders` of `orders/src/main/java/shop/Orders.java`. */
export function moduleOf(file: string): string {
  return /^(.*?)\/?src\/(?:main\/)?(?:java|kotlin)\//.exec(file)?.[1] ?? folderOf(file);
}
