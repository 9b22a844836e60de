import type { Accumulated } from './accumulated.ts';
import { type Build, report } from './build.ts';
import { keyOf, said } from './ids.ts';
import { withImage } from './images.ts';
import { annotationAddition, labelAdditions, withAddition } from './labels.ts';
import { inNamespace, withAffix } from './naming.ts';
import { patchOf, withPatch } from './patching/patches.ts';
import { configsOf, type Plugins } from './plugins.ts';
import { withReplacements } from './replacements.ts';
import { withReplicas } from './replicas.ts';
import { currentId, type Resource } from './resource.ts';
import { builtInTransformer } from './transformer-plugins.ts';
import { fieldOf, itemsAt, type ScalarTree, type Tree } from './tree.ts';

interface Where extends Plugins {
  readonly file: string;
}

/** What has been gathered, changed as the kustomization says, in the order of Kustomize. */
export function transformed(all: Accumulated, tree: Tree, where: Where): Accumulated {
  const { specs } = all;
  const { build } = where;
  const context = { build, isComplete: all.gap === undefined };
  let { resources } = all;
  const each = (change: (resource: Resource) => Resource): void => {
    resources = resources.map(change);
  };
  const patch = (key: string): void => {
    for (const entry of itemsAt(tree, key)) {
      const read = patchOf(entry, key, where);
      if (read) resources = withPatch(resources, read, context);
    }
  };
  patch('patchesStrategicMerge');
  patch('patches');
  const namespace = textOf(tree, 'namespace');
  if (namespace) each((resource) => inNamespace(resource, namespace, specs.namespace));
  const prefix = textOf(tree, 'namePrefix');
  if (prefix) each((resource) => withAffix(resource, prefix, { specs: specs.namePrefix, side: 'prefix' }));
  const suffix = textOf(tree, 'nameSuffix');
  if (suffix) each((resource) => withAffix(resource, suffix, { specs: specs.nameSuffix, side: 'suffix' }));
  for (const addition of labelAdditions(tree, specs)) each((resource) => withAddition(resource, addition));
  const annotations = annotationAddition(tree, specs);
  if (annotations.pairs.length > 0) each((resource) => withAddition(resource, annotations));
  patch('patchesJson6902');
  for (const entry of itemsAt(tree, 'replicas'))
    resources = withReplicas(resources, entry, { specs: specs.replicas, ...context });
  for (const entry of [...itemsAt(tree, 'images'), ...itemsAt(tree, 'imageTags')])
    each((resource) => withImage(resource, entry, specs.images));
  resources = withReplacements(resources, tree, { folder: where.folder, ...context });
  if (namespace || prefix || suffix) resources = distinct(resources, tree, build);
  return withTransformers({ ...all, resources }, tree, where);
}

function textOf(tree: Tree, name: string): ScalarTree | undefined {
  const value = fieldOf(tree, name);
  return value?.type === 'scalar' && value.tag !== 'null' && value.text !== ''
    ? { ...value, tag: 'str', isQuoted: false }
    : undefined;
}

/** Two objects that get the same name are a mistake; the first stays. */
function distinct(resources: readonly Resource[], tree: Tree, build: Build): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((resource) => {
    const key = keyOf(currentId(resource));
    if (!seen.has(key) || currentId(resource).name === '') return Boolean(seen.add(key));
    const message = `Two objects become ${said(currentId(resource))}.`;
    report(build, fieldOf(tree, 'namespace') ?? fieldOf(tree, 'namePrefix') ?? tree, { problem: 'error', message });
    return false;
  });
}

/** A transformer that is a program of its own may change any object: none of them is known after it. */
function withTransformers(all: Accumulated, tree: Tree, where: Where): Accumulated {
  let next = all;
  for (const item of itemsAt(tree, 'transformers')) {
    const known = configsOf(item, where)?.map(builtInTransformer);
    if (known === undefined || known.some((each) => each === undefined)) {
      const message = 'This transformer is a plugin. Its changes are unknown.';
      report(where.build, item, { problem: 'unknown', message });
      next = { ...next, resources: [], gap: 'a transformer is not known, and may change any object' };
      continue;
    }
    for (const each of known) {
      if (!each) continue;
      const changed = transformed({ ...next, specs: { ...next.specs, ...each.specs } }, each.tree, where);
      next = { ...changed, specs: next.specs };
    }
  }
  return next;
}
