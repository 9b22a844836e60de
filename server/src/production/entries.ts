import { gather } from './gather.ts';
import type { ModuleLinks, ModuleMap } from '../model/link-fact.ts';
import { roleOf } from '../workspace/policy.ts';
import type { ProductionInput } from './input.ts';
import { folderOf, upwards } from './modules/paths.ts';
import { openNamed, tellingName, type Named } from './names.ts';

/** A package.json as far as it says what is run. */
export interface ScriptPackage {
  readonly folder: string;
  readonly map?: ModuleMap;
  readonly scripts: Readonly<Record<string, string>>;
  readonly page: boolean;
}

/** Where programs can begin, prepared for looking them up by folder and by name. */
export interface Entries {
  readonly links: ReadonlyMap<string, ModuleLinks>;
  /** Folders of Go's main packages with their files. */
  readonly goMains: ReadonlyMap<string, readonly string[]>;
  readonly javaMains: readonly string[];
  readonly pythonMains: readonly string[];
  readonly packages: ReadonlyMap<string, ScriptPackage>;
  /** Console scripts by name. */
  readonly consoleScripts: ReadonlyMap<string, readonly { readonly target: string; readonly folder: string }[]>;
  /** The language of the build file of a folder. */
  buildLanguage(folder: string): string | undefined;
  /** Most of the code below a folder; undefined where there is none. */
  languageBelow(folder: string): string | undefined;
  /** Folders with a build file. */
  readonly projects: readonly string[];
  /** The same by their name. */
  readonly projectsNamed: Named<string>;
  /** Folders of Go's main packages by the name that tells what they are. */
  readonly mainsNamed: Named<string>;
  /** Files with module links below a folder. */
  filesBelow(folder: string): readonly string[];
  /** Whether a folder is there. */
  hasFolder(folder: string): boolean;
}

const buildFiles: readonly (readonly [RegExp, string])[] = [
  [/^go\.mod$/, 'go'],
  [/^package\.json$/, 'javascript'],
  [/^(pom\.xml|build\.gradle(\.kts)?)$/, 'java'],
  [/^(pyproject\.toml|requirements([-_.](prod|production|base))?\.txt|setup\.(py|cfg)|Pipfile)$/, 'python'],
  [/\.csproj$/, 'csharp'],
  [/\.fsproj$/, 'fsharp'],
  [/^Cargo\.toml$/, 'rust'],
  [/^Gemfile$/, 'ruby'],
  [/^composer\.json$/, 'php'],
  [/^mix\.exs$/, 'elixir'],
  [/^build\.sbt$/, 'scala'],
  [/^(CMakeLists\.txt|meson\.build)$/, 'cpp'],
  [/^Package\.swift$/, 'swift'],
  [/^pubspec\.yaml$/, 'dart'],
  [/^(deps\.edn|project\.clj)$/, 'clojure'],
];

const languages: Readonly<Record<string, string>> = {
  go: 'go',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  java: 'java',
  kt: 'kotlin',
  cs: 'csharp',
  fs: 'fsharp',
  rs: 'rust',
  rb: 'ruby',
  php: 'php',
  ex: 'elixir',
  exs: 'elixir',
  scala: 'scala',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  c: 'c',
  swift: 'swift',
  dart: 'dart',
  clj: 'clojure',
  erl: 'erlang',
  hs: 'haskell',
};

/** The language of a file by its ending; undefined for what is no code. */
export function languageOfPath(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : languages[name.slice(dot + 1)];
}

/** The language that a build file builds; undefined for what is none. */
export function languageOfBuild(path: string): string | undefined {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return buildFiles.find(([pattern]) => pattern.test(base))?.[1];
}

/** Prepares what programs can begin in. */
export function openEntries({ paths, facts }: ProductionInput): Entries {
  const links = new Map<string, ModuleLinks>();
  const goMains = new Map<string, string[]>();
  const javaMains: string[] = [];
  const pythonMains: string[] = [];
  const below = new Map<string, string[]>();
  for (const { file, fact } of facts('module-links')) {
    links.set(file, fact);
    const folder = folderOf(file);
    for (const each of upwards(folder)) {
      const known = below.get(each);
      if (known) known.push(file);
      else below.set(each, [file]);
    }
    if (fact.entry !== 'main') continue;
    if (fact.language === 'go') gather(goMains, folder, file);
    if (fact.language === 'java') javaMains.push(file);
    if (fact.language === 'python') pythonMains.push(file);
  }
  const packages = new Map<string, ScriptPackage>();
  const consoleScripts = new Map<string, { target: string; folder: string }[]>();
  for (const { file, fact } of facts('module-map')) {
    const folder = folderOf(file);
    if (fact.of === 'package') packages.set(folder, { folder, map: fact, scripts: {}, page: false });
    for (const [name, target] of Object.entries(fact.of === 'python' ? (fact.scripts ?? {}) : {}))
      gather(consoleScripts, name, { target, folder });
  }
  for (const { file, fact } of facts('package-scripts')) {
    const folder = folderOf(file);
    const known = packages.get(folder) ?? { folder };
    packages.set(folder, { ...known, scripts: fact.scripts, page: fact.page === true });
  }
  const builds = new Map<string, string>();
  const counts = new Map<string, Map<string, number>>();
  for (const path of paths) {
    const folder = folderOf(path);
    const built = languageOfBuild(path);
    const language = built !== undefined && roleOf(path) === 'source' ? built : undefined;
    // A package.json beside another build file serves its assets.
    if (language && (language !== 'javascript' || !builds.has(folder))) builds.set(folder, language);
    const own = languageOfPath(path);
    for (const each of upwards(folder)) {
      const known = counts.get(each) ?? new Map<string, number>();
      counts.set(each, known);
      if (own) known.set(own, (known.get(own) ?? 0) + 1);
    }
  }
  return {
    links,
    goMains,
    javaMains,
    pythonMains,
    packages,
    consoleScripts,
    buildLanguage: (folder) => builds.get(folder),
    languageBelow: (folder) => [...(counts.get(folder) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0],
    projects: [...builds.keys()].sort(),
    projectsNamed: openNamed(
      [...builds.keys()].map((folder) => [folder.slice(folder.lastIndexOf('/') + 1), folder] as const),
    ),
    mainsNamed: openNamed([...goMains.keys()].map((folder) => [tellingName(folder) ?? '', folder] as const)),
    filesBelow: (folder) => below.get(folder) ?? [],
    hasFolder: (folder) => counts.has(folder),
  };
}
