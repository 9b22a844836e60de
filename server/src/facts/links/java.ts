import type { Links } from './found.ts';

const clause = /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m;
const one = /^[ \t]*import[ \t]+(static[ \t]+)?([\w.]+(?:\.\*)?)[ \t]*;/gm;
const main = /\bstatic\s+(?:final\s+)?void\s+main\s*\(|@SpringBootApplication\b|@QuarkusMain\b/;
const loaded = /\bClass\.forName\(\s*(?:"([\w.$]{1,300})"|(?=[^")\s]))/g;

/** Imports and package of a Java file; of a static import the class. */
export function javaLinks(text: string): Links {
  const name = clause.exec(text)?.[1];
  const imports = new Set<string>();
  let dynamic = false;
  for (const [, isStatic, path = ''] of text.matchAll(one))
    imports.add(isStatic === undefined ? path : path.slice(0, path.lastIndexOf('.')));
  for (const [, module] of text.matchAll(loaded)) {
    if (module === undefined) dynamic = true;
    else imports.add(module);
  }
  return {
    ...(name === undefined ? {} : { package: name }),
    imports: [...imports],
    ...(dynamic ? { dynamic: true as const } : {}),
    ...(main.test(text) ? { entry: 'main' as const } : {}),
  };
}
