import { gather } from './gather.ts';
import type { DependencyKind } from '../model/production.ts';
import type { Place } from '../model/span.ts';
import type { DependencyInput } from './dependencies.ts';
import { openShared } from './shared-code.ts';
import { productOfLibrary, productOfModule, type Product } from './stores.ts';

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
  const byId = new Map(programs.map((program) => [program.id, program]));
  const links = new Map(facts('module-links').map(({ file, fact }) => [file, fact]));
  const libraries = new Map<string, { file: string; name: string; span: Place['span'] }[]>();
  for (const { file, fact } of facts('library')) {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
    gather(libraries, folder, { file, name: fact.name, span: fact.span });
  }
  for (const service of services) {
    const program = service.program === undefined ? undefined : byId.get(service.program);
    if (!program) continue;
    for (const file of program.files) {
      if (isShared(file)) continue;
      const fact = links.get(file);
      for (const module of fact && fact.language !== 'java' ? fact.imports : []) {
        const known = productOfModule(fact?.language ?? '', module);
        if (known)
          add(service.name, known.product, { library: known.library, at: { file, span: { start: 0, end: 0 } } });
      }
    }
    if (program.language !== 'java' && program.language !== 'kotlin') continue;
    for (let folder = program.folder; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
      const own = libraries.get(folder);
      for (const { file, name, span } of own ?? []) {
        const product = productOfLibrary(name);
        if (product) add(service.name, product, { library: name, at: { file, span } });
      }
      if (own || folder === '') break;
    }
  }
  return [...found.values()];
}
