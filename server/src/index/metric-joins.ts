import type { Metric, Query, RecordingRule } from '../model/monitoring-fact.ts';
import type { Located } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import { fits } from '../rules/vocabulary/alerts/objectives.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** A place where a query asks for a series. */
export interface SeriesUse extends Place {
  readonly by: 'alert' | 'panel' | 'objective' | 'recording rule';
  /** Name of the alert, panel, objective or rule. */
  readonly name: string;
  readonly series: string;
}

/** Where metrics of code meet alerts, panels, objectives and recording rules. */
export interface MetricJoins {
  /** Uses of a metric, those by way of recording rules among them. */
  usesOf(metric: Metric): readonly SeriesUse[];
  /** Uses of what a recording rule records. */
  usesOfRule(rule: RecordingRule): readonly SeriesUse[];
  /** Metrics of code and recording rules that bring a series. */
  sourcesOf(series: string): readonly Located<Metric | RecordingRule>[];
  /** Uses in one file. */
  inFile(file: string): readonly SeriesUse[];
  /** There is something that could use a metric. */
  readonly any: boolean;
}

const joins = new WeakMap<WorkspaceIndex, { version: number; joins: MetricJoins }>();

/** The joins of an index as it is now; kept until it changes. */
export function metricJoins(index: WorkspaceIndex): MetricJoins {
  const known = joins.get(index);
  if (known?.version === index.version) return known.joins;
  const made = join(index);
  joins.set(index, { version: index.version, joins: made });
  return made;
}

function join(index: WorkspaceIndex): MetricJoins {
  const uses = allUses(index);
  const rules = index.inWorkspace('recording-rule');
  const metrics = index.inWorkspace('metric');
  /** The uses of some series, and of what is recorded from them. */
  const closure = (matches: (series: string) => boolean): SeriesUse[] => {
    const found = new Set<SeriesUse>();
    const recorded = new Set<string>();
    const pending = [matches];
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const use of uses) {
        if (found.has(use) || !next(use.series)) continue;
        found.add(use);
        if (use.by !== 'recording rule' || recorded.has(use.name)) continue;
        recorded.add(use.name);
        pending.push((series) => series === use.name);
      }
    }
    return [...found];
  };
  return {
    any: uses.length > 0,
    usesOf: (metric) => closure((series) => metric.series.some((pattern) => fits(series, pattern))),
    usesOfRule: (rule) => closure((series) => series === rule.name),
    sourcesOf: (series) => [
      ...metrics.filter(({ fact }) => fact.series.some((pattern) => fits(series, pattern))),
      ...rules.filter(({ fact }) => fact.name === series),
    ],
    inFile: (file) => uses.filter((use) => use.file === file),
  };
}

function allUses(index: WorkspaceIndex): SeriesUse[] {
  const of = (query: Query | undefined, by: SeriesUse['by'], { file, name }: { file: string; name: string }) =>
    (query?.selectors ?? []).flatMap(({ metric, span }): SeriesUse[] =>
      metric === undefined ? [] : [{ file, span, by, name, series: metric }],
    );
  return [
    ...index.inWorkspace('alert').flatMap(({ file, fact }) => of(fact.query, 'alert', { file, name: fact.name })),
    ...index
      .inWorkspace('panel')
      .flatMap(({ file, fact }) =>
        fact.queries.flatMap(({ query }) => of(query, 'panel', { file, name: `${fact.dashboard}: ${fact.title}` })),
      ),
    ...index
      .inWorkspace('objective')
      .flatMap(({ file, fact }) =>
        fact.indicators.flatMap(({ query }) => of(query, 'objective', { file, name: fact.name })),
      ),
    ...index
      .inWorkspace('recording-rule')
      .flatMap(({ file, fact }) => of(fact.query, 'recording rule', { file, name: fact.name })),
  ];
}
