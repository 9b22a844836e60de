import type { Fact, FactKind, FactOf, FileFacts } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import type { Surroundings } from '../rules/engine.ts';
import { openOwnership, type Ownership } from './ownership.ts';
import { createPaths } from './paths.ts';
import { openPicture } from './picture.ts';
import { openRequestPaths } from './request-paths.ts';

/** Facts by file, kept current, with the joins that rules and views ask for. Holds no text and no tree. */
export interface WorkspaceIndex extends Omit<Surroundings, keyof Ownership>, Ownership {
  set(facts: FileFacts): void;
  /** Adds files that are known by name alone until their facts are set. */
  add(files: Iterable<string>): void;
  /** Removes files with their facts. */
  remove(files: Iterable<string>): void;
  /** Counts a change that is not in the facts: of a team's data. */
  touch(): void;
  /** Replaces the list of all paths of the workspace; the facts of files that are not in it go. */
  list(paths: Iterable<string>): void;
  file(file: string): FileFacts | undefined;
  /** Files that hold facts, in the order of paths. */
  files(): readonly FileFacts[];
  /** Files that hold a fact of a kind, in the order of paths. */
  holding(kind: FactKind): readonly FileFacts[];
  /** All paths of the workspace in their order, those without facts among them. */
  paths(): Iterable<string>;
  /** The files at a path: itself where it is a file, and all below it. */
  under(path: string): readonly string[];
  /** Changes with each change that a join could see; for caches. */
  readonly version: number;
  /** Changes with each path that comes or goes; for caches of what paths alone tell. */
  readonly listing: number;
}

export function createIndex(workspaceName: string): WorkspaceIndex {
  const byFile = new Map<string, FileFacts>();
  const byKind = new Map<FactKind, Map<string, FileFacts>>();
  const located = new Map<FactKind, readonly Located<Fact>[]>();
  let paths = createPaths();
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
  const pictured = openPicture({ paths: () => paths.all(), facts: all, workspaceName });
  const ownership = openOwnership({ pictured, facts: all, paths: () => paths.all() });

  const requestPaths = openRequestPaths({ pictured, paths: () => paths.all(), facts: all });

  const drop = (file: string) => {
    const before = byFile.get(file);
    if (!before) return;
    forget(before);
    pictured.changed(before, undefined);
    requestPaths.changed(before, undefined);
    byFile.delete(file);
    order = undefined;
  };
  const pathsChanged = () => {
    pictured.listed();
    requestPaths.listed();
    version++;
    listing++;
  };

  return {
    ...ownership,
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
      pictured.changed(before, facts);
      requestPaths.changed(before, facts);
      if (!before || facts.facts.length === 0) order = undefined;
      version++;
      if (facts.facts.length > 0) byFile.set(facts.file, facts);
      else byFile.delete(facts.file);
      for (const kind of new Set(facts.facts.map((fact) => fact.kind))) {
        const files = byKind.get(kind) ?? new Map<string, FileFacts>();
        byKind.set(kind, files.set(facts.file, facts));
        located.delete(kind);
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
      ownership.declare(next);
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
    onPath: requestPaths.onPath,
    inWorkspace: all,
    hasFile: (path) => paths.has(path) || paths.hasFolder(path.replace(/\/$/, '')),
  };
}
