import type { Kustomization } from '../../../model/artefact-fact.ts';
import type { Located, WorkspaceFacts as Workspace } from '../../../model/rule.ts';
import { oncePer } from '../lookup.ts';

/** The kustomizations that take a manifest, over others that they build on and components; the nearest to the manifest first. */
export function kustomizationsOf(file: string, { inWorkspace }: Workspace): readonly Located<Kustomization>[] {
  return takers(inWorkspace('kustomization'))(file);
}

/** Files and folders whose manifests the kustomization of a file reaches. */
export function reachedFrom(file: string, all: readonly Located<Kustomization>[]): readonly string[] {
  return reach(all)(file);
}

/** Whether one of these files and folders is a file, or holds it. */
export function isWithin(resources: readonly string[], file: string): boolean {
  return resources.some((resource) => resource === '' || file === resource || file.startsWith(`${resource}/`));
}

/** Namespaces that an object may get: those of the kustomizations that take it, which put theirs in the place of its own; else its own. */
export function namespacesOf(
  { file, namespace }: { readonly file: string; readonly namespace: string | undefined },
  context: Workspace,
): readonly string[] {
  const given = kustomizationsOf(file, context).flatMap(({ fact }) => fact.namespace?.text ?? []);
  if (given.length > 0) return [...new Set(given)];
  return namespace === undefined ? [] : [namespace];
}

const takers = oncePer((all: readonly Located<Kustomization>[]) => {
  const known = new Map<string, readonly Located<Kustomization>[]>();
  return (file: string) => {
    const before = known.get(file);
    if (before) return before;
    const found = all
      .map((each) => ({ each, steps: stepsTo(file, reach(all)(each.file)) }))
      .filter(({ steps }) => steps !== undefined)
      .sort((a, b) => (a.steps ?? 0) - (b.steps ?? 0))
      .map(({ each }) => each);
    known.set(file, found);
    return found;
  };
});

/** 0 where the file itself is named, 1 where a folder that holds it is; undefined where neither. */
function stepsTo(file: string, resources: readonly string[]): number | undefined {
  if (resources.includes(file)) return 0;
  return isWithin(resources, file) ? 1 : undefined;
}

const reach = oncePer((all: readonly Located<Kustomization>[]) => {
  const byFolder = new Map(all.map((each) => [folderOf(each.file), each]));
  const byFile = new Map(all.map((each) => [each.file, each]));
  const known = new Map<string, readonly string[]>();
  const down = ({ fact }: Located<Kustomization>, seen: Set<string>): void => {
    for (const resource of fact.resources) {
      if (seen.has(resource)) continue;
      seen.add(resource);
      const next = byFolder.get(resource);
      if (next) down(next, seen);
    }
  };
  /** A component changes what those that take it in reach. */
  const up = (from: Located<Kustomization>, seen: Set<string>, passed: Set<string>): void => {
    if (passed.has(from.file)) return;
    passed.add(from.file);
    down(from, seen);
    if (!from.fact.isComponent) return;
    for (const each of all) if (each.fact.components.includes(folderOf(from.file))) up(each, seen, passed);
  };
  return (file: string) => {
    const before = known.get(file);
    if (before) return before;
    const seen = new Set<string>();
    const from = byFile.get(file);
    if (from) up(from, seen, new Set());
    const found = [...seen];
    known.set(file, found);
    return found;
  };
});

/** The folder of a file; empty for one at the top. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
