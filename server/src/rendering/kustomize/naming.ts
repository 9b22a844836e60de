import { changeFields, type FieldSpec } from './field-path.ts';
import { isSelected } from './ids.ts';
import { currentId, originalId, remembering, type Resource, withMetadata } from './resource.ts';
import { isClusterScoped } from './ids.ts';
import { fieldOf, type MapTree, type ScalarTree, scalarOver, textAt, type Tree, withField } from './tree.ts';

/** An object in a namespace: kinds without one stay, a Namespace itself takes the name, and so do bindings of `default`. */
export function inNamespace(resource: Resource, namespace: ScalarTree, specs: readonly FieldSpec[]): Resource {
  const named = remembering(resource);
  const id = currentId(resource);
  let { tree } = named;
  const set = (old: Tree): Tree => (old.type === 'scalar' ? scalarOver(old, namespace) : old);
  if (!isClusterScoped(id)) {
    const old = fieldOf(fieldOf(tree, 'metadata'), 'namespace');
    const isText = old === undefined || old.type === 'scalar';
    if (isText) tree = withMetadata(tree, 'namespace', scalarOver(old, namespace));
  }
  if (id.kind === 'RoleBinding' || id.kind === 'ClusterRoleBinding') tree = withSubjects(tree, namespace);
  const isCore = id.group === '' && id.version === 'v1';
  const fields = specs.filter(({ path }) => path !== 'metadata/namespace' && (isCore || path !== 'metadata/name'));
  tree = changeFields(tree, fields, { set, create: 'scalar', origin: originOf(namespace) });
  return { ...named, tree };
}

function withSubjects(tree: MapTree, namespace: ScalarTree): MapTree {
  const subjects = tree.fields.get('subjects');
  if (subjects?.value.type !== 'list') return tree;
  const items = subjects.value.items.map((item) =>
    item.type === 'map' && textAt(item, 'name') === 'default'
      ? withField(item, 'namespace', {
          key: originOf(namespace),
          value: scalarOver(fieldOf(item, 'namespace'), namespace),
        })
      : item,
  );
  return withField(tree, 'subjects', { key: subjects.key, value: { ...subjects.value, items } });
}

function originOf({ at }: Tree): { at?: NonNullable<Tree['at']> } {
  return at ? { at } : {};
}

const unnamed = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

/** An object with a prefix or a suffix to its name. */
export function withAffix(
  resource: Resource,
  affix: ScalarTree,
  { specs, side }: { specs: readonly FieldSpec[]; side: 'prefix' | 'suffix' },
): Resource {
  const id = originalId(resource);
  if (unnamed.some((gvk) => isSelected(id, gvk))) return resource;
  let changed = resource;
  for (const spec of specs) {
    if (!isSelected(id, spec)) continue;
    if (spec.path === 'metadata/name') {
      const list = side === 'prefix' ? 'prefixes' : 'suffixes';
      changed = { ...remembering(changed), [list]: [...changed[list], affix.text] };
    }
    const tree = changeFields(changed.tree, [spec], { set: (old) => affixed(old, affix, side) });
    changed = { ...changed, tree };
  }
  return changed;
}

/** A name with an addition: it comes from both places. */
function affixed(old: Tree, affix: ScalarTree, side: 'prefix' | 'suffix'): Tree {
  if (old.type !== 'scalar') return old;
  const text = side === 'prefix' ? affix.text + old.text : old.text + affix.text;
  const from = [...(old.from ?? []), ...(affix.at ? [affix.at] : [])];
  return { ...old, text, tag: 'str', from };
}
