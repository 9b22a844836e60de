import { type Build, report } from './build.ts';
import type { Generated } from './generators.ts';
import { said } from './ids.ts';
import { currentId, hasId, type Resource, withMetadata } from './resource.ts';
import { at, fieldsAt, type MapTree, mapTree, type Tree, withPart } from './tree.ts';

/** The resources with a generated object added, merged into the one of its name, or in its place. */
export function mergeGenerated(
  resources: readonly Resource[],
  { resource, behavior, entry }: Generated,
  { build, isComplete }: { build: Build; isComplete: boolean },
): readonly Resource[] {
  const id = currentId(resource);
  const matches = resources.filter((other) => hasId(other, id));
  const [old] = matches;
  const fail = (message: string): readonly Resource[] => {
    report(build, entry, { problem: 'error', message });
    return resources;
  };
  if (!old) {
    if (behavior !== 'merge' && behavior !== 'replace') return [...resources, resource];
    return isComplete ? fail(`${said(id)} does not exist, so there is nothing to ${behavior}.`) : resources;
  }
  if (matches.length > 1) return fail(`Several objects are ${said(id)}.`);
  if (behavior !== 'merge' && behavior !== 'replace')
    return fail(`${said(id)} already exists. Set behavior to merge or replace.`);
  const changed: Resource = {
    ...old,
    file: old.file,
    tree: combined(old.tree, resource.tree, behavior),
    needsHash: old.needsHash && resource.needsHash,
  };
  return resources.map((other) => (other === old ? changed : other));
}

function combined(old: MapTree, made: MapTree, behavior: string): MapTree {
  let tree = made;
  const metadata = behavior === 'merge' ? ['data', 'binaryData'] : [];
  for (const path of [['metadata', 'labels'], ['metadata', 'annotations'], ...metadata.map((name) => [name])]) {
    const both = [...fieldsAt(old, ...path), ...fieldsAt(made, ...path)];
    const unknown = [at(made, ...path), at(old, ...path)].find((part) => part?.type === 'unknown');
    if (unknown) {
      tree = withPart(tree, path, { key: keyOf(old, made, path), value: unknown });
      continue;
    }
    if (both.length === 0) continue;
    const origin = at(old, ...path) ?? at(made, ...path);
    const map = mapTree(both, origin?.at ? { at: origin.at } : {});
    tree = withPart(tree, path, { key: keyOf(old, made, path), value: map });
  }
  for (const name of ['name', 'namespace']) {
    const value = at(old, 'metadata', name);
    if (value === undefined || value.type === 'scalar') tree = withMetadata(tree, name, value);
  }
  return tree;
}

function keyOf(old: MapTree, made: MapTree, path: readonly string[]): { at?: NonNullable<Tree['at']> } {
  const name = path.at(-1) ?? '';
  const parent = path.slice(0, -1);
  const key = (fieldsAt(old, ...parent).get(name) ?? fieldsAt(made, ...parent).get(name))?.key;
  return key?.at ? { at: key.at } : {};
}
