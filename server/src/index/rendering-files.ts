import { kustomizationNames } from '../rendering/kustomize/build.ts';
import type { Files } from '../rendering/files.ts';

/** Where the texts of a workspace come from. */
export interface FileSource {
  paths(): Iterable<string>;
  /** The text of an open document or of the file. */
  text(file: string): Promise<string | undefined>;
  bytes(file: string): Promise<Uint8Array | undefined>;
}

/** Reads what a rendering turns out to need, and knows it until it is thrown away. */
export interface RenderingFiles {
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Reads texts before they are asked for, which spares rounds. */
  read(files: Iterable<string>): Promise<void>;
  /** The files in a folder, and in the folders in it with `deep`. */
  in(folder: string, deep: boolean): readonly string[];
  /** Whether there is a file or a kustomization at a path, also one that the listing leaves out. */
  isThere(path: string): Promise<boolean>;
  /** Runs a step that needs files until it has all; gives its result and all paths that it asked for. */
  run<T>(step: (files: Files) => T): Promise<{ readonly result: T; readonly asked: ReadonlySet<string> }>;
}

const archive = /\.t?gz$/;

/** Rounds of reading what turned out to be needed. */
const maxRounds = 24;

export function openRenderingFiles(source: FileSource): RenderingFiles {
  const texts = new Map<string, string | undefined>();
  const archives = new Map<string, Uint8Array | undefined>();
  const paths = [...source.paths()].sort();
  const there = new Set(paths);
  const firstAtOrAfter = (wanted: string) => {
    let [low, high] = [0, paths.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((paths[middle] ?? '') < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const under = (folder: string) => {
    if (folder === '') return paths;
    const start = firstAtOrAfter(`${folder}/`);
    let end = start;
    while (paths[end]?.startsWith(`${folder}/`)) end++;
    return paths.slice(start, end);
  };
  const read = async (files: Iterable<string>) => {
    for (const path of files) {
      if (texts.has(path) || archives.has(path) || !there.has(path)) continue;
      if (archive.test(path)) archives.set(path, await source.bytes(path));
      else texts.set(path, await source.text(path));
    }
  };
  return {
    texts,
    read,
    in: (folder, deep) =>
      deep ? under(folder) : under(folder).filter((path) => !path.includes('/', folder === '' ? 0 : folder.length + 1)),
    async isThere(path) {
      for (const each of [path, ...kustomizationNames.map((name) => `${path}/${name}`)])
        if (there.has(each) || (await source.text(each)) !== undefined || (await source.bytes(each)) !== undefined)
          return true;
      return false;
    },
    async run(step) {
      for (let round = 1; ; round++) {
        const asked = new Set<string>();
        const missing = new Set<string>();
        const known = <V>(path: string, from: ReadonlyMap<string, V>) => {
          asked.add(path);
          if (!from.has(path) && there.has(path)) missing.add(path);
          return from.get(path);
        };
        const result = step({
          text: (path) => known(path, texts),
          bytes: (path) => known(path, archives),
          under,
        });
        if (missing.size === 0) return { result, asked };
        if (round === maxRounds) throw new Error(`more than ${maxRounds} rounds of files are needed`);
        await read(missing);
      }
    },
  };
}
