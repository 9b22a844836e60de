import { changeField } from './field-path.ts';
import type { NameReference } from './field-specs.ts';
import { isSelected } from './ids.ts';
import { type Reference, referencesByKind } from './name-references.ts';
import { currentId, originalId, type Resource } from './resource.ts';
import type { ScalarTree, Tree } from './tree.ts';

/**
 * The resources with the names unknown that no known object has: where a base is not known, the object may be in there, and a
 * prefix or a hash may be part of its name.
 */
export function withUnsureNames(
  resources: readonly Resource[],
  references: readonly NameReference[],
  gap: string,
): readonly Resource[] {
  const byName = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { name } = currentId(resource);
    byName.set(name, [...(byName.get(name) ?? []), resource]);
  }
  const byKind = referencesByKind(references);
  return resources.map((resource) => {
    const id = originalId(resource);
    const own = [...(byKind.get(id.kind) ?? []), ...(byKind.get('') ?? [])].filter(({ spec }) => isSelected(id, spec));
    let { tree } = resource;
    for (const path of new Set(own.map(({ spec }) => spec.path))) {
      const all = own.filter(({ spec }) => spec.path === path);
      const [first] = all;
      // What a role names may be of any kind.
      if (!first || path.endsWith('resourceNames')) continue;
      const isKnown = ({ text }: ScalarTree): boolean => isKnownTo(text, all, byName);
      tree = changeField(tree, first.spec, { set: (old) => unsure(old, isKnown, gap) });
    }
    return tree === resource.tree ? resource : { ...resource, tree };
  });
}

function isKnownTo(
  name: string,
  references: readonly Reference[],
  byName: ReadonlyMap<string, readonly Resource[]>,
): boolean {
  return (byName.get(name) ?? []).some((other) =>
    references.some(({ target }) => isSelected(currentId(other), target)),
  );
}

function unsure(old: Tree, isKnown: (name: ScalarTree) => boolean, gap: string): Tree {
  if (old.type !== 'scalar' || old.text === '' || old.tag === 'null' || isKnown(old)) return old;
  const origin = { ...(old.at ? { at: old.at } : {}), ...(old.from ? { from: old.from } : {}) };
  return { type: 'unknown', because: `${gap}, and may have an object of this name`, ...origin };
}
