import type { Files } from './files.ts';
import type { ValuesLayer } from './helm/layers.ts';
import { renderChart } from './helm/render.ts';
import type { ChartPort } from './kustomize/charts.ts';
import type { Origin, ScalarTree, Tree } from './kustomize/tree.ts';
import { plainValue } from './values/from-yaml.ts';
import { bool, dict, float, list, nil, str, unknown } from './values/make.ts';
import type { Value } from './value.ts';

/** Renders the charts of the workspace that a kustomization names. */
export function chartsOfKustomizations(files: Files): ChartPort {
  return (request) => {
    const { chart, name, namespace, valueFiles, inline, kubeVersion, apiVersions, includeCrds } = request;
    const given = inline && valueOfTree(inline);
    const values: readonly ValuesLayer[] = [
      ...valueFiles.map((file) => ({ file })),
      ...(given?.type === 'dict' ? [{ values: given }] : []),
    ];
    const rendering = renderChart(files, {
      chart,
      values,
      release: { name, namespace },
      environment: '',
      apiVersions,
      includeCrds,
      ...(kubeVersion === undefined ? {} : { kubeVersion }),
    });
    const objects = rendering.objects.filter(({ hooks }) => {
      if (!hooks) return true;
      return !request.skipHooks && !(request.skipTests && hooks.includes('test'));
    });
    return { ...rendering, objects };
  };
}

function valueOfTree(tree: Tree): Value {
  const from = placesOf(tree);
  switch (tree.type) {
    case 'map':
      return dict(
        [...tree.fields].map(([key, { value }]) => [key, valueOfTree(value)] as const),
        from,
      );
    case 'list':
      return list(tree.items.map(valueOfTree), from);
    case 'unknown':
      return unknown(tree.because, from);
    case 'scalar':
      return scalarValue(tree, from);
  }
}

function scalarValue({ text, tag, isQuoted }: ScalarTree, from: Origin['from']): Value {
  const value = isQuoted || tag === 'str' || tag === 'time' ? text : plainValue(text);
  if (value === null) return nil(from);
  if (typeof value === 'boolean') return bool(value, from);
  return typeof value === 'number' ? float(value, from) : str(value, from);
}

function placesOf({ at, from }: Origin): Origin['from'] {
  return from ?? (at ? [at] : undefined);
}
