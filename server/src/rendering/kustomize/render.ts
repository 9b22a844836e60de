import type { RenderedObject, Rendering, RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import { accumulate, type Adapt, loadKustomization } from './accumulate.ts';
import type { Build } from './build.ts';
import { type ChartPort, openCharts } from './charts.ts';
import { withFinalNames } from './final-names.ts';
import { printObject } from './print.ts';
import type { Resource } from './resource.ts';
import { sorted } from './sort.ts';
import { at, isNothing, itemsAt, type MapTree, textAt, type Tree, withField, withoutField, withPart } from './tree.ts';
import { withVariables } from './variables.ts';

/** What a build may use beside the files, and what else than the folder's own kustomization says what it does. */
export interface KustomizeOptions {
  /** Renders charts of the workspace; as Helm does where nothing else is given. */
  readonly charts?: ChartPort;
  /** What a tool of GitOps makes of the kustomization before it builds it. */
  readonly adapt?: Adapt;
  /** What a tool of GitOps makes of the objects afterwards. */
  readonly finish?: (resources: readonly Resource[]) => readonly Resource[];
  readonly environment?: string;
}

/** What has been built, before it is printed. */
export interface Built {
  readonly resources: readonly Resource[];
  readonly problems: readonly RenderProblem[];
  readonly reads: readonly string[];
}

/** Kustomizations, files and charts that one build includes. */
const maxIncluded = 5000;

/** The objects of a kustomization as trees. Never throws. */
export function buildKustomization(files: Files, folder: string, options: KustomizeOptions = {}): Built {
  const problems: RenderProblem[] = [];
  const build: Build = {
    files,
    reads: new Set(),
    problems,
    budget: { left: maxIncluded },
    traits: { ownSchema: false, bytes: false },
    charts: options.charts ?? openCharts(files),
  };
  const loaded = loadKustomization(build, folder, options);
  const isComponent = textAt(loaded?.tree, 'kind') === 'Component';
  const all = loaded && !isComponent ? accumulate(build, { folder, above: [] }, options) : undefined;
  const named = all ? withVariables(withFinalNames(all), all.variables, all.specs.varReference) : [];
  const kept = sorted(named, loaded?.tree).filter(({ tree }) => !isLocal(tree));
  const marked = loaded ? kept.map((resource) => withBuildMetadata(resource, loaded.tree)) : kept;
  return { resources: options.finish?.(marked) ?? marked, problems, reads: [...build.reads].sort() };
}

/** The objects of a kustomization as `kustomize build` gives them, with the place of each value. Never throws. */
export function renderKustomization(files: Files, folder: string, options: KustomizeOptions = {}): Rendering {
  const { resources, problems, reads } = buildKustomization(files, folder, options);
  return {
    root: folder,
    by: 'kustomize',
    environment: options.environment ?? folder,
    objects: resources.map(printedResource),
    problems,
    reads,
  };
}

/** What `buildMetadata` of the kustomization that is built adds: it names Kustomize's own version, and each step of the build. */
const builtMetadata: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['managedByLabel', ['labels', 'app.kubernetes.io/managed-by']],
  ['originAnnotations', ['annotations', 'config.kubernetes.io/origin']],
  ['transformerAnnotations', ['annotations', 'alpha.config.kubernetes.io/transformations']],
]);

function withBuildMetadata(resource: Resource, kustomization: Tree): Resource {
  let { tree } = resource;
  for (const option of itemsAt(kustomization, 'buildMetadata')) {
    const path = builtMetadata.get(textAt(option) ?? '');
    const value: Tree = { type: 'unknown', because: 'buildMetadata of Kustomize adds it', at: option.at };
    if (path) tree = withPart(tree, ['metadata', ...path], { key: {}, value });
  }
  return tree === resource.tree ? resource : { ...resource, tree };
}

/** For tools on the author's machine alone. */
function isLocal(tree: MapTree): boolean {
  const local = textAt(tree, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  return local !== undefined && local !== 'false';
}

const prints = new WeakMap<MapTree, RenderedObject>();

/** An object that no overlay has changed is printed once. */
function printedResource(resource: Resource): RenderedObject {
  const known = prints.get(resource.tree);
  const isKnown = known?.file === resource.file;
  const object = isKnown ? known : printObject(withTextAnnotations(resource.tree), resource.file);
  if (!isKnown) prints.set(resource.tree, object);
  return resource.hooks ? { ...object, hooks: resource.hooks } : object;
}

/** Kustomize writes annotations as texts, whatever they look like, and leaves out none at all. */
function withTextAnnotations(tree: MapTree): MapTree {
  const annotations = at(tree, 'metadata', 'annotations');
  const metadata = tree.fields.get('metadata');
  const isEmpty =
    annotations && (isNothing(annotations) || (annotations.type === 'map' && annotations.fields.size === 0));
  if (isEmpty && metadata?.value.type === 'map')
    return withField(tree, 'metadata', { ...metadata, value: withoutField(metadata.value, 'annotations') });
  if (annotations?.type !== 'map') return tree;
  let changed = annotations;
  for (const [name, { key, value }] of annotations.fields) {
    if (value.type !== 'scalar' || value.tag === 'str') continue;
    const text: Tree = { ...value, tag: 'str' };
    changed = withField(changed, name, { key, value: text });
  }
  if (changed === annotations) return tree;
  return withPart(tree, ['metadata', 'annotations'], { key: {}, value: changed });
}
