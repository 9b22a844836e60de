import { type Accumulated, nothing } from './accumulated.ts';
import { withMemo } from './base-memo.ts';
import { type Build, kustomizationIn, report, textIn } from './build.ts';
import { chartObjects } from './chart-objects.ts';
import { fieldSpecsOf, mergedSpecs } from './configurations.ts';
import { withFieldNames } from './form/field-names.ts';
import { fileSource, readFile } from './from-yaml.ts';
import { generatedObjects } from './generators.ts';
import { keyOf, said } from './ids.ts';
import { mergeGenerated } from './merge-generated.ts';
import { generatorPlugins, type Plugins } from './plugins.ts';
import { objectsIn } from './objects.ts';
import { inFolder, isRemote, pathFrom } from './paths.ts';
import { currentId, type Resource } from './resource.ts';
import { misfitsOf } from './form/strict.ts';
import { transformed } from './transform.ts';
import { fieldOf, itemsAt, textAt, type Tree, withField } from './tree.ts';
import type { Variable } from './variables.ts';

/** A kustomization on the way from the one that is built. */
export interface Position {
  readonly folder: string;
  /** Folders that include this one. */
  readonly above: readonly string[];
  /** The namespace of a kustomization above, which charts are rendered for. */
  readonly namespace?: string;
}

/** A change to the kustomization that is built; it gets none where the folder has none. */
export type Adapt = (kustomization: Tree | undefined, build: Build) => Tree | undefined;

/** What a kustomization is loaded for. */
export interface Asked {
  /** The entry that names it; absent for the one that is built. */
  readonly asked?: Tree;
  readonly adapt?: Adapt;
}

/** The kustomization of a folder as a tree; problems where there is none, or one with mistakes. */
export function loadKustomization(build: Build, folder: string, { asked, adapt }: Asked = {}): Loaded | undefined {
  const found = kustomizationIn(build, folder);
  if (!found) {
    const made = adapt?.(undefined, build);
    if (made) return { file: made.at?.file ?? inFolder(folder, 'kustomization.yaml'), tree: made };
    const place = asked ?? { file: inFolder(folder, 'kustomization.yaml'), span: { start: 0, end: 0 } };
    report(build, place, { problem: 'missing', message: `${folder} has no kustomization in this workspace.` });
    return undefined;
  }
  const { file, text } = found;
  const [first] = readFile(file, text).filter(({ document }) => document.root);
  if (first?.tree?.type === 'map') {
    for (const { at, message } of misfitsOf(first.tree)) report(build, at, { problem: 'error', message });
    const tree = withFieldNames(first.tree);
    return { file, tree: adapt?.(tree, build) ?? tree };
  }
  const [problem] = first?.document.problems ?? [];
  const start = (first?.document.start ?? 0) + (problem?.span.start ?? 0);
  const end = Math.max(start, (first?.document.start ?? 0) + (problem?.span.end ?? 0));
  const message = problem ? `The kustomization is no YAML: ${problem.message}.` : 'The kustomization is empty.';
  report(build, { file, span: { start, end } }, { problem: problem ? 'syntax' : 'error', message });
  return undefined;
}

interface Loaded {
  readonly file: string;
  readonly tree: Tree;
}

/** Everything that a kustomization gathers, on top of what its parent has where it is a component. */
export function accumulate(
  build: Build,
  position: Position,
  { start, ...asked }: Asked & { readonly start?: Accumulated } = {},
): Accumulated {
  const loaded = loadKustomization(build, position.folder, asked);
  const before = start ?? nothing;
  if (!loaded) return { ...before, gap: before.gap ?? `${position.folder} could not be read` };
  const { file, tree } = loaded;
  const isComponent = textAt(tree, 'kind') === 'Component';
  if (isComponent !== (start !== undefined)) {
    const message = isComponent
      ? `${position.folder} is a component and belongs under components.`
      : `${position.folder} is no component and belongs under resources.`;
    report(build, asked.asked ?? fieldOf(tree, 'kind') ?? tree, { problem: 'error', message });
    return { ...before, gap: before.gap ?? message };
  }
  if (tree.type === 'map' && [...tree.fields.keys()].every((key) => key === 'apiVersion' || key === 'kind'))
    report(build, asked.asked ?? tree, {
      problem: 'error',
      message: `The kustomization of ${position.folder} is empty.`,
    });
  const schema = fieldOf(fieldOf(tree, 'openapi'), 'path');
  if (schema) {
    build.traits.ownSchema = true;
    report(build, schema, { problem: 'unknown', message: 'A custom OpenAPI schema decides how lists are merged.' });
  }
  let all = before;
  for (const item of [...itemsAt(tree, 'resources'), ...itemsAt(tree, 'bases')])
    all = withResource(all, item, { build, position, tree });
  all = { ...all, specs: mergedSpecs(all.specs, fieldSpecsOf(tree, position.folder, build)) };
  all = withGenerated(all, tree, { build, position, file });
  for (const item of itemsAt(tree, 'components')) all = withComponent(all, item, { build, position, tree });
  all = transformed(all, tree, { ...pluginsOf(tree, position, build), file });
  const variables = itemsAt(tree, 'vars').flatMap((entry): Variable[] => {
    const name = textAt(entry, 'name');
    if (all.variables.some((known) => known.name === name))
      report(build, entry, { problem: 'error', message: `The variable ${name ?? ''} is already defined.` });
    return name === undefined ? [] : [{ name, entry }];
  });
  return variables.length === 0 ? all : { ...all, variables: [...all.variables, ...variables] };
}

interface Including {
  readonly build: Build;
  readonly position: Position;
  readonly tree: Tree;
}

function withResource(all: Accumulated, item: Tree, { build, position, tree }: Including): Accumulated {
  const path = textAt(item) ?? '';
  const gap = (problem: 'missing' | 'error' | 'unknown' | 'limit', message: string): Accumulated => {
    report(build, item, { problem, message });
    return { ...all, gap: all.gap ?? `${path} is not known` };
  };
  if (build.budget.left-- <= 0) return gap('limit', 'This kustomization includes too many files.');
  if (isRemote(path)) return gap('missing', `${path} is not in this workspace. "kustomize build" downloads it.`);
  const target = pathFrom(position.folder, path);
  if (target === undefined) return gap('missing', `${path} is outside this workspace.`);
  const text = textIn(build, target);
  if (text !== undefined) return withFile(all, { file: target, text, item }, build);
  return withFolder(all, item, { build, position, tree, target });
}

function withFile(
  all: Accumulated,
  { file, text, item }: { file: string; text: string; item: Tree },
  build: Build,
): Accumulated {
  const { objects, gap } = objectsIn(readFile(file, text), {
    file,
    source: fileSource(file, text),
    build,
    asked: item,
  });
  return appended(gap === undefined ? all : { ...all, gap: all.gap ?? gap }, objects, { build, item });
}

function withFolder(
  all: Accumulated,
  item: Tree,
  { build, position, tree, target }: Including & { target: string },
): Accumulated {
  const inner = innerPosition(position, target, tree);
  if (typeof inner === 'string') {
    report(build, item, { problem: 'error', message: inner });
    return { ...all, gap: all.gap ?? inner };
  }
  const found = kustomizationIn(build, target);
  if (!found) {
    const message = `${target} is not in this workspace, or it is a folder without a kustomization.`;
    report(build, item, { problem: 'missing', message, path: target });
    return { ...all, gap: all.gap ?? message };
  }
  const below = withMemo(build, `${target}\n${inner.namespace ?? ''}`, (own) =>
    accumulate(own, inner, { asked: item }),
  );
  const merged = appended(all, below.resources, { build, item });
  const gap = all.gap ?? below.gap;
  return {
    ...merged,
    specs: mergedSpecs(all.specs, below.specs),
    variables: [...all.variables, ...below.variables],
    ...(gap === undefined ? {} : { gap }),
  };
}

function withComponent(all: Accumulated, item: Tree, { build, position, tree }: Including): Accumulated {
  const path = textAt(item) ?? '';
  const target = pathFrom(position.folder, path);
  if (build.budget.left-- <= 0 || target === undefined || isRemote(path)) {
    report(build, item, {
      problem: 'missing',
      changes: true,
      message: `The component ${path} is not in this workspace.`,
    });
    return { ...all, resources: [], gap: `the component ${path} is not known, and may change any object` };
  }
  const inner = innerPosition(position, target, tree);
  if (typeof inner === 'string') {
    report(build, item, { problem: 'error', message: inner });
    return all;
  }
  if (kustomizationIn(build, target)) return accumulate(build, inner, { start: all, asked: item });
  report(build, item, {
    problem: 'missing',
    changes: true,
    message: `The component ${path} is not in this workspace.`,
    path: target,
  });
  return { ...all, resources: [], gap: `the component ${path} is not known, and may change any object` };
}

const maxDepth = 40;

/** The position of a folder that is included; a text where it includes itself. */
function innerPosition(position: Position, target: string, tree: Tree): Position | string {
  const contains = (folder: string): boolean => folder === target || target === '' || folder.startsWith(`${target}/`);
  if ([position.folder, ...position.above].some(contains))
    return `${target === '' ? 'The kustomization' : target} includes itself.`;
  if (position.above.length >= maxDepth) return 'Kustomizations are nested too deep.';
  const namespace = textAt(tree, 'namespace') ?? position.namespace;
  return {
    folder: target,
    above: [position.folder, ...position.above],
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function appended(
  all: Accumulated,
  more: readonly Resource[],
  { build, item }: { build: Build; item: Tree },
): Accumulated {
  if (more.length === 0) return all;
  const known = new Set(all.resources.map((resource) => keyOf(currentId(resource))));
  const added = more.filter((resource) => {
    const id = currentId(resource);
    const key = keyOf(id);
    if (!known.has(key)) return Boolean(known.add(key));
    report(build, item, {
      problem: 'error',
      message: `${said(id)} already exists. Two objects cannot have the same name.`,
    });
    return false;
  });
  return { ...all, resources: [...all.resources, ...added] };
}

function withGenerated(
  all: Accumulated,
  tree: Tree,
  { build, position, file }: { build: Build; position: Position; file: string },
): Accumulated {
  const plugins = generatorPlugins(tree, pluginsOf(tree, position, build));
  let next: Accumulated = plugins.gap === undefined ? all : { ...all, gap: all.gap ?? plugins.gap };
  for (const own of [tree, plugins.tree]) {
    for (const generated of generatedObjects(own, { folder: position.folder, file }, build))
      next = {
        ...next,
        resources: mergeGenerated(next.resources, generated, { build, isComplete: next.gap === undefined }),
      };
    const charts = chartObjects(own, { ...position, file }, build);
    next = appended(next, charts.objects, { build, item: fieldOf(tree, 'helmCharts') ?? tree });
    if (charts.gap !== undefined) next = { ...next, gap: next.gap ?? charts.gap };
  }
  if (plugins.gap !== undefined) next = { ...next, resources: next.resources.map(withUnknownData) };
  return next;
}

/** A generator that is not known may merge into what is generated. */
function withUnknownData(resource: Resource): Resource {
  if (!resource.needsHash) return resource;
  const value: Tree = { type: 'unknown', because: 'a generator that is not known may change it' };
  return { ...resource, tree: withField(resource.tree, 'data', { key: {}, value }) };
}

/** Configurations of plugins may be in a folder with a kustomization, which is built for that. */
function pluginsOf(tree: Tree, position: Position, build: Build): Plugins {
  const objectsOf = (folder: string): readonly Tree[] | undefined => {
    const inner = innerPosition(position, folder, tree);
    if (typeof inner === 'string' || build.budget.left-- <= 0) return undefined;
    const found = accumulate(build, inner);
    return found.gap === undefined ? found.resources.map((resource) => resource.tree) : undefined;
  };
  return { folder: position.folder, build, objectsOf };
}
