import { type Build, report } from './build.ts';
import { changeField, type FieldSpec } from './field-path.ts';
import { isSelected } from './ids.ts';
import { currentId, keyOrigin, previousIds, type Resource } from './resource.ts';
import { fieldOf, scalarOver, textAt, type Tree } from './tree.ts';

/** The resources with the number of replicas that an entry of `replicas` gives. */
export function withReplicas(
  resources: readonly Resource[],
  entry: Tree,
  { specs, build, isComplete }: { specs: readonly FieldSpec[]; build: Build; isComplete: boolean },
): readonly Resource[] {
  const name = textAt(entry, 'name');
  const count = fieldOf(entry, 'count');
  if (name === undefined || count?.type !== 'scalar' || !/^\d{1,9}$/.test(count.text)) {
    report(build, entry, {
      problem: 'error',
      message: 'An entry of replicas needs a name and a whole number as its count.',
    });
    return resources;
  }
  let found = false;
  const changed = resources.map((resource) => {
    let { tree } = resource;
    for (const spec of specs) {
      const ids = [currentId(resource), ...previousIds(resource)];
      if (!ids.some((id) => id.name === name && isSelected(id, spec))) continue;
      found = true;
      tree = changeField(tree, spec, {
        set: (old) => (old.type === 'scalar' ? scalarOver(old, { ...count, tag: 'int', isQuoted: false }) : old),
        create: 'scalar',
        origin: keyOrigin(count),
      });
    }
    return tree === resource.tree ? resource : { ...resource, tree };
  });
  if (!found && isComplete)
    report(build, entry, { problem: 'error', message: `No workload with replicas has the name ${name}.` });
  return changed;
}
