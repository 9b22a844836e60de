import type { Build } from '../kustomize/build.ts';
import {
  fieldOf,
  fieldsAt,
  itemsAt,
  type MapTree,
  mapTree,
  type ScalarTree,
  textAt,
  textTree,
  type Tree,
  withField,
} from '../kustomize/tree.ts';
import type { Reading } from './argo-reading.ts';
import { withImages, withItems } from './flux-tree.ts';
import { folderKustomization } from './folder-kustomization.ts';
import type { DeployedTree } from './release.ts';

/** A folder that an Application deploys, with what the Application changes of it. */
export function argoTree({
  source,
  deployer,
  environment,
  context,
  folder,
}: Reading & { folder: string }): DeployedTree {
  const plugin = fieldOf(source, 'plugin');
  return {
    deployer,
    folder,
    adapt: (own, build) => adapted(own, source, { folder, build, namespace: environment.namespace }),
    finish: (resources) => resources,
    environment: { ...environment, folder },
    unknowns: [...context.unknowns, ...(plugin ? ['a plugin of Argo CD renders this folder'] : [])],
    problems: [],
  };
}

interface Adapting {
  readonly folder: string;
  readonly build: Build;
  readonly namespace: string;
}

function adapted(own: Tree | undefined, source: Tree, { folder, build }: Adapting): Tree | undefined {
  const options = fieldOf(source, 'kustomize');
  if (!own) {
    const directory = fieldOf(source, 'directory');
    const [include, exclude] = [textAt(directory, 'include'), textAt(directory, 'exclude')];
    return folderKustomization(folder, build, {
      recurse: textAt(directory, 'recurse') === 'true',
      ...(include === undefined ? {} : { include }),
      ...(exclude === undefined ? {} : { exclude }),
    });
  }
  if (own.type !== 'map' || options === undefined) return own;
  let tree = own;
  for (const name of ['namePrefix', 'nameSuffix', 'namespace']) {
    const value = fieldOf(options, name);
    if (value?.type === 'scalar' && value.text !== '') tree = set(tree, name, value);
  }
  for (const name of ['commonLabels', 'commonAnnotations']) tree = withPairs(tree, name, options);
  tree = withItems(tree, 'components', itemsAt(options, 'components'));
  tree = withItems(tree, 'patches', itemsAt(options, 'patches'));
  tree = withReplicas(tree, itemsAt(options, 'replicas'));
  return withImages(tree, itemsAt(options, 'images').flatMap(imageOf));
}

function set(tree: MapTree, name: string, value: Tree): MapTree {
  return withField(tree, name, { key: value.at ? { at: value.at } : {}, value });
}

function withPairs(tree: MapTree, name: string, options: Tree): MapTree {
  const given = fieldsAt(options, name);
  return given.size === 0 ? tree : set(tree, name, mapTree([...fieldsAt(tree, name), ...given]));
}

function withReplicas(tree: MapTree, replicas: readonly Tree[]): MapTree {
  if (replicas.length === 0) return tree;
  const names = new Set(replicas.map((entry) => textAt(entry, 'name')));
  const kept = itemsAt(tree, 'replicas').filter((entry) => !names.has(textAt(entry, 'name')));
  return set(tree, 'replicas', { type: 'list', items: [...kept, ...replicas] });
}

/** `name=registry/name:tag@digest`, where the new name may be left out. */
function imageOf(item: Tree): Tree[] {
  if (item.type !== 'scalar') return [];
  const [, given, image = ''] = /^(?:([^=]*)=)?(.*)$/.exec(item.text) ?? [];
  const [named = '', digest] = image.split('@');
  const colon = named.indexOf(':', Math.max(0, named.lastIndexOf('/')));
  const [name, tag] = colon < 0 ? [named, undefined] : [named.slice(0, colon), named.slice(colon + 1)];
  const part = (text: string): ScalarTree => textTree(text, item.at ? { at: item.at } : {});
  const fields: [string, string][] = [
    ['name', given ?? name],
    ...(given === undefined ? [] : ([['newName', name]] satisfies [string, string][])),
    ...(tag === undefined ? [] : ([['newTag', tag]] satisfies [string, string][])),
    ...(digest === undefined ? [] : ([['digest', digest]] satisfies [string, string][])),
  ];
  return [mapTree(fields.map(([key, text]) => [key, { key: {}, value: part(text) }] as const))];
}
