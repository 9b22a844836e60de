import type { ModuleChoice, ModuleLinks } from '../model/link-fact.ts';
import type { ProductionInput } from './input.ts';
import { loadedBy } from './loaded.ts';
import { openLive, type Leaving, type Live } from './modules/go-live.ts';
import { openModules, type Modules } from './modules/modules.ts';
import { openFolders } from './modules/python.ts';
import { folderOf, upwards } from './modules/paths.ts';

/** What programs can run. */
export interface Reach {
  /** All files that are run by one that is run, entries among them. */
  readonly files: ReadonlySet<string>;
  /** Files of Go that are taken in with a package, and of which nothing is run. */
  readonly idle: ReadonlySet<string>;
  /** Of files of Go, the declarations that are run, `Server.Run` for a method; those of other languages are not told apart. */
  readonly live: Live['live'];
  /** Folders in which a loader may load what it likes. */
  readonly loads: ReadonlySet<string>;
}

/** A branch of a program, with the files that it takes in. */
export interface Choice extends Pick<ModuleChoice, 'names' | 'by' | 'mentions'> {
  readonly files: ReadonlySet<string>;
}

/** Languages in which files of one package, or of one project, use each other without an import. */
const packaged: ReadonlySet<ModuleLinks['language']> = new Set(['go', 'java', 'csharp']);

export interface Reaching {
  reach(entries: readonly string[], leaving?: Leaving): Reach;
  readonly modules: Modules;
  /** By file, the commands that it registers. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  /** By file, what it runs by a word of the command line: names with files. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
}

/** Follows imports, and what frameworks load without one. Each file's links are resolved once. */
export function openReach(input: Pick<ProductionInput, 'paths' | 'facts'>): Reaching {
  const modules = openModules(input);
  const links = new Map(input.facts('module-links').map(({ file, fact }) => [file, fact]));
  const loaded = loadedBy(input, modules);
  const prefixed = openFolders(input);
  const liveIn = openLive(input, modules);
  const edges = new Map<string, readonly string[]>();
  const edgesOf = (file: string): readonly string[] => {
    const known = edges.get(file);
    if (known) return known;
    const fact = links.get(file);
    const own = fact && packaged.has(fact.language) ? ['.'] : [];
    const found = new Set([...own, ...(fact?.imports ?? [])].flatMap((module) => modules.resolve(file, module)));
    for (const each of loaded(file)) found.add(each);
    found.delete(file);
    const all = [...found];
    edges.set(file, all);
    return all;
  };
  /** A module of Python runs the `__init__` of each package that it is in. */
  const packagesOf = (file: string): string[] => {
    const found: string[] = [];
    for (const folder of upwards(folderOf(file))) {
      const init = folder === '' ? '__init__.py' : `${folder}/__init__.py`;
      if (!links.has(init)) break;
      found.push(init);
    }
    return found;
  };
  return {
    modules,
    commands: new Map([...links].flatMap(([file, { commands }]) => (commands ? [[file, commands] as const] : []))),
    choices: new Map(
      [...links].flatMap(([file, { choices }]) =>
        choices
          ? [[file, choices.map((each) => branchOf(each, (module) => modules.resolve(file, module)))] as const]
          : [],
      ),
    ),
    reach(entries, leaving = leavesNothing) {
      const files = new Set<string>(entries);
      const begun = new Set(entries);
      const loads = new Set<string>();
      // The set grows while it is gone through, and gives what was added.
      for (const file of files) {
        if (links.get(file)?.dynamic) loads.add(folderOf(file));
        for (const prefix of links.get(file)?.loads ?? [])
          for (const folder of prefixed(file, prefix)) loads.add(folder);
        for (const next of edgesOf(file)) if (!leaving.isLeftOut(next, file)) files.add(next);
        if (file.endsWith('.py') && !(begun.has(file) && isScript(file, links.get(file))))
          for (const next of packagesOf(file)) files.add(next);
      }
      const { live, idle } = liveIn(entries, files, leaving);
      for (const file of idle) files.delete(file);
      return { files, idle, live, loads };
    },
  };
}

const leavesNothing: Leaving = { isLeftOut: () => false };

function branchOf(
  { names, by, modules, mentions }: ModuleChoice,
  resolve: (module: string) => readonly string[],
): Choice {
  return { names, by, mentions, files: new Set(modules.flatMap(resolve)) };
}

/** What begins in a file that is run by its path is in no package; `__main__` is run by its package's name. */
function isScript(file: string, link: ModuleLinks | undefined): boolean {
  return link?.entry !== undefined && !file.endsWith('/__main__.py');
}
