import type { Chart } from '../helm/chart.ts';

/** A chart with the keys under which its values are in those of the outermost chart. */
export interface PlacedChart {
  readonly chart: Chart;
  readonly path: readonly string[];
}

/** A subchart with several names is there several times. */
const maxPlaced = 400;

/** A chart and its subcharts, on or off, under each of their names. */
export function placedCharts(chart: Chart): readonly PlacedChart[] {
  const all: PlacedChart[] = [{ chart, path: [] }];
  for (const { chart: parent, path } of all) {
    for (const child of parent.dependencies) {
      const listed = parent.metadata.dependencies.filter((each) => each.chart === child.name);
      const names = listed.length > 0 ? listed.map(({ name }) => name) : [child.name];
      for (const name of names) if (all.length < maxPlaced) all.push({ chart: child, path: [...path, name] });
    }
  }
  return all;
}

/** A path below the `.Values` of a chart as the outermost chart names it. */
export function inAll(chart: readonly string[], path: readonly string[]): readonly string[] {
  return path[0] === 'global' ? path : [...chart, ...path];
}
