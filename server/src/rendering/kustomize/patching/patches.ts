import { type Build, report, textIn } from '../build.ts';
import { fileSource, readFile, type ReadDocument, readSource, type Source } from '../from-yaml.ts';
import { type Id, idOf, said, sameId } from '../ids.ts';
import { jsonPatch } from './json-patch.ts';
import { pathFrom } from '../paths.ts';
import { currentId, hasId, isEmpty, previousIds, remembering, type Resource, withMetadata } from '../resource.ts';
import { sourceOfScalar } from '../scalar-source.ts';
import { selectorOf } from '../select.ts';
import { strategicMerge } from './strategic-merge.ts';
import { fieldOf, isNothing, type MapTree, mapTree, textAt, type Tree, withField, withPart } from '../tree.ts';

/** A patch as it is written, inline or in a file. */
export interface Patch {
  /** What a person would look at: the entry of the kustomization. */
  readonly entry: Tree;
  readonly target: Tree | undefined;
  readonly options: { readonly nameChange: boolean; readonly kindChange: boolean };
  readonly documents: readonly ReadDocument[];
  /** A JSON patch is allowed without the general form. */
  readonly isJsonOnly: boolean;
}

interface Where {
  readonly folder: string;
  readonly file: string;
  readonly build: Build;
}

/** The patches of `patches`, `patchesStrategicMerge` or `patchesJson6902`. */
export function patchOf(entry: Tree, key: string, where: Where): Patch | undefined {
  if (key === 'patchesStrategicMerge') {
    const documents = entry.type === 'scalar' ? inlineOrFile(entry, where) : undefined;
    return documents && { entry, target: undefined, options: noOptions, documents, isJsonOnly: false };
  }
  const [path, patch] = [fieldOf(entry, 'path'), fieldOf(entry, 'patch')];
  const isInline = patch?.type === 'scalar' && patch.text.trim() !== '';
  const isFile = path?.type === 'scalar' && path.text !== '';
  if (isInline === isFile) {
    report(where.build, entry, { problem: 'error', message: 'A patch needs either a path or a patch.' });
    return undefined;
  }
  const documents = isInline ? inline(patch, where) : isFile ? fromFile(path, where) : undefined;
  const is = (name: string): boolean => textAt(entry, 'options', name) === 'true';
  const options = { nameChange: is('allowNameChange'), kindChange: is('allowKindChange') };
  const target = fieldOf(entry, 'target');
  return documents && { entry, target, options, documents, isJsonOnly: key === 'patchesJson6902' };
}

const noOptions = { nameChange: false, kindChange: false };

function inlineOrFile(entry: Tree & { type: 'scalar' }, where: Where): readonly ReadDocument[] | undefined {
  return /\n|:\s/.test(entry.text) ? inline(entry, where) : fromFile(entry, where);
}

function inline(entry: Tree & { type: 'scalar' }, { build }: Where): readonly ReadDocument[] | undefined {
  return checked(readSource(sourceOfScalar(entry, build.files)), entry, build);
}

function fromFile(path: Tree & { type: 'scalar' }, { folder, build }: Where): readonly ReadDocument[] | undefined {
  const file = pathFrom(folder, path.text);
  const text = file === undefined ? undefined : textIn(build, file);
  if (file === undefined || text === undefined) {
    report(build, path, {
      problem: 'missing',
      changes: true,
      message: `The patch ${path.text} is not in this workspace.`,
      ...(file === undefined ? {} : { path: file }),
    });
    return undefined;
  }
  return checked(readFile(file, text), path, build, fileSource(file, text));
}

function checked(
  documents: readonly ReadDocument[],
  entry: Tree,
  build: Build,
  source?: Source,
): readonly ReadDocument[] | undefined {
  for (const { document, tree } of documents) {
    if (!document.root || tree) continue;
    const [problem] = document.problems;
    const place = problem && source?.origin(document.start + problem.span.start, document.start + problem.span.end).at;
    report(build, place ?? entry, {
      problem: 'syntax',
      message: `The patch is no YAML: ${problem?.message ?? 'it is too large'}.`,
    });
    return undefined;
  }
  return documents.filter(({ tree }) => tree !== undefined && !isNothing(tree));
}

/** What a patch is applied to. */
export interface Patched {
  readonly build: Build;
  /** All objects are known: a patch without an object is a mistake. */
  readonly isComplete: boolean;
}

/** The resources with a patch applied to those that it is for. */
export function withPatch(resources: readonly Resource[], patch: Patch, context: Patched): readonly Resource[] {
  if (patch.target && isNegated(patch.target)) {
    const message = 'Whether a leading ! in this target means all others depends on the version of Kustomize.';
    report(context.build, patch.target, { problem: 'unknown', message });
    return resources;
  }
  const [first] = patch.documents;
  if (!first) {
    report(context.build, patch.entry, { problem: 'error', message: 'The patch is empty.' });
    return resources;
  }
  if (patch.isJsonOnly || first.tree?.type === 'list')
    return withOperations(resources, patch, { ...context, operations: first.tree });
  if (patch.target && patch.documents.length > 1) {
    report(context.build, patch.entry, { problem: 'error', message: 'A patch with a target has one document.' });
    return resources;
  }
  return patch.documents.reduce<readonly Resource[]>(
    (changed, { tree }) => (tree?.type === 'map' ? withMerge(changed, tree, { ...context, patch }) : changed),
    resources,
  );
}

function withOperations(
  resources: readonly Resource[],
  { target, entry, isJsonOnly }: Patch,
  { build, operations }: Patched & { operations: Tree | undefined },
): readonly Resource[] {
  if (!target || !operations) {
    report(build, entry, { problem: 'error', message: 'A JSON patch needs a target.' });
    return resources;
  }
  const selector = selectorOf(target);
  if (typeof selector === 'string') {
    report(build, target, { problem: 'error', message: `${sentence(selector)}.` });
    return resources;
  }
  return resources.flatMap((resource) => {
    if (!selector.matches(resource)) return [resource];
    const named = isJsonOnly ? resource : remembering(resource);
    const tree = jsonPatch(named.previous.length > 0 ? withAnnotations(named.tree) : named.tree, operations);
    if (!('misfit' in tree)) return [{ ...named, tree }];
    const message = `The patch does not apply to ${said(currentId(resource))}: ${tree.misfit}.`;
    report(build, tree.at ?? entry, { problem: 'error', message });
    // What the object would be is not known.
    return [];
  });
}

/** Kustomize keeps former names as annotations, so that there is a map of them to add to. */
function withAnnotations(tree: MapTree): MapTree {
  const known = fieldOf(fieldOf(tree, 'metadata'), 'annotations');
  return isNothing(known) ? withPart(tree, ['metadata', 'annotations'], { key: {}, value: mapTree([]) }) : tree;
}

interface Merging extends Patched {
  readonly patch: Patch;
}

function withMerge(resources: readonly Resource[], tree: MapTree, context: Merging): readonly Resource[] {
  const { build, patch, isComplete } = context;
  const chosen = chosenFor(resources, tree, context);
  if (typeof chosen === 'string') {
    if (chosen !== '' || isComplete)
      report(build, tree.at ?? patch.entry, {
        problem: 'error',
        message:
          chosen === '' ? `The patch targets ${said(idOf(tree))}, which this kustomization does not have.` : chosen,
      });
    return resources;
  }
  return resources.flatMap((resource) => {
    if (!chosen.has(resource)) return [resource];
    const changed = merged(resource, tree, context);
    return changed ? [changed] : [];
  });
}

/** The objects that a patch is for; a text where that is a mistake, empty where there is none. */
function chosenFor(resources: readonly Resource[], tree: MapTree, { patch }: Merging): ReadonlySet<Resource> | string {
  if (patch.target) {
    const selector = selectorOf(patch.target);
    if (typeof selector === 'string') return `${sentence(selector)}.`;
    return new Set(resources.filter((resource) => selector.matches(resource)));
  }
  const id: Id = idOf(tree);
  if (id.kind === '' || id.name === '') return 'A patch without a target needs kind and metadata.name.';
  const found = resources.filter((resource) => hasId(resource, id));
  if (found.length <= 1) return found.length === 1 ? new Set(found) : '';
  const now = found.filter((resource) => sameId(currentId(resource), id));
  return now.length === 1 && found.every((resource) => previousIds(resource).length === 0)
    ? new Set(now)
    : `Several objects are ${said(id)}.`;
}

function merged(
  resource: Resource,
  patch: MapTree,
  { build, patch: { options, entry } }: Merging,
): Resource | undefined {
  const isRenamed = options.nameChange || options.kindChange;
  const named = isRenamed ? remembering(resource) : resource;
  const { apiVersion, kind } = {
    apiVersion: resource.tree.fields.get('apiVersion'),
    kind: resource.tree.fields.get('kind'),
  };
  // What identifies the object is not the patch's to say.
  let own = patch;
  if (apiVersion) own = withField(own, 'apiVersion', apiVersion);
  if (kind && !options.kindChange) own = withField(own, 'kind', kind);
  const tree = strategicMerge(named.tree, own, { hasOwnSchema: build.traits.ownSchema });
  if (!tree) return undefined;
  if ('misfit' in tree) {
    report(build, patch.at ?? entry, {
      problem: 'error',
      message: `The patch does not apply to ${said(currentId(resource))}: ${tree.misfit}.`,
    });
    return undefined;
  }
  return isEmpty(tree) ? undefined : { ...named, tree: withOwnName(tree, resource.tree, options.nameChange) };
}

function withOwnName(tree: MapTree, before: MapTree, mayRename: boolean): MapTree {
  let kept = tree;
  for (const name of mayRename ? ['namespace'] : ['name', 'namespace']) {
    const old = fieldOf(fieldOf(before, 'metadata'), name);
    if (old === undefined || old.type === 'scalar') kept = withMetadata(kept, name, old);
  }
  return kept;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isNegated(target: Tree): boolean {
  return ['group', 'version', 'kind', 'name', 'namespace'].some((key) => textAt(target, key)?.startsWith('!'));
}
