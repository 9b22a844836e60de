import type { ProcessStart, StartScript } from '../../model/image-fact.ts';
import type { ProgramKind } from '../../model/production.ts';
import type { Located } from '../../model/rule.ts';
import type { Entries } from '../entries.ts';
import type { Modules } from '../modules/modules.ts';
import { folderOf, joined, upwards } from '../modules/paths.ts';

/** Where a command runs. */
export interface Setting {
  /** Folders of the workspace in which its files may be, the likeliest first. */
  readonly roots: readonly string[];
  readonly workdir?: string | undefined;
  /** Commands that built what it runs. */
  readonly builds: readonly string[];
  /** Files that were copied into the image, by their own names. */
  readonly copied?: ReadonlyMap<string, string>;
  /** Name of what is started, where several programs fit: of the image, the workload. */
  readonly names: readonly string[];
}

/** What a command runs. */
export interface Ran {
  /** Files that run first; none where the language is not read. */
  readonly entries: readonly string[];
  readonly language: string;
  readonly folder: string;
  readonly kind?: ProgramKind;
  /** It was found by its place alone, and not by what the command names. */
  readonly guessed?: true;
}

export interface CommandTools {
  readonly entries: Entries;
  readonly modules: Modules;
  readonly paths: ReadonlySet<string>;
  readonly scripts: ReadonlyMap<string, StartScript>;
  /** Whether an image is a product of others. */
  isProduct(image: string): boolean;
  readonly processes: readonly Located<ProcessStart>[];
  /** Packages of Go by the name of the binary that a Makefile or a release makes of them. */
  readonly binaries: ReadonlyMap<string, readonly { readonly folder: string; readonly target: string }[]>;
}

/** Tools with the way back: what a command starts may be a command again. */
export interface Running extends CommandTools {
  run(words: readonly string[], setting: Setting): Ran | undefined;
}

/** The file of the workspace that a path in a container means: its endings are tried in the folders where it may be. */
export function sourceOf(
  written: string,
  { roots, workdir, copied }: Setting,
  { paths, modules, entries }: CommandTools,
): string | undefined {
  const plain = written.replace(/^\.\//, '').replace(/^file:/, '');
  if (plain === '' || /[$*]/.test(plain)) return undefined;
  const absolute = plain.startsWith('/') ? plain.slice(1) : joined((workdir ?? '').replace(/^\//, ''), plain);
  const parts = (absolute ?? plain).split('/');
  const own = plain.startsWith('/') ? [] : [plain];
  const suffixes = [...own, ...parts.map((_, at) => parts.slice(at).join('/'))];
  const fits = (path: string | undefined) => {
    if (path === undefined) return undefined;
    if (paths.has(path)) return path;
    const source = /\.[cm]?js$|\/$|^[^.]+$/.test(path) ? modules.built(path) : undefined;
    return source !== undefined && entries.links.has(source) ? source : undefined;
  };
  for (const root of roots) {
    for (const suffix of suffixes) {
      const found = fits(joined(root, suffix));
      if (found !== undefined) return found;
    }
  }
  return copied?.get(parts.at(-1) ?? '');
}

/** The folders of the workspace that a path of folders in a container may mean, below where the command runs. */
export function foldersIn({ roots }: Setting, written: string, { hasFolder }: Pick<Entries, 'hasFolder'>): string[] {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.');
  const suffixes = parts.map((_, at) => parts.slice(at).join('/'));
  return suffixes
    .flatMap((suffix) => roots.map((root) => joined(root, suffix) ?? ''))
    .filter((each) => each !== '' && hasFolder(each));
}

/** The program that begins in a file. */
export function ofFile(file: string, { entries }: Pick<CommandTools, 'entries'>, kind?: ProgramKind): Ran {
  const language = entries.links.get(file)?.language ?? 'unknown';
  const files = language === 'go' ? (entries.goMains.get(folderOf(file)) ?? [file]) : [file];
  return { entries: files, language, folder: folderOf(file), ...(kind ? { kind } : {}) };
}

/** The folders that are looked through: not the workspace's own where the image has a project of its own. */
export function ownRoots({ roots }: Setting, { entries }: CommandTools): readonly string[] {
  const own = roots.filter((root) => root !== '');
  return own.some((root) => entries.buildLanguage(root) !== undefined) ? own : roots;
}

/** The file of a module of Python. */
export function moduleFile(module: string, { roots }: Setting, { modules, paths }: CommandTools): string | undefined {
  const path = module.replaceAll('.', '/');
  for (const root of roots) {
    for (const each of [
      `${path}.py`,
      `src/${path}.py`,
      `${path}/__main__.py`,
      `${path}/__init__.py`,
      `src/${path}/__main__.py`,
      `src/${path}/__init__.py`,
    ]) {
      const found = joined(root, each);
      if (found !== undefined && paths.has(found)) return found;
    }
    const found = modules.resolve(root === '' ? 'x.py' : `${root}/x.py`, module).at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The program that all files of a language below a folder are. */
export function ofFolder(language: string, folder: string, { entries }: CommandTools): Ran {
  const files = entries.filesBelow(folder).filter((file) => entries.links.get(file)?.language === language);
  return { entries: files, language, folder };
}

/** A program of a language whose entry is not told by the command: the nearest folder with a build file of it. */
export function ofLanguage(
  language: string,
  setting: Setting,
  tools: CommandTools,
  kind?: ProgramKind,
): Ran | undefined {
  for (const root of setting.roots) {
    const folder = [...upwards(root)].find(
      (each) => tools.entries.buildLanguage(each) === language && (root !== '' || each === ''),
    );
    if (folder === undefined && tools.entries.languageBelow(root) !== language) continue;
    return { ...ofFolder(language, folder ?? root, tools), ...(kind ? { kind } : {}) };
  }
  return undefined;
}
