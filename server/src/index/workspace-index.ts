import type { Fact, FactKind, FactOf, FileFacts } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { ProductionPicture } from '../model/production.ts';
import type { Service } from '../model/service.ts';
import type { Surroundings } from '../rules/engine.ts';
import { withDeclared, type DeclaredService } from './declared-services.ts';
import { namedBy } from './named-by.ts';
import { createPaths } from './paths.ts';
import { openPicture } from './picture.ts';
import { openRequestPaths } from './request-paths.ts';
import { matchingOf } from '../production/service-matching.ts';
import { findServices, isPartOf, isShared } from '../production/former-services.ts';

/** Facts by file, kept current, with the joins that rules and views ask for. Holds no text and no tree. */
export interface WorkspaceIndex extends Surroundings {
  set(facts: FileFacts): void;
  /** Adds files that are known by name alone until their facts are set. */
  add(files: Iterable<string>): void;
  /** Removes files with their facts. */
  remove(files: Iterable<string>): void;
  /** Counts a change that is not in the facts: of a team's data. */
  touch(): void;
  /** Replaces the list of all paths of the workspace; the facts of files that are not in it go. */
  list(paths: Iterable<string>): void;
  /** Takes what people say of services, in place of what was said before. */
  declare(services: readonly DeclaredService[]): void;
  file(file: string): FileFacts | undefined;
  /** Files that hold facts, in the order of paths. */
  files(): readonly FileFacts[];
  /** Files that hold a fact of a kind, in the order of paths. */
  holding(kind: FactKind): readonly FileFacts[];
  /** All paths of the workspace in their order, those without facts among them. */
  paths(): Iterable<string>;
  /** The files at a path: itself where it is a file, and all below it. */
  under(path: string): readonly string[];
  production(): ProductionPicture;
  services(): readonly Service[];
  /** The services that a fact belongs to; none when it names no service and stands in no service's folder. */
  servicesOf(file: string, fact?: Fact): readonly Service[];
  /** Facts that belong to a service, with what it shares with others of its module. */
  ofService<K extends FactKind>(service: Service, kind: K): readonly Located<FactOf<K>>[];
  /** Changes with each change that a join could see; for caches. */
  readonly version: number;
  /** Changes with each path that comes or goes; for caches of what paths alone tell. */
  readonly listing: number;
}

/** Kinds of fact that services are found from. */
const serviceKinds: readonly FactKind[] = ['server', 'container', 'workload', 'component'];

/** Kinds of fact that name their service: where one stands says little. */
const namingKinds: ReadonlySet<FactKind> = new Set([
  'container',
  'workload',
  'autoscaler',
  'network-service',
  'alert',
  'objective',
  'recording-rule',
  'panel',
  'page',
]);

export function createIndex(workspaceName: string): WorkspaceIndex {
  const byFile = new Map<string, FileFacts>();
  const byKind = new Map<FactKind, Map<string, FileFacts>>();
  const located = new Map<FactKind, readonly Located<Fact>[]>();
  let paths = createPaths();
  let services: readonly Service[] | undefined;
  let declared: readonly DeclaredService[] = [];
  let version = 0;
  let listing = 0;
  /** The files with facts in the order of paths, for as long as no file comes or goes; a keystroke must not sort them. */
  let order: readonly string[] | undefined;
  let ordered: { readonly version: number; readonly files: readonly FileFacts[] } | undefined;
  const filesInOrder = () => {
    order ??= [...byFile.keys()].sort((a, b) => (a < b ? -1 : 1));
    if (ordered?.version !== version) ordered = { version, files: order.flatMap((file) => byFile.get(file) ?? []) };
    return ordered.files;
  };

  const forget = (facts: FileFacts) => {
    for (const kind of new Set(facts.facts.map((fact) => fact.kind))) {
      byKind.get(kind)?.delete(facts.file);
      located.delete(kind);
      if (serviceKinds.includes(kind)) services = undefined;
    }
  };
  const all = <K extends FactKind>(kind: K): readonly Located<FactOf<K>>[] => {
    let list = located.get(kind);
    if (!list) {
      list = [...(byKind.get(kind)?.values() ?? [])]
        .filter((file) => file.role === 'source')
        .sort((a, b) => (a.file < b.file ? -1 : 1))
        .flatMap((file) => file.facts.filter((fact) => fact.kind === kind).map((fact) => ({ file: file.file, fact })));
      located.set(kind, list);
    }
    return list as readonly Located<FactOf<K>>[];
  };
  const serviceList = () =>
    (services ??= withDeclared(findServices({ files: paths.values(), facts: all, workspaceName }), declared));
  const ownersIn = (list: readonly Service[], file: string, fact?: Fact): readonly Service[] => {
    const named = fact ? namedBy(list, file, fact) : [];
    if (named.length > 0) return named;
    const own = matchingOf(list).deepest(file);
    if (own) return [own];
    return list.length === 1 ? list : [];
  };
  /** Who owns what, for as long as the services are the same; rules ask it of every fact for every place. */
  interface Owners {
    readonly facts: WeakMap<Fact, readonly Service[]>;
    readonly files: Map<string, readonly Service[]>;
    /** By file, the service in whose folder it stands. */
    readonly standing: Map<string, Service | undefined>;
    readonly byName: ReadonlyMap<string, Service>;
  }
  const owners = new WeakMap<readonly Service[], Owners>();
  const ownersNow = (): Owners => {
    const list = serviceList();
    const known = owners.get(list) ?? {
      facts: new WeakMap<Fact, readonly Service[]>(),
      files: new Map<string, readonly Service[]>(),
      standing: new Map<string, Service | undefined>(),
      byName: new Map(list.map((service) => [service.name, service])),
    };
    owners.set(list, known);
    return known;
  };
  const standsIn = (file: string): Service | undefined => {
    const { standing } = ownersNow();
    if (!standing.has(file)) standing.set(file, matchingOf(serviceList()).deepest(file));
    return standing.get(file);
  };
  const servicesOf = (file: string, fact?: Fact): readonly Service[] => {
    const known = ownersNow();
    const before = fact ? known.facts.get(fact) : known.files.get(file);
    if (before) return before;
    const found = ownersIn(serviceList(), file, fact);
    if (fact) known.facts.set(fact, found);
    else known.files.set(file, found);
    return found;
  };
  /** Parts of all facts of a kind, by what chooses them, in words that no two choices share; they hold until something changes. */
  const parts = new Map<string, readonly Located<Fact>[]>();
  let partsVersion = -1;
  const part = <K extends FactKind>(
    kind: K,
    chosenBy: string,
    isIn: (each: Located<FactOf<K>>) => boolean,
  ): readonly Located<FactOf<K>>[] => {
    if (partsVersion !== version) parts.clear();
    partsVersion = version;
    const key = `${kind} ${chosenBy}`;
    const known = parts.get(key) ?? all(kind).filter(isIn);
    parts.set(key, known);
    return known as readonly Located<FactOf<K>>[];
  };
  /** A caller that waited may hold a service of an older list: its name counts, so that no memo is filled with what the old object chose. */
  const asNow = (service: Service): Service => ownersNow().byName.get(service.name) ?? service;

  const drop = (file: string) => {
    const before = byFile.get(file);
    if (!before) return;
    forget(before);
    byFile.delete(file);
    order = undefined;
  };
  /** Services are found from paths, too, and rules ask which files there are. */
  const pathsChanged = () => {
    services = undefined;
    version++;
    listing++;
  };

  /** What belongs to a service, and what it shares with others of its module or repository. */
  const sharedWith = <K extends FactKind>(own: Service, kind: K) =>
    part(
      kind,
      `shared with ${own.name}`,
      (each) => servicesOf(each.file, each.fact).includes(own) || isShared(standsIn(each.file), own),
    );

  const source = { version: () => version, paths: () => paths.all(), facts: all, workspaceName };
  const production = openPicture(source);

  return {
    get version() {
      return version;
    },
    get listing() {
      return listing;
    },
    set(facts) {
      const before = byFile.get(facts.file);
      if (paths.add(facts.file)) pathsChanged();
      // Most files hold no fact: they are known by name alone.
      if (before === facts || (!before && facts.facts.length === 0)) return;
      if (before) forget(before);
      if (!before || facts.facts.length === 0) order = undefined;
      version++;
      if (facts.facts.length > 0) byFile.set(facts.file, facts);
      else byFile.delete(facts.file);
      for (const kind of new Set(facts.facts.map((fact) => fact.kind))) {
        const files = byKind.get(kind) ?? new Map<string, FileFacts>();
        byKind.set(kind, files.set(facts.file, facts));
        located.delete(kind);
        if (serviceKinds.includes(kind)) services = undefined;
      }
    },
    add(files) {
      let isNew = false;
      for (const file of files) isNew = paths.add(file) || isNew;
      if (isNew) pathsChanged();
    },
    remove(files) {
      let isGone = false;
      for (const file of files) {
        isGone = paths.remove(file) || isGone;
        drop(file);
      }
      if (isGone) pathsChanged();
    },
    touch() {
      version++;
    },
    declare(next) {
      declared = next;
      services = undefined;
      version++;
    },
    list(next) {
      paths = createPaths();
      for (const path of next) paths.add(path);
      for (const file of byFile.keys()) if (!paths.has(file)) drop(file);
      pathsChanged();
    },
    file: (file) => byFile.get(file),
    files: filesInOrder,
    holding: (kind) => [...(byKind.get(kind)?.values() ?? [])].sort((a, b) => (a.file < b.file ? -1 : 1)),
    paths: () => paths.all(),
    under: (path) => paths.under(path),
    production,
    onPath: openRequestPaths(source, production),
    services: serviceList,
    servicesOf,
    inWorkspace: all,
    inService(file, kind) {
      const own = servicesOf(file);
      const [only, ...more] = own;
      if (!only || more.length > 0)
        return serviceList().length === 0 ? all(kind) : part(kind, `in file ${file}`, (each) => each.file === file);
      return part(kind, `of ${only.name}`, (each) => servicesOf(each.file, each.fact).includes(only));
    },
    withShared(file, kind) {
      const [own, ...more] = servicesOf(file);
      return !own || more.length > 0 ? all(kind) : sharedWith(own, kind);
    },
    inServiceOf(container, kind) {
      const list = serviceList();
      const service = matchingOf(list).match(container) ?? onlyWithCode(list);
      return service && sharedWith(service, kind);
    },
    ofService(service, kind) {
      const own = asNow(service);
      return part(
        kind,
        `of ${own.name} and what it is built with`,
        (each) =>
          servicesOf(each.file, each.fact).includes(own) ||
          (!namingKinds.has(kind) && isPartOf(own, each.file, standsIn(each.file))),
      );
    },
    hasFile: (path) => paths.has(path) || paths.hasFolder(path.replace(/\/$/, '')),
  };
}

function onlyWithCode(services: readonly Service[]): Service | undefined {
  const withCode = services.filter((service) => service.root !== undefined);
  return withCode.length === 1 && services.length === 1 ? withCode[0] : undefined;
}
