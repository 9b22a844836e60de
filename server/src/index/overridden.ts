import type { Kustomization } from '../model/artefact-fact.ts';
import type { FileFacts } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';
import { folderOf } from '../production/modules/paths.ts';

/** What is known of the files of a workspace, for finding what no longer says anything. */
export interface Overriding {
  readonly kustomizations: readonly Located<Kustomization>[];
  /** Files that are rendered for production. */
  isReplaced(file: string): boolean;
  /** The facts that a file gives by itself. */
  own(file: string): FileFacts | undefined;
}

/**
 * Kustomizations for other environments, and the files with their patches, where all that they change is rendered for production:
 * what they make of it there is not what users get.
 */
export function overriddenFiles({ kustomizations, isReplaced, own }: Overriding): ReadonlySet<string> {
  const byFolder = new Map(kustomizations.map((each) => [folderOf(each.file), each]));
  const found = new Set<string>();
  const drop = (file: string): void => {
    found.add(file);
    for (const fact of own(file)?.facts ?? [])
      if (fact.kind === 'manifest-patch' && fact.from !== undefined) found.add(fact.from);
  };
  const components: Located<Kustomization>[] = [];
  for (const each of kustomizations) {
    if (isReplaced(each.file)) continue;
    const files = reachedFiles(each, byFolder);
    if (files.length === 0 && each.fact.isComponent) components.push(each);
    if (files.length > 0 && files.every(isReplaced)) drop(each.file);
  }
  // A component changes nothing but what takes it in; one may take in another.
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { file } of components) {
      const takers = kustomizations.filter(({ fact }) => fact.components.includes(folderOf(file)));
      const isDone = takers.length > 0 && takers.every((each) => isReplaced(each.file) || found.has(each.file));
      if (isDone && !found.has(file)) drop(file);
    }
  }
  return found;
}

/** Files that a kustomization takes, over those that it builds on. */
export function reachedFiles(
  from: Located<Kustomization>,
  byFolder: ReadonlyMap<string, Located<Kustomization>>,
): readonly string[] {
  const files: string[] = [];
  const seen = new Set([from]);
  for (const { fact } of seen)
    for (const resource of fact.resources) {
      const next = byFolder.get(resource);
      if (next) seen.add(next);
      else files.push(resource);
    }
  return files;
}
