import type { Files } from '../files.ts';
import { kustomizationNames } from './build.ts';
import { readFile } from './from-yaml.ts';
import { baseName, folderOf, pathFrom } from './paths.ts';
import { itemsAt, textAt, type Tree } from './tree.ts';

/** A kustomization of the workspace. */
export interface FoundKustomization {
  readonly folder: string;
  readonly file: string;
  /** Changes what another kustomization gathers; renders nothing by itself. */
  readonly isComponent: boolean;
  /** Another kustomization includes it. One that nothing includes is an environment. */
  readonly isIncluded: boolean;
  /** The files and folders that it names as resources and components. */
  readonly includes: readonly string[];
}

/** All kustomizations, in the order of their folders. */
export function findKustomizations(files: Files): readonly FoundKustomization[] {
  const found: Omit<FoundKustomization, 'isIncluded'>[] = [];
  for (const file of files.under('')) {
    if (!kustomizationNames.includes(baseName(file))) continue;
    const tree = kustomizationTree(file, files.text(file) ?? '');
    if (!tree) continue;
    const folder = folderOf(file);
    const includes = ['resources', 'bases', 'components'].flatMap((key) =>
      itemsAt(tree, key).flatMap((item) => pathFrom(folder, textAt(item) ?? '') ?? []),
    );
    found.push({ folder, file, isComponent: textAt(tree, 'kind') === 'Component', includes });
  }
  const included = new Set(found.flatMap(({ includes }) => includes));
  return found
    .map((each) => ({ ...each, isIncluded: included.has(each.folder) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}

/** A kustomization, and not a resource of Flux in a file of the same name. */
function kustomizationTree(file: string, text: string): Tree | undefined {
  const [first] = readFile(file, text);
  const tree = first?.tree;
  if (tree?.type !== 'map') return undefined;
  const apiVersion = textAt(tree, 'apiVersion');
  return apiVersion === undefined || apiVersion.startsWith('kustomize.config.k8s.io/') ? tree : undefined;
}
