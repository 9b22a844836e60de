import type { Rendering } from '../model/rendering.ts';
import type { Files } from './files.ts';
import { environmentsOf } from './helm/find.ts';
import { renderChart } from './helm/render.ts';
import { renderKustomization } from './kustomize/render.ts';
import type { Renderer, RenderRoot } from './renderer.ts';

/** Renders charts with the values of each environment, and overlays. */
export const renderer: Renderer = { render };

function render(files: Files, { by, folder }: RenderRoot): readonly Rendering[] {
  return by === 'kustomize' ? [renderKustomization(files, folder)] : environmentRenderings(files, folder);
}

/** A chart once with its own values, and once for each environment; its release is called as the folder is. */
function environmentRenderings(files: Files, chart: string): readonly Rendering[] {
  const slash = chart.lastIndexOf('/');
  const environments = environmentsOf(files.under(slash < 0 ? '' : chart.slice(0, slash)), chart);
  const name = chart.slice(slash + 1) || 'release';
  return environments.map((each) =>
    renderChart(files, {
      chart,
      values: each.values,
      release: { name, namespace: 'default' },
      environment: each.name,
    }),
  );
}
