import { matcherOf, signsOf } from '../../workspace/glob.ts';
import { type Build, kustomizationNames } from '../kustomize/build.ts';
import { readFile } from '../kustomize/from-yaml.ts';
import { folderOf, inFolder } from '../kustomize/paths.ts';
import { type MapTree, mapTree, textAt, textTree, type Tree } from '../kustomize/tree.ts';

/** Which files of a folder without a kustomization are deployed. */
export interface FolderFiles {
  readonly recurse: boolean;
  readonly include?: string;
  readonly exclude?: string;
}

/** The kustomization that stands for a folder without one: all its manifests. */
export function folderKustomization(folder: string, build: Build, { recurse, include, exclude }: FolderFiles): MapTree {
  build.reads.add(folder === '' ? '' : `${folder}/`);
  const files = build.files.under(folder);
  const all = files.filter((file) => kustomizationNames.includes(file.slice(file.lastIndexOf('/') + 1))).map(folderOf);
  const own = all.filter((inner) => !all.some((other) => isInside(inner, other)));
  const [isIncluded, isExcluded] = [globOf(include), globOf(exclude)];
  const resources: string[] = own.filter((inner) => isInside(inner, folder)).map((inner) => inner.slice(start(folder)));
  for (const file of files) {
    const name = file.slice(start(folder));
    if (!/\.(?:ya?ml|json)$/.test(name) || (!recurse && name.includes('/')) || /(^|\/)\./.test(name)) continue;
    if (isIncluded?.(name) === false || isExcluded?.(name) === true) continue;
    if (own.some((inner) => isInside(file, inner)) || !hasObjects(file, build)) continue;
    resources.push(name);
  }
  const place = { file: inFolder(folder, 'kustomization.yaml'), span: { start: 0, end: 0 } };
  const items = (recurse ? resources : resources.filter((name) => !own.includes(inFolder(folder, name))))
    .sort()
    .map((name) => textTree(name, { at: { ...place, file: inFolder(folder, name) } }));
  return mapTree([['resources', { key: {}, value: { type: 'list', items } }]], { at: place });
}

function start(folder: string): number {
  return folder === '' ? 0 : folder.length + 1;
}

function isInside(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}

function globOf(pattern: string | undefined): ((name: string) => boolean) | undefined {
  if (pattern === undefined || pattern === '') return undefined;
  // `{a.yaml,b.yaml}` lists patterns.
  const patterns = /^\{(.*)\}$/.exec(pattern)?.[1]?.split(',') ?? [pattern];
  const matchers = patterns.flatMap((each) => {
    const signs = signsOf(each);
    return signs ? [matcherOf(signs, { bare: false })] : [];
  });
  return (name) => matchers.some((matches) => matches(name.split('/')));
}

function hasObjects(file: string, build: Build): boolean {
  const text = build.files.text(file);
  if (text === undefined) return false;
  return readFile(file, text).some(({ tree }: { tree?: Tree }) => textAt(tree, 'kind') !== undefined);
}
