import type { Files } from '../files.ts';
import { kustomizationNames } from '../kustomize/build.ts';
import type { FoundKustomization } from '../kustomize/find.ts';
import { readFile } from '../kustomize/from-yaml.ts';
import { baseName, folderOf } from '../kustomize/paths.ts';
import { buildKustomization, type KustomizeOptions } from '../kustomize/render.ts';
import { type Resource, resourceOf } from '../kustomize/resource.ts';
import { itemsAt, textAt, type Tree } from '../kustomize/tree.ts';
import type { Interest } from './interest.ts';

/** An object of the workspace, and where it is deployed from. */
export interface Found {
  readonly resource: Resource;
  /** The kustomization that gives it; the folder of its file where none does. */
  readonly folder: string;
  readonly reads: readonly string[];
  /** The objects beside it, which it may name. */
  readonly group: readonly Resource[];
  /** It is in a folder that a resource of GitOps deploys. */
  readonly isInTree: boolean;
}

/** What objects are gathered with. */
export interface Gathering extends KustomizeOptions {
  readonly interest: Interest;
  readonly kustomizations: readonly FoundKustomization[];
}

/**
 * The objects of a workspace that may be of Flux or Argo CD, or be named by those: those of each kustomization that nothing
 * includes and that has one, and those of other files.
 */
export function gatherObjects(files: Files, { interest, kustomizations, ...options }: Gathering): readonly Found[] {
  const found: Found[] = [];
  const used = new Set<string>();
  for (const { folder, isComponent, isIncluded } of kustomizations) {
    if (isComponent || isIncluded || !interest.isFolder(folder)) continue;
    const built = buildKustomization(files, folder, options);
    for (const file of built.reads) used.add(file);
    for (const resource of built.resources)
      found.push({ resource, folder, reads: built.reads, group: built.resources, isInTree: false });
  }
  for (const file of files.under('')) {
    if (used.has(file) || !interest.isFile(file) || kustomizationNames.includes(baseName(file))) continue;
    const group = readFile(file, files.text(file) ?? '').flatMap(({ tree }) => objectsOf(tree, file));
    for (const resource of group)
      found.push({ resource, folder: folderOf(file), reads: [file], group, isInTree: false });
  }
  return found;
}

function objectsOf(tree: Tree | undefined, file: string): Resource[] {
  if (tree?.type !== 'map' || textAt(tree, 'kind') === undefined) return [];
  const items = itemsAt(tree, 'items');
  return items.length > 0 ? items.flatMap((item) => objectsOf(item, file)) : [resourceOf(tree, file)];
}
