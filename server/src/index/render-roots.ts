import type { Kustomization } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { takenFolders } from '../production/manifest-environments.ts';
import { folderOf } from '../production/modules/paths.ts';
import { findCharts } from '../rendering/helm/find.ts';
import type { RenderRoot } from '../rendering/renderer.ts';
import { isProductionFolder } from './sent-facts.ts';

/** A text for each root of its own. */
export function keyOf({ by, folder }: RenderRoot): string {
  return `${by} ${folder}`;
}

/** What makes a folder a chart. */
export function chartFileOf(folder: string): string {
  return folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
}

/** Charts that are not subcharts of another. */
export function chartsIn(paths: Iterable<string>): RenderRoot[] {
  return findCharts(paths).map((folder) => ({ by: 'helm', folder }));
}

/** Overlays that no other kustomization includes; those for production by default. */
export function overlaysIn(
  kustomizations: readonly Located<Kustomization>[],
  isWanted: (folder: string) => boolean = isProductionFolder,
): RenderRoot[] {
  const included = takenFolders(kustomizations);
  return kustomizations.flatMap(({ file, fact }): RenderRoot[] => {
    const folder = folderOf(file);
    const isRoot = !fact.isComponent && !included.has(folder) && !included.has(file);
    return isRoot && isWanted(folder) ? [{ by: 'kustomize', folder }] : [];
  });
}
