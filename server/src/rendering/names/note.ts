import type { Place } from '../../model/span.ts';
import type { Files } from '../files.ts';
import type { Chart } from '../helm/chart.ts';
import type { Uses } from '../template/uses.ts';
import type { NamedSource, Scopes } from './scopes.ts';

/** Something about a value that people may want to know. */
export interface ValueNote extends Place {
  /** As a template of that chart names it: `image.tag`. */
  readonly path: string;
}

/** What is known of a chart and its subcharts. */
export interface NoteInput {
  readonly files: Files;
  readonly chart: Chart;
  readonly sources: readonly NamedSource[];
  readonly uses: ReadonlyMap<string, Uses>;
  readonly scopes: Scopes;
}

/** The names under which a chart's values have those of its subcharts, here or not. */
export function subchartNames(chart: Chart): readonly string[] {
  return [...chart.dependencies, ...chart.metadata.dependencies].map(({ name }) => name);
}
