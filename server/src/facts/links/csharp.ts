import type { Links } from './found.ts';

const clause = /^[ \t\uFEFF]*namespace[ \t]+([\w.]+)/m;
const one = /^[ \t\uFEFF]*(?:global[ \t]+)?using[ \t]+(static[ \t]+)?(?:\w+[ \t]*=[ \t]*)?([\w.]+)[ \t]*;/gm;
const main = /\bstatic\s+(?:async\s+)?(?:void|int|Task(?:<int>)?)\s+Main\s*\(/;
/** What a program in statements begins with: a host that it builds. */
const host = /^(?:var|[A-Z]\w*)[ \t]+\w+[ \t]*=[ \t]*(?:WebApplication|Host|DistributedApplication)\.Create\w*\(/m;

/** Namespace and used namespaces of a file of C#; of a static one the class. */
export function csharpLinks(text: string): Links {
  const name = clause.exec(text)?.[1];
  const imports = new Set<string>();
  for (const [, , path = ''] of text.matchAll(one)) imports.add(path);
  return {
    ...(name === undefined ? {} : { package: name }),
    imports: [...imports],
    ...(main.test(text) || host.test(text) ? { entry: 'main' as const } : {}),
  };
}
