import type { WorkspaceIndex } from '../index/workspace-index.ts';

/** A chart that releases of the workspace install and that is not in it. */
export interface ChartNotHere {
  readonly chart: string;
  readonly releases: readonly string[];
}

/** The charts that are deployed and not in the workspace, by name. */
export function chartsNotHere({ inWorkspace }: Pick<WorkspaceIndex, 'inWorkspace'>): readonly ChartNotHere[] {
  const byChart = new Map<string, Set<string>>();
  for (const { fact } of inWorkspace('remote-chart'))
    byChart.set(fact.chart, (byChart.get(fact.chart) ?? new Set()).add(fact.release));
  return [...byChart]
    .map(([chart, releases]) => ({ chart, releases: [...releases].filter((each) => each !== '').sort() }))
    .sort((a, b) => (a.chart < b.chart ? -1 : 1));
}
