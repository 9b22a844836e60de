import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';

/** Source files under a folder, relative to the root. */
export function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
}

/** What a file imports: packages by name, files of ours by their path from the root. `types` for imports that leave no trace at run time. */
export function imports(file: string): { target: string; types: boolean }[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found: { target: string; types: boolean }[] = [];
  const add = (name: string, types: boolean) =>
    found.push({ target: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name, types });
  // Only the head of the file: documentation further down quotes imports.
  const statement =
    /\s*(?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"];?/y;
  for (let match = statement.exec(text); match; match = statement.exec(text))
    add(match[2] ?? '', match[1] !== undefined);
  for (const match of text.matchAll(/\bawait import\(\s*['"]([^'"]+)['"]\s*\)/g)) add(match[1] ?? '', false);
  return found;
}

/** Files that import each other in a circle, one row a circle: a group in which each file leads to each. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const reaches = new Map<string, ReadonlySet<string>>();
  const reachOf = (from: string): ReadonlySet<string> => {
    const known = reaches.get(from);
    if (known) return known;
    const seen = new Set<string>();
    const open = [...(graph.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(graph.get(next) ?? []));
    }
    reaches.set(from, seen);
    return seen;
  };
  const done = new Set<string>();
  for (const file of graph.keys()) {
    if (done.has(file) || !reachOf(file).has(file)) continue;
    const group = [...reachOf(file)].filter((each) => reachOf(each).has(file)).sort();
    for (const each of group) done.add(each);
    found.push(group);
  }
  return found;
}
