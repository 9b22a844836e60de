import type { ChartElsewhere } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import { mergedLayers } from '../helm/layers.ts';
import { renderChart } from '../helm/render.ts';
import { folderOf } from '../kustomize/paths.ts';
import type { Made } from '../renderer.ts';
import { givenValues } from './given-values.ts';
import type { Release, RemoteChart } from './release.ts';

/** The objects of a release whose chart is in the workspace; of any other the problem that says what would bring it. */
export function renderRelease(files: Files, release: Release): Made {
  const { chart, values, name, namespace, kubeVersion, apiVersions, includeCrds, environment, problems, reads } =
    release;
  if (chart.type !== 'local') {
    const root = folderOf(environment.file);
    const from = new Set(reads);
    const elsewhere = chart.type === 'remote' && chartElsewhere(release, chart, { files, reads: from });
    return {
      root,
      by: 'helm',
      environment: environment.folder,
      objects: [],
      problems,
      reads: [...from].sort(),
      ...(elsewhere ? { elsewhere } : {}),
    };
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

function chartElsewhere(
  { name, deployer, values, problems }: Release,
  chart: RemoteChart,
  from: { readonly files: Files; readonly reads: Set<string> },
): ChartElsewhere | undefined {
  const named = problems.find(({ problem }) => problem === 'missing');
  const at = named ? { file: named.file, span: named.span } : deployer.at;
  if (!at) return undefined;
  const { version } = chart;
  const given = givenValues(mergedLayers(values, from).values);
  return { release: name, chart: chart.name, at, values: given, ...(version === undefined ? {} : { version }) };
}
