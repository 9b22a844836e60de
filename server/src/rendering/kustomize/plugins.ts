import { type Build, kustomizationIn, report, textIn } from './build.ts';
import { fieldOf, itemsAt, type MapTree, mapTree, textAt, type Tree, withField } from './tree.ts';
import { readFile, readSource } from './from-yaml.ts';
import { pathFrom } from './paths.ts';
import { sourceOfScalar } from './scalar-source.ts';

/** What the configurations of plugins are read with. */
export interface Plugins {
  readonly folder: string;
  readonly build: Build;
  /** The objects of a folder with a kustomization, which may be configurations of generators, too. */
  readonly objectsOf: (folder: string) => readonly Tree[] | undefined;
}

/** What the entries of `generators` ask for, as a kustomization; `gap` where one is a program of its own. */
export function generatorPlugins(tree: Tree, { folder, build, objectsOf }: Plugins): { tree: Tree; gap?: string } {
  let own = mapTree([]);
  let gap: string | undefined;
  for (const item of itemsAt(tree, 'generators')) {
    const configs = configsOf(item, { folder, build, objectsOf });
    const known = configs?.map(builtIn);
    if (known?.every((each) => each !== undefined)) {
      for (const { key, config } of known) own = added(own, key, config);
      continue;
    }
    report(build, item, {
      problem: 'unknown',
      message: 'This generator is a plugin. Its objects are unknown.',
    });
    gap = 'a generator is not known';
  }
  return gap === undefined ? { tree: own } : { tree: own, gap };
}

/** The configurations that an entry names or holds; undefined where they cannot be read. */
export function configsOf(item: Tree, { folder, build, objectsOf }: Plugins): readonly Tree[] | undefined {
  if (item.type !== 'scalar') return undefined;
  if (item.text.includes('\n')) return readSource(sourceOfScalar(item, build.files)).flatMap(({ tree }) => tree ?? []);
  const file = pathFrom(folder, item.text);
  if (file === undefined) return undefined;
  if (kustomizationIn(build, file)) return objectsOf(file);
  const text = textIn(build, file);
  return text === undefined ? undefined : readFile(file, text).flatMap(({ tree }) => tree ?? []);
}

/** A generator that Kustomize has itself, with the field of a kustomization that does the same. */
function builtIn(config: Tree): { key: string; config: MapTree } | undefined {
  if (config.type !== 'map' || textAt(config, 'apiVersion') !== 'builtin') return undefined;
  switch (textAt(config, 'kind')) {
    case 'HelmChartInflationGenerator':
      return { key: 'helmCharts', config };
    case 'ConfigMapGenerator':
      return { key: 'configMapGenerator', config: named(config) };
    case 'SecretGenerator':
      return { key: 'secretGenerator', config: named(config) };
    default:
      return undefined;
  }
}

function named(config: MapTree): MapTree {
  let own = config;
  for (const name of ['name', 'namespace']) {
    const value = fieldOf(fieldOf(config, 'metadata'), name);
    if (value && textAt(own, name) === undefined) own = withField(own, name, { key: {}, value });
  }
  return own;
}

function added(tree: MapTree, key: string, item: Tree): MapTree {
  return withField(tree, key, { key: {}, value: { type: 'list', items: [...itemsAt(tree, key), item] } });
}
