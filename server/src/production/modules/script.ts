import type { ModuleMap } from '../../model/link-fact.ts';
import type { ProductionInput } from '../input.ts';
import { folderOf, joined, upwards } from './paths.ts';

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte'];
/** Sources by the ending of what is built from them. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
/** Folders of built output, and where their sources usually are. */
const output = /^(dist|build|out|lib|output|\.output|\.next|compiled|esm|cjs)$/;
const sourceFolders = ['src', 'source', 'lib', 'app', 'server', ''];

export interface Scripts {
  resolve(file: string, module: string): readonly string[];
  /** The source of a built file; the file itself where it is there. */
  built(path: string): string | undefined;
}

interface Config {
  readonly fact: ModuleMap;
  readonly folder: string;
}

/** Resolves imports of TypeScript and JavaScript: relative, `paths` and `baseUrl`, packages of the workspace, `#imports`. */
export function openScripts({ paths, facts }: Pick<ProductionInput, 'paths' | 'facts'>): Scripts {
  const configs = new Map<string, Config>();
  const packages = new Map<string, Config>();
  const packageIn = new Map<string, Config>();
  for (const { file, fact } of facts('module-map')) {
    const config = { fact, folder: folderOf(file) };
    if (fact.of === 'tsconfig') configs.set(file, config);
    if (fact.of !== 'package') continue;
    packageIn.set(config.folder, config);
    if (fact.name !== undefined && !packages.has(fact.name)) packages.set(fact.name, config);
  }
  /** The file that a path without ending, with another ending or of a folder means. */
  const fileAt = (path: string | undefined): string | undefined => {
    if (path === undefined) return undefined;
    const dot = path.slice(path.lastIndexOf('/') + 1).lastIndexOf('.');
    const ending = dot > 0 ? path.slice(path.lastIndexOf('/') + 1 + dot) : '';
    const stem = path.slice(0, path.length - ending.length);
    if (paths.has(path)) return path;
    // One after the other: most are found by the first endings, and this is asked for each import.
    for (const each of sources[ending] ?? []) if (paths.has(stem + each)) return stem + each;
    for (const each of endings) if (paths.has(path + each)) return path + each;
    const index = path === '' ? 'index' : `${path}/index`;
    for (const each of endings) if (paths.has(index + each)) return index + each;
    return undefined;
  };
  const built = (path: string): string | undefined => {
    const own = fileAt(path);
    if (own !== undefined) return own;
    const parts = path.split('/');
    for (const [at, part] of parts.entries()) {
      if (!output.test(part)) continue;
      const before = parts.slice(0, at).join('/');
      const behind = parts.slice(at + 1);
      const config = configs.get(before === '' ? 'tsconfig.json' : `${before}/tsconfig.json`);
      const root = config?.fact.rootDir;
      const folders = [...(root === undefined ? [] : [root]), ...sourceFolders].map(
        (each) => joined(before, each) ?? '',
      );
      // The whole path first: one folder less may be another file of that name.
      for (const rest of [behind, behind.slice(1)]) {
        for (const folder of rest.length === 0 ? [] : folders) {
          const found = fileAt(joined(folder, rest.join('/')));
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  };
  const inPackage = ({ fact, folder }: Config, subpath: string): string | undefined => {
    const key = subpath === '' ? '.' : `./${subpath}`;
    const targets = [matched(fact.subpaths ?? {}, key), ...(subpath === '' ? (fact.entries ?? []) : [])];
    for (const target of targets) {
      const found = target === undefined ? undefined : built(joined(folder, target) ?? '');
      if (found !== undefined) return found;
    }
    return subpath === ''
      ? (fileAt(joined(folder, 'src/index')) ?? fileAt(folder))
      : (fileAt(joined(folder, subpath)) ?? fileAt(joined(folder, `src/${subpath}`)));
  };
  /** A tsconfig with what it takes over from others, nearest first. */
  const chains = new Map<string, readonly Config[]>();
  const chainOf = (file: string, depth = 0): readonly Config[] => {
    const known = chains.get(file);
    if (known) return known;
    const own = configs.get(file);
    if (!own || depth > 8) return [];
    chains.set(file, [own]);
    const above = (own.fact.extends ?? []).flatMap((each) => {
      if (!each.startsWith('.')) return [];
      const path = joined(own.folder, each) ?? '';
      return [path, `${path}.json`, `${path}/tsconfig.json`].filter((candidate) => configs.has(candidate)).slice(0, 1);
    });
    const chain = [own, ...above.flatMap((each) => chainOf(each, depth + 1))];
    chains.set(file, chain);
    return chain;
  };
  const configOf = new Map<string, readonly Config[]>();
  const configsFor = (folder: string): readonly Config[] => {
    const known = configOf.get(folder);
    if (known) return known;
    let found: readonly Config[] = [];
    for (const each of upwards(folder)) {
      const inside = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json', 'tsconfig.app.json'];
      found = inside.flatMap((name) => chainOf(each === '' ? name : `${each}/${name}`));
      if (found.some(({ fact }) => fact.paths ?? fact.baseUrl)) break;
    }
    configOf.set(folder, found);
    return found;
  };
  const byPaths = (folder: string, module: string): string | undefined => {
    for (const { fact, folder: at } of configsFor(folder)) {
      const base = joined(at, fact.baseUrl ?? '.') ?? '';
      for (const [pattern, targets] of Object.entries(fact.paths ?? {})) {
        const rest = restOf(pattern, module);
        if (rest === undefined) continue;
        for (const target of targets) {
          const found = fileAt(
            joined(
              base,
              target.replace('*', () => rest),
            ),
          );
          if (found !== undefined) return found;
        }
      }
      const direct = fact.baseUrl === undefined ? undefined : fileAt(joined(base, module));
      if (direct !== undefined) return direct;
    }
    return undefined;
  };
  return {
    built,
    resolve(file, module) {
      const folder = folderOf(file);
      const plain = module.replace(/[?#](?!.*\/).*$/, (suffix) => (module.startsWith('#') ? suffix : ''));
      if (/^\.{1,2}(\/|$)/.test(plain)) return one(fileAt(joined(folder, plain)) ?? built(joined(folder, plain) ?? ''));
      if (plain.startsWith('/')) return one(fileAt(joined('', plain)));
      if (plain.startsWith('#')) {
        for (const each of upwards(folder)) {
          const own = packageIn.get(each);
          const target = own ? matched(own.fact.subpaths ?? {}, plain) : undefined;
          if (own && target !== undefined) return one(built(joined(own.folder, target) ?? ''));
        }
      }
      const aliased = byPaths(folder, plain);
      if (aliased !== undefined) return [aliased];
      const [name, subpath] = splitPackage(plain);
      const own = packages.get(name);
      if (own) return one(inPackage(own, subpath));
      // Aliases of bundlers that no tsconfig tells: `@/x` and `~/x` are the sources of the package.
      const alias = /^[@~]\/(.+)$/.exec(plain)?.[1];
      if (alias === undefined) return [];
      const root = [...upwards(folder)].find((each) => packageIn.has(each)) ?? '';
      return one(
        fileAt(joined(root, `src/${alias}`)) ?? fileAt(joined(root, alias)) ?? fileAt(joined(root, `app/${alias}`)),
      );
    },
  };
}

function one(file: string | undefined): readonly string[] {
  return file === undefined ? [] : [file];
}

function splitPackage(module: string): [string, string] {
  const parts = module.split('/');
  const length = module.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}

/** What the star of a pattern stands for; undefined where it does not match. */
function restOf(pattern: string, module: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === module ? '' : undefined;
  const [before, behind] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = module.length >= before.length + behind.length && module.startsWith(before) && module.endsWith(behind);
  return fits ? module.slice(before.length, module.length - behind.length) : undefined;
}

/** The target of a subpath, also by a pattern with a star. */
function matched(subpaths: Readonly<Record<string, string>>, key: string): string | undefined {
  if (Object.hasOwn(subpaths, key)) return subpaths[key];
  for (const [pattern, target] of Object.entries(subpaths)) {
    const rest = pattern.includes('*') ? restOf(pattern, key) : undefined;
    if (rest !== undefined) return target.replace('*', () => rest);
  }
  return undefined;
}
