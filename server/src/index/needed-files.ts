import type { Kustomization } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { folderOf } from '../production/modules/paths.ts';
import type { RenderRoot } from '../rendering/renderer.ts';
import type { RenderingFiles } from './rendering-files.ts';

/** Files that are read for one root before it asks. */
const mostFiles = 3000;

/** What a root will ask for, as far as it is known before it is rendered. */
export function neededFiles(
  { by, folder }: RenderRoot,
  files: RenderingFiles,
  kustomizations: readonly Located<Kustomization>[],
): readonly string[] {
  if (by === 'gitops') return files.in('', true).filter((file) => /\.ya?ml$/.test(file));
  if (by === 'helm') return files.in(folder, true).slice(0, mostFiles);
  const byFolder = new Map(kustomizations.map((each) => [folderOf(each.file), each.fact]));
  const folders = new Set([folder]);
  const found: string[] = [];
  for (const each of folders) {
    found.push(...files.in(each, false));
    const { resources = [], components = [] } = byFolder.get(each) ?? {};
    for (const path of [...resources, ...components]) if (byFolder.has(path)) folders.add(path);
    found.push(...resources);
    if (found.length > mostFiles) break;
  }
  return found;
}
