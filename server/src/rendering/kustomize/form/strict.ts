import { fieldOf, textAt, type Tree } from '../tree.ts';

/** What a field may have, as Kustomize's own types say. */
type Shape = 'text' | 'switch' | 'number' | 'any' | 'texts' | 'labels' | Fields | readonly [Fields];
interface Fields {
  readonly [name: string]: Shape;
}

/** Something at which Kustomize stops before it builds. */
export interface Misfit {
  readonly at: Tree;
  readonly message: string;
}

const id: Fields = { group: 'text', version: 'text', kind: 'text', name: 'text', namespace: 'text' };
const selector: Fields = { ...id, annotationSelector: 'text', labelSelector: 'text' };
const fieldOptions: Fields = { delimiter: 'text', index: 'number', encoding: 'text', create: 'switch' };
const patch: Fields = {
  path: 'text',
  patch: 'text',
  target: selector,
  options: { allowNameChange: 'switch', allowKindChange: 'switch' },
};
const image: Fields = { name: 'text', newName: 'text', tagSuffix: 'text', newTag: 'text', digest: 'text' };
const generatorOptions: Fields = {
  labels: 'labels',
  annotations: 'labels',
  disableNameSuffixHash: 'switch',
  immutable: 'switch',
};
const generator: Fields = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: 'texts',
  files: 'texts',
  envs: 'texts',
  env: 'text',
  options: generatorOptions,
};

/** https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go */
const kustomization: Fields = {
  kind: 'text',
  apiVersion: 'text',
  metadata: { name: 'text', namespace: 'text', labels: 'labels', annotations: 'labels' },
  openapi: 'labels',
  namePrefix: 'text',
  nameSuffix: 'text',
  namespace: 'text',
  commonLabels: 'labels',
  commonAnnotations: 'labels',
  labels: [
    {
      pairs: 'labels',
      includeSelectors: 'switch',
      includeTemplates: 'switch',
      includeVolumeClaimTemplates: 'switch',
      fields: [{ group: 'text', version: 'text', kind: 'text', path: 'text', create: 'switch' }],
    },
  ],
  patchesStrategicMerge: 'texts',
  patchesJson6902: [patch],
  patches: [patch],
  images: [image],
  imageTags: [image],
  replacements: [
    {
      path: 'text',
      source: { ...id, fieldPath: 'text', options: fieldOptions },
      sourceValue: 'text',
      targets: [{ select: selector, reject: [selector], fieldPaths: 'texts', options: fieldOptions }],
    },
  ],
  replicas: [{ name: 'text', count: 'number' }],
  vars: [{ name: 'text', objref: { ...id, apiVersion: 'text' }, fieldref: { fieldPath: 'text' } }],
  sortOptions: { order: 'text', legacySortOptions: { orderFirst: 'texts', orderLast: 'texts' } },
  resources: 'texts',
  components: 'texts',
  crds: 'texts',
  bases: 'texts',
  configMapGenerator: [generator],
  secretGenerator: [{ ...generator, type: 'text' }],
  helmGlobals: { chartHome: 'text', configHome: 'text' },
  // Charts are for Kustomize with a flag, of any version.
  helmCharts: 'any',
  helmChartInflationGenerator: 'any',
  generatorOptions,
  configurations: 'texts',
  generators: 'texts',
  transformers: 'texts',
  validators: 'texts',
  buildMetadata: 'texts',
};

/** Fields that Kustomize does not have and values of another type: it stops at these, as it does at another kind. */
export function misfitsOf(tree: Tree): readonly Misfit[] {
  if (!isOfKustomize(tree)) return [];
  const found: Misfit[] = [];
  check(tree, kustomization, { name: 'The kustomization', found });
  const kind = fieldOf(tree, 'kind');
  const kindName = textAt(kind) ?? '';
  if (kind && kindName !== '' && !Object.hasOwn(versions, kindName))
    found.push({ at: kind, message: 'kind must be Kustomization or Component.' });
  const apiVersion = fieldOf(tree, 'apiVersion');
  const version = versions[kindName === 'Component' ? 'Component' : 'Kustomization'];
  if (apiVersion && (textAt(apiVersion) ?? version) !== version)
    found.push({ at: apiVersion, message: `apiVersion must be ${version} here.` });
  return found;
}

/** https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go: EnforceFields */
const versions = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
} as const;

/** A file of this name may hold a resource of something else. */
function isOfKustomize(tree: Tree): boolean {
  if (tree.type !== 'map') return false;
  const apiVersion = tree.fields.get('apiVersion')?.value;
  return apiVersion?.type !== 'scalar' || apiVersion.text.startsWith('kustomize.config.k8s.io/');
}

interface Checking {
  readonly name: string;
  readonly found: Misfit[];
}

function check(tree: Tree, shape: Shape, { name, found }: Checking): void {
  const wrong = (what: string) => void found.push({ at: tree, message: `${name} must be ${what}.` });
  // Nothing fits anything; what is not known may.
  if (shape === 'any' || tree.type === 'unknown' || (tree.type === 'scalar' && tree.tag === 'null')) return;
  switch (shape) {
    case 'text':
      if (!isText(tree)) wrong(tree.type === 'scalar' ? 'a string; put it in quotes' : 'a string');
      return;
    case 'switch':
      if (tree.type !== 'scalar' || !(tree.tag === 'bool' || isWord(tree))) wrong('true or false');
      return;
    case 'number':
      if (tree.type !== 'scalar' || !(tree.tag === 'int' || tree.tag === 'float')) wrong('a number');
      return;
    case 'texts':
      if (tree.type !== 'list') return wrong('a list');
      for (const item of tree.items) check(item, 'text', { name: `Each of ${name}`, found });
      return;
    case 'labels':
      if (tree.type !== 'map') return wrong('a map');
      for (const [key, { value }] of tree.fields) check(value, 'text', { name: `${name}.${key}`, found });
      return;
  }
  if (isList(shape)) {
    if (tree.type !== 'list') return wrong('a list');
    for (const item of tree.items) check(item, shape[0], { name: `Each of ${name}`, found });
    return;
  }
  if (tree.type !== 'map') return wrong('a map');
  const known = new Map(Object.entries(shape).map(([key, inner]) => [key.toLowerCase(), inner]));
  for (const [key, field] of tree.fields) {
    // As Go reads JSON: in any case.
    const inner = known.get(key.toLowerCase());
    if (inner) check(field.value, inner, { name: key, found });
    else found.push({ at: placed(field.key, field.value), message: `Kustomize has no field ${key} here.` });
  }
}

function isList(shape: Fields | readonly [Fields]): shape is readonly [Fields] {
  return Array.isArray(shape);
}

/** The place of a key, as a part of a tree that can be reported. */
function placed({ at }: Pick<Tree, 'at'>, value: Tree): Tree {
  return at ? { type: 'unknown', because: '', at } : value;
}

function isText(tree: Tree): boolean {
  return tree.type === 'scalar' && (tree.tag === 'str' || tree.tag === 'time') && !isWord(tree);
}

/** A word that is a boolean in YAML 1.1. */
function isWord(tree: Tree): boolean {
  return tree.type === 'scalar' && !tree.isQuoted && /^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(tree.text);
}
