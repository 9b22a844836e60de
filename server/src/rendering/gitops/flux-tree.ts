import type { Files } from '../files.ts';
import type { Adapt } from '../kustomize/accumulate.ts';
import { withAddition } from '../kustomize/labels.ts';
import { pathFrom } from '../kustomize/paths.ts';
import { currentId, type Resource } from '../kustomize/resource.ts';
import {
  at,
  fieldOf,
  fieldsAt,
  itemsAt,
  type MapTree,
  type ScalarTree,
  textAt,
  type Tree,
  withField,
} from '../kustomize/tree.ts';
import { folderKustomization } from './folder-kustomization.ts';
import type { DeployedTree } from './release.ts';
import { type FluxSources, isOwnRepository } from './sources.ts';
import { substituted, type Variable, type Variables } from './substitute.ts';

interface TreeContext {
  readonly files: Files;
  readonly sources: FluxSources;
  readonly objects: readonly Resource[];
  readonly remote: string | undefined;
}

/** A Kustomization of Flux; undefined where it deploys another repository than this one. */
export function fluxTree({ tree, file }: Resource, context: TreeContext): DeployedTree | undefined {
  const id = currentId({ tree, file, previous: [], prefixes: [], suffixes: [], needsHash: false });
  const spec = fieldOf(tree, 'spec');
  const folder = pathFrom('', textAt(spec, 'path') ?? '.');
  const source = context.sources.find({
    kind: textAt(spec, 'sourceRef', 'kind') ?? 'GitRepository',
    name: textAt(spec, 'sourceRef', 'name') ?? '',
    namespace: textAt(spec, 'sourceRef', 'namespace') ?? id.namespace,
  });
  if (folder === undefined || isOwnRepository(source?.url, context.remote) === false) return undefined;
  if (context.files.under(folder).length === 0) return undefined;
  const namespace = fieldOf(spec, 'targetNamespace');
  const variables = variablesOf(spec, { ...context, namespace: id.namespace });
  return {
    deployer: {
      by: 'flux',
      kind: 'Kustomization',
      name: id.name,
      namespace: id.namespace,
      at: at(tree, 'metadata', 'name')?.at,
    },
    folder,
    adapt: (own, build) => adapted(own ?? folderKustomization(folder, build, { recurse: true }), spec),
    finish: (resources) => finished(resources, spec, variables),
    environment: {
      folder,
      file,
      namespace: namespace?.type === 'scalar' ? namespace.text : '',
      words: [id.name],
    },
    unknowns: [],
    problems: [],
  };
}

/** The kustomization of a folder as Flux changes it before the build. */
function adapted(own: Tree, spec: Tree | undefined): ReturnType<Adapt> {
  if (own.type !== 'map') return own;
  let tree = own;
  const namespace = fieldOf(spec, 'targetNamespace');
  if (namespace?.type === 'scalar' && namespace.text !== '') tree = set(tree, 'namespace', namespace);
  for (const name of ['namePrefix', 'nameSuffix']) {
    const value = fieldOf(spec, name);
    if (value?.type === 'scalar') tree = set(tree, name, value);
  }
  for (const name of ['patches', 'patchesJson6902', 'components']) tree = withItems(tree, name, itemsAt(spec, name));
  return withImages(tree, itemsAt(spec, 'images'));
}

function set(tree: MapTree, name: string, value: Tree): MapTree {
  return withField(tree, name, { key: value.at ? { at: value.at } : {}, value });
}

/** A kustomization with more items in one of its lists. */
export function withItems(tree: MapTree, name: string, more: readonly Tree[]): MapTree {
  if (more.length === 0) return tree;
  const old = fieldOf(tree, name);
  const origin = old?.at ? { at: old.at } : {};
  return set(tree, name, { ...origin, type: 'list', items: [...itemsAt(tree, name), ...more] });
}

/** A kustomization with images that go over its own of the same name. */
export function withImages(tree: MapTree, images: readonly Tree[]): MapTree {
  if (images.length === 0) return tree;
  const names = new Set(images.map((image) => textAt(image, 'name')));
  const kept = itemsAt(tree, 'images').filter((image) => !names.has(textAt(image, 'name')));
  return set(tree, 'images', { type: 'list', items: [...kept, ...images] });
}

function finished(
  resources: readonly Resource[],
  spec: Tree | undefined,
  variables: Variables | undefined,
): readonly Resource[] {
  let changed = resources;
  for (const name of ['labels', 'annotations']) {
    const pairs = [...fieldsAt(spec, 'commonMetadata', name)].flatMap(
      ([key, { value }]): [string, ScalarTree, Tree][] =>
        value.type === 'scalar' ? [[key, { ...value, tag: 'str' }, value]] : [],
    );
    if (pairs.length === 0) continue;
    const fields = [{ path: `metadata/${name}`, create: true }];
    changed = changed.map((resource) => withAddition(resource, { pairs, fields }));
  }
  return variables ? substituted(changed, variables) : changed;
}

/** What `postBuild` replaces; undefined where it replaces nothing. */
function variablesOf(
  spec: Tree | undefined,
  { objects, namespace }: TreeContext & { namespace: string },
): Variables | undefined {
  const given = fieldsAt(spec, 'postBuild', 'substitute');
  const sources = itemsAt(spec, 'postBuild', 'substituteFrom');
  if (given.size === 0 && sources.length === 0) return undefined;
  const values = new Map<string, Variable>();
  let gap: string | undefined;
  for (const item of sources) {
    const [kind, name] = [textAt(item, 'kind') ?? '', textAt(item, 'name') ?? ''];
    const found = objects.filter(
      ({ tree }) => textAt(tree, 'kind') === kind && textAt(tree, 'metadata', 'name') === name,
    );
    const inPlace = found.filter(({ tree }) => (textAt(tree, 'metadata', 'namespace') ?? namespace) === namespace);
    const [map] = inPlace.length > 0 ? inPlace : found;
    const data = fieldsAt(map?.tree, kind === 'Secret' ? 'stringData' : 'data');
    if (found.length !== 1 || (kind === 'Secret' && fieldsAt(map?.tree, 'data').size > 0))
      gap ??= `the ${kind} ${name}, which is not in this workspace`;
    for (const [key, { value }] of data) add(values, key, value);
  }
  for (const [key, { value }] of given) add(values, key, value);
  return { values, ...(gap === undefined ? {} : { gap }) };
}

function add(values: Map<string, Variable>, key: string, value: Tree): void {
  if (value.type !== 'scalar' || value.text.startsWith('ENC[')) return;
  const place = value.from?.[0] ?? value.at;
  values.set(key, { text: value.text, ...(place ? { at: place } : {}) });
}
