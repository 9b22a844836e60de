import type { RenderedObject, Rendering, RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import { accumulate, loadKustomization } from './accumulate.ts';
import type { Build } from './build.ts';
import type { ChartPort } from './charts.ts';
import { withFinalNames } from './final-names.ts';
import { printObject } from './print.ts';
import type { Resource } from './resource.ts';
import { sorted } from './sort.ts';
import { at, isNothing, type MapTree, textAt, type Tree, withField, withoutField, withPart } from './tree.ts';
import { withVariables } from './variables.ts';

/** What a build may use beside the files. */
export interface KustomizeOptions {
  /** Renders charts of the workspace; without it they are named as missing. */
  readonly charts?: ChartPort;
}

/** Kustomizations, files and charts that one build includes. */
const maxIncluded = 5000;

/** The objects of a kustomization as `kustomize build` gives them, with the place of each value. Never throws. */
export function renderKustomization(files: Files, folder: string, options: KustomizeOptions = {}): Rendering {
  const problems: RenderProblem[] = [];
  const build: Build = {
    files,
    reads: new Set(),
    problems,
    budget: { left: maxIncluded },
    ...(options.charts ? { charts: options.charts } : {}),
  };
  const loaded = loadKustomization(build, folder);
  const isComponent = textAt(loaded?.tree, 'kind') === 'Component';
  const all = loaded && !isComponent ? accumulate(build, { folder, above: [] }) : undefined;
  const resources = all
    ? sorted(withVariables(withFinalNames(all), all.variables, all.specs.varReference), loaded?.tree)
    : [];
  return {
    root: folder,
    by: 'kustomize',
    environment: folder,
    objects: resources.flatMap((resource) => printedResource(resource) ?? []),
    problems,
    reads: [...build.reads].sort(),
  };
}

function printedResource(resource: Resource): RenderedObject | undefined {
  const local = textAt(resource.tree, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  if (local !== undefined && local !== 'false') return undefined;
  const object = printObject(withTextAnnotations(resource.tree), resource.file);
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
