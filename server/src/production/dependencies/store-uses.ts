import { gather } from '../gather.ts';
import type { DependencyKind, Program } from '../../model/production.ts';
import type { Place } from '../../model/span.ts';
import { openShared } from '../shared-code.ts';
import { productOfLibrary, productOfModule, type Product } from './stores.ts';
import { folderOf } from '../modules/paths.ts';
import type { ModuleLinks } from '../../model/link-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { DependencyInput } from './input.ts';

/** That a service is a client of a product. */
export interface StoreUse {
  /** Name of the service. */
  readonly from: string;
  readonly store: {
    readonly name: string;
    readonly kind: DependencyKind;
    readonly alias: RegExp;
    readonly library: string;
  };
  readonly at: Place;
}

/**
 * Databases, caches and queues of services by what their programs import; for Java by the build file nearest to the program,
 * as its drivers are named nowhere else.
 */
export function openStores({ services, programs, facts }: DependencyInput): StoreUse[] {
  const found = new Map<string, StoreUse>();
  const add = (from: string, { name, what, alias }: Product, { library, at }: { library: string; at: Place }) => {
    const key = `${from}\t${name}`;
    const kind = what.includes('queue') ? 'queue' : 'datastore';
    if (!found.has(key)) found.set(key, { from, store: { name, kind, alias, library }, at });
  };
  const isShared = openShared(programs, services);
  const connectors = connectorFolders(facts('module-links'));
  const byId = new Map(programs.map((program) => [program.id, program]));
  const links = new Map(facts('module-links').map(({ file, fact }) => [file, fact]));
  const libraries = new Map<string, { file: string; name: string; span: Place['span'] }[]>();
  for (const { file, fact } of facts('library')) {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    gather(libraries, folder, { file, name: fact.name, span: fact.span });
  }
  for (const service of services) {
    const program = service.program === undefined ? undefined : byId.get(service.program);
    if (!program || program.undecided) continue;
    for (const file of program.files) {
      if (isShared(file) || connectors.has(folderOf(file))) continue;
      const fact = links.get(file);
      for (const module of fact && fact.language !== 'java' ? fact.imports : []) {
        const known = productOfModule(fact?.language ?? '', module);
        if (known)
          add(service.name, known.product, { library: known.library, at: { file, span: { start: 0, end: 0 } } });
      }
    }
    const isBuilt = program.language === 'java' || program.language === 'kotlin';
    // Drivers of Java are named nowhere else, and Django finds its own by a name in its settings.
    const folders = isBuilt
      ? modulesOf(program, { libraries, isShared })
      : program.language === 'python'
        ? [...nearest(program.folder, libraries)]
        : [];
    for (const { file, name, span } of folders.flatMap((folder) => libraries.get(folder) ?? [])) {
      const product = productOfLibrary(name);
      if (product) add(service.name, product, { library: name, at: { file, span } });
    }
  }
  return [...found.values()];
}

/** So many products in one folder, a file for each, are systems of others that users connect. */
const fewestConnectors = 4;

/** Folders with a file for each of many products: monitors, query runners, connectors. What a service keeps its own data in is set up elsewhere. */
function connectorFolders(links: readonly Located<ModuleLinks>[]): ReadonlySet<string> {
  const products = new Map<string, Set<string>>();
  for (const { file, fact } of links) {
    if (fact.language === 'java') continue;
    const own = new Set(fact.imports.flatMap((module) => productOfModule(fact.language, module)?.product.name ?? []));
    const [only] = own;
    if (only === undefined || own.size > 1) continue;
    const folder = folderOf(file);
    products.set(folder, (products.get(folder) ?? new Set()).add(only));
  }
  return new Set([...products].flatMap(([folder, all]) => (all.size >= fewestConnectors ? [folder] : [])));
}

type Libraries = ReadonlyMap<string, readonly { file: string; name: string; span: Place['span'] }[]>;

/** The folder with a build file that is nearest to a folder. */
function* nearest(folder: string, libraries: Libraries): Generator<string> {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (libraries.has(at)) return yield at;
    if (at === '') return;
  }
}

/** Modules of a program: folders with a build file, of its own files. */
function modulesOf(
  { folder, files }: Pick<Program, 'folder' | 'files'>,
  { libraries, isShared }: { libraries: Libraries; isShared: (file: string) => boolean },
): string[] {
  const known = new Map<string, readonly string[]>();
  const found = new Set(nearest(folder, libraries));
  for (const file of files) {
    if (isShared(file)) continue;
    const own = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    const modules = known.get(own) ?? [...nearest(own, libraries)];
    known.set(own, modules);
    for (const each of modules) found.add(each);
  }
  return [...found];
}
