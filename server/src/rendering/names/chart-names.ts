import type { Place, Span } from '../../model/span.ts';
import type { Files } from '../files.ts';
import { environmentsOf } from '../helm/find.ts';
import { loadChart } from '../helm/load.ts';
import type { Chart } from '../helm/chart.ts';
import { usesInChart } from '../template/uses.ts';
import type { ValueNote } from './note.ts';
import { inAll, placedCharts, type PlacedChart } from './placed.ts';
import { scopesOfHelpers, type NamedSource } from './scopes.ts';
import { unsetValues } from './unset.ts';
import { unusedKeys } from './unused.ts';
import { keysIn } from './value-keys.ts';

/** A key of a values file. */
export interface KeyPlace {
  /** As the outermost chart names it: the name of a subchart, then what is below its `.Values`; `global` is the same for all. */
  readonly path: readonly string[];
  readonly at: Place;
}

/** A place in a template that reads a value. */
export interface UsePlace {
  /** As of keys; `*` is any key or item. Several where a helper is called by several charts. */
  readonly paths: readonly (readonly string[])[];
  readonly file: string;
  /** The whole expression. */
  readonly span: Span;
  /** Ranges of the last keys of the path, as far as they are written here. */
  readonly keys: readonly Span[];
  /** It is printed or given away with everything below it. */
  readonly whole: boolean;
}

/** A named template where it is called. */
export interface NamedPlace {
  readonly name: string;
  readonly at: Place;
}

/** A named template where it is defined. */
export interface DefinedPlace extends NamedPlace {
  /** From its first brace to those of its `end`. */
  readonly around: Span;
}

/** How the values and the named templates of a chart and its subcharts are connected. */
export interface ChartNames {
  readonly keys: readonly KeyPlace[];
  readonly uses: readonly UsePlace[];
  readonly calls: readonly NamedPlace[];
  readonly definitions: readonly DefinedPlace[];
  /** Keys of the chart's own values that certainly no template reads. */
  readonly unused: readonly ValueNote[];
  /** Places that print a value, there or not, which no values file of the chart sets. */
  readonly unset: readonly ValueNote[];
}

const nothing: ChartNames = { keys: [], uses: [], calls: [], definitions: [], unused: [], unset: [] };

/** The names of a chart, of its subcharts and of its values files; `values` are further ones that it is deployed with. */
export function chartNames(
  files: Files,
  folder: string,
  { values }: { readonly values: readonly string[] } = { values: [] },
): ChartNames {
  const { chart, isUnreadable } = loadChart(folder, { files, reads: new Set() });
  if (!chart) return nothing;
  const charts = placedCharts(chart);
  const sources = charts.flatMap(sourcesOf);
  const uses = usesInChart(sources.map(({ source }) => source));
  const scopes = scopesOfHelpers(sources, uses);
  const found: UsePlace[] = [];
  const calls: NamedPlace[] = [];
  const definitions: DefinedPlace[] = [];
  const isHere = ({ source: { file } }: NamedSource) => !isArchived(file);
  for (const each of sources.filter(isHere)) {
    const { file, name } = each.source;
    const own = uses.get(name);
    const charts = scopes.get(name) ?? [each.chart.path];
    for (const { path, span, keys, whole } of own?.values ?? [])
      if (path.length > 0) found.push({ paths: charts.map((at) => inAll(at, path)), file, span, keys, whole });
    calls.push(...(own?.calls ?? []).map((call) => ({ name: call.name, at: { file, span: call.span } })));
    for (const { name: defined, span, around } of own?.definitions ?? [])
      definitions.push({ name: defined, at: { file, span }, around });
  }
  const notes = { files, chart, sources, uses, scopes };
  return {
    keys: valuesFiles(files, { chart, charts, values }).flatMap(({ file, path }) =>
      keysIn({ file, text: files.text(file) ?? '' }).map((key) => ({ path: inAll(path, key.path), at: key.at })),
    ),
    uses: unique(found, ({ file, span, paths }) => `${file} ${span.start} ${span.end} ${paths.join(' ')}`),
    calls: unique(calls, placed),
    definitions: unique(definitions, placed),
    unused: isUnreadable ? [] : unusedKeys(notes),
    unset: isUnreadable ? [] : unsetValues(notes),
  };
}

/** Whether a path of the workspace leads into an archive: nobody edits it here. */
function isArchived(file: string): boolean {
  return /\.t?gz(\/|$)/.test(file);
}

function sourcesOf(placed: PlacedChart): readonly NamedSource[] {
  const { chart, path } = placed;
  return chart.templates.flatMap((template) => {
    const text = template.text();
    if (text === undefined) return [];
    const name = [chart.name, ...path, template.path].join('/');
    return [{ chart: placed, path: template.path, source: { name, file: template.file, text } }];
  });
}

function valuesFiles(
  files: Files,
  { chart, charts, values }: { chart: Chart; charts: readonly PlacedChart[]; values: readonly string[] },
): readonly { readonly file: string; readonly path: readonly string[] }[] {
  const { folder } = chart;
  const slash = folder.lastIndexOf('/');
  const environments = environmentsOf(files.under(slash < 0 ? '' : folder.slice(0, slash)), folder);
  const layers = environments.flatMap((environment) =>
    environment.values.flatMap((each) => ('file' in each ? [each.file] : [])),
  );
  const defaults = charts.map(({ chart: each, path }) => ({
    file: each.folder === '' ? 'values.yaml' : `${each.folder}/values.yaml`,
    path,
  }));
  return [...defaults, ...[...new Set([...layers, ...values])].map((file) => ({ file, path: [] }))].filter(
    ({ file }) => !isArchived(file),
  );
}

function placed({ name, at }: NamedPlace): string {
  return `${at.file} ${at.span.start} ${name}`;
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
