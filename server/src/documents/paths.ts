import { baseOf, folderOf, joinedPath } from '../model/file-paths.ts';

/** The paths of a workspace, so that a text that names some can be read. */
export interface Paths {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Paths by their last segment. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Takes in all paths, once for many texts. */
export function openPaths(all: Iterable<string>): Paths {
  const files = new Set<string>();
  const folders = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const file of all) {
    files.add(file);
    const name = baseOf(file);
    const same = byName.get(name);
    if (same) same.push(file);
    else byName.set(name, [file]);
    for (let at = file.lastIndexOf('/'); at > 0 && !folders.has(file.slice(0, at)); at = file.lastIndexOf('/', at - 1))
      folders.add(file.slice(0, at));
  }
  return { files, folders, byName };
}

/**
 * Files and folders of the workspace that a text of Markdown names: a path, the end of one that only one file has,
 * or a link from the text's own file. A word alone is none: `search` is more often what the service does.
 */
export function namedIn(source: string, from: string, paths: Paths): string[] {
  const folder = folderOf(from);
  const found = new Set<string>();
  for (const [, target = ''] of source.matchAll(/\]\(((?:[^)\s\]]|\](?!\())+)\)/g)) {
    const to = joinedPath(folder, target.split('#')[0] ?? '');
    const known = at(to.replace(/\/$/, ''), paths);
    if (known !== undefined) found.add(known);
  }
  const words = source.replace(/\]\((?:[^)\]]|\](?!\())*\)/g, ']').replace(/\b[a-z]+:\/\/\S+/gi, ' ');
  for (const token of tokensOf(words)) {
    const word = token.replace(/^\.?\//, '').replace(/[./]+$/, '');
    const known = at(word, paths);
    if (known !== undefined && (word.includes('/') || token.endsWith('/') || paths.files.has(known))) {
      found.add(known);
      continue;
    }
    const name = word.slice(word.lastIndexOf('/') + 1);
    const ends = (paths.byName.get(name) ?? []).filter((each) => each === word || each.endsWith(`/${word}`));
    const [only] = ends;
    if (ends.length === 1 && only !== undefined) found.add(only);
  }
  return [...found].sort();
}

/** No path is longer, and a run without an end must not be searched from each of its signs. */
const maxRun = 400;

function tokensOf(words: string): string[] {
  const runs = [...words.matchAll(/[\w.@/-]+/g)].filter(([run]) => run.length <= maxRun);
  return runs.flatMap(([run]) => run.match(tokens) ?? []);
}

/**
 * Files and folders below some folders that a text names and that are there no longer: whole paths alone, as nothing else
 * tells where they stood. A route is none: `/api/v1`.
 */
export function goneIn(source: string, from: string, { paths, folders }: { paths: Paths; folders: readonly string[] }) {
  const links = [...source.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) =>
    joinedPath(folderOf(from), target.split('#')[0] ?? ''),
  );
  const words = source.replace(/\]\([^)]*\)/g, ']').replace(/\b[a-z]+:\/\/\S+/gi, ' ');
  const all = [...links, ...tokensOf(words)];
  const found = all.flatMap((token) => {
    const word = token.replace(/^\.\//, '').replace(/[./]+$/, '');
    const isPath = token.endsWith('/') || /\.[A-Za-z]\w{0,9}$/.test(word);
    const isBelow = folders.some((folder) => word.startsWith(`${folder}/`) || (token.endsWith('/') && word === folder));
    if (!isPath || !isBelow || at(word, paths) !== undefined) return [];
    const ends = paths.byName.get(word.slice(word.lastIndexOf('/') + 1)) ?? [];
    return ends.some((each) => each.endsWith(`/${word}`)) ? [] : [word];
  });
  return [...new Set(found)].sort();
}

const tokens =
  /[\w.@-]*(?:\/[\w.@-]+)+\/?|[\w.@-]+\/(?![\w/])|[\w@-][\w.@-]*\.[A-Za-z]\w{0,9}\b|\b(?:Dockerfile|Makefile|Jenkinsfile)\b/g;

function at(word: string, { files, folders }: Paths): string | undefined {
  return files.has(word) || folders.has(word) ? word : undefined;
}
