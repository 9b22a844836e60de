import { type Field, type MapTree, type Tree } from '../tree.ts';

/** Kustomize takes the names of its fields in any case: `nameprefix` is `namePrefix`. */
const names = new Map(
  `resources bases components crds namespace namePrefix nameSuffix commonLabels labels commonAnnotations patches
patchesStrategicMerge patchesJson6902 replicas images imageTags replacements vars configMapGenerator secretGenerator
generatorOptions helmCharts helmGlobals helmChartInflationGenerator configurations generators transformers validators
sortOptions openapi buildMetadata newName newTag tagSuffix digest includeSelectors includeTemplates
includeVolumeClaimTemplates allowNameChange allowKindChange disableNameSuffixHash objref fieldref fieldPath fieldPaths
labelSelector annotationSelector sourceValue valuesFile valuesInline additionalValuesFiles releaseName includeCRDs
behavior literals files envs env target options select reject source targets`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** What a person names: its keys are their own. */
const free = new Set(['commonLabels', 'commonAnnotations', 'pairs', 'valuesInline', 'annotations', 'openapi']);

/** A kustomization with the names of its fields as they are documented. */
export function withFieldNames(tree: MapTree): MapTree {
  let changed = false;
  const fields = new Map<string, Field>();
  for (const [key, field] of tree.fields) {
    const name = names.get(key.toLowerCase()) ?? key;
    const value = free.has(name) ? field.value : inside(field.value);
    changed ||= name !== key || value !== field.value;
    fields.set(name, value === field.value ? field : { key: field.key, value });
  }
  return changed ? { ...tree, fields } : tree;
}

function inside(tree: Tree): Tree {
  if (tree.type === 'map') return withFieldNames(tree);
  if (tree.type !== 'list') return tree;
  const items = tree.items.map(inside);
  return items.every((item, i) => item === tree.items[i]) ? tree : { ...tree, items };
}
