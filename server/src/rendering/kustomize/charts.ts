import type { Rendering } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import type { ValuesLayer } from '../helm/layers.ts';
import { renderChart } from '../helm/render.ts';

/** What a kustomization asks of a chart. */
export interface ChartRequest {
  /** Folder of the chart in the workspace. */
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  /** Later ones win. */
  readonly values: readonly ValuesLayer[];
  readonly includeCrds: boolean;
  readonly kubeVersion?: string;
  readonly apiVersions: readonly string[];
  readonly skipHooks: boolean;
  readonly skipTests: boolean;
  readonly environment: string;
}

/** Renders a chart of the workspace. */
export type ChartPort = (request: ChartRequest) => Rendering;

/** Renders charts as Helm does. */
export function openCharts(files: Files): ChartPort {
  return ({ name, namespace, skipHooks, skipTests, ...request }) => {
    const rendering = renderChart(files, { ...request, release: { name, namespace } });
    const objects = rendering.objects.filter(
      ({ hooks = [] }) =>
        !(skipHooks && hooks.length > 0) && !(skipTests && hooks.some((hook) => hook.startsWith('test'))),
    );
    return { ...rendering, objects };
  };
}
