import type { Files } from '../files.ts';
import { renderChart } from '../helm/render.ts';
import { folderOf } from '../kustomize/paths.ts';
import type { Made } from '../renderer.ts';
import type { Release } from './release.ts';

/** The objects of a release whose chart is in the workspace; of any other the problem that says what would bring it. */
export function renderRelease(files: Files, release: Release): Made {
  const { chart, values, name, namespace, kubeVersion, apiVersions, includeCrds, environment, problems, reads } =
    release;
  if (chart.type !== 'local') {
    const root = folderOf(environment.file);
    return { root, by: 'helm', environment: environment.folder, objects: [], problems, reads: [...reads].sort() };
  }
  const rendering = renderChart(files, {
    chart: chart.folder,
    values,
    release: { name, namespace },
    apiVersions,
    includeCrds,
    environment: environment.folder,
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
  });
  return {
    ...rendering,
    problems: [...problems, ...rendering.problems],
    reads: [...new Set([...reads, ...rendering.reads])].sort(),
  };
}
