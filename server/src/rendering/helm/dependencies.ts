import type { Dict } from '../value.ts';
import { dict, str } from '../values/make.ts';
import type { Chart, Requirement } from './chart.ts';
import { coalesceTables, coalesceValues, copied, type Mismatch, valueAt } from './coalesce.ts';

// As Helm's `chartutil.ProcessDependencies`.

/** A dependency, and the chart that lists it. */
export interface Listed {
  readonly requirement: Requirement;
  /** Keys of the subcharts on the way to it, its own name included. */
  readonly path: readonly string[];
}

/** A chart with those subcharts that its values turn on, under their aliases and with the values that it imports from them. */
export interface Processed {
  readonly chart: Chart;
  /** Turned on, but not in the workspace. */
  readonly missing: readonly Listed[];
  /** Whether they are turned on is not known: they are left out. */
  readonly undecided: readonly Listed[];
  /** Values of subcharts, on or off, that are no map. */
  readonly mismatches: readonly Mismatch[];
}

/** Whether a version of a chart is in a range of versions; an empty range holds all. */
export type Compatible = (version: string, range: string) => boolean;

/** Turns subcharts on and off as the given values say. */
export function processDependencies(chart: Chart, given: Dict, compatible: Compatible): Processed {
  const missing: Listed[] = [];
  const undecided: Listed[] = [];
  const mismatches: Mismatch[] = [];
  const enabled = withEnabled(chart, given, { path: [], compatible, missing, undecided, mismatches });
  return { chart: withImports(enabled), missing, undecided, mismatches };
}

interface Run {
  readonly path: readonly string[];
  readonly compatible: Compatible;
  readonly missing: Listed[];
  readonly undecided: Listed[];
  readonly mismatches: Mismatch[];
}

function withEnabled(chart: Chart, given: Dict, run: Run): Chart {
  const { compatible } = run;
  const listed = chart.metadata.dependencies;
  // Helm stops here: subcharts that no list names are always on.
  if (listed.length === 0) return chart;
  const fits = (requirement: Requirement, each: Chart) =>
    each.name === requirement.chart && compatible(each.metadata.version, requirement.version);
  const unlisted = chart.dependencies.filter((each) => !listed.some((requirement) => fits(requirement, each)));
  const named = listed.map((requirement) => {
    const found = chart.dependencies.find((each) => fits(requirement, each));
    return { requirement, found: found && renamed(found, requirement.name) };
  });
  const all = [...unlisted, ...named.flatMap(({ found }) => found ?? [])];
  const { values, mismatches } = coalesceValues({ ...chart, dependencies: all }, given);
  run.mismatches.push(...mismatches);
  const off = new Set<string>();
  for (const { requirement } of named) {
    const path = [...run.path, requirement.name];
    const state = isEnabled(requirement, values, run.path);
    if (state === false) off.add(requirement.name);
    else if (state === undefined) {
      off.add(requirement.name);
      run.undecided.push({ requirement, path });
    } else if (!chart.dependencies.some(({ name }) => name === requirement.chart))
      run.missing.push({ requirement, path });
  }
  const on = all.filter(({ name }) => !off.has(name));
  return {
    ...chart,
    metadata: { ...chart.metadata, dependencies: listed.filter(({ name }) => !off.has(name)) },
    dependencies: on.map((each) => withEnabled(each, values, { ...run, path: [...run.path, each.name] })),
  };
}

function renamed(chart: Chart, name: string): Chart {
  if (chart.name === name) return chart;
  const fields = dict([...chart.metadata.fields.entries, ['Name', str(name)]]);
  return { ...chart, name, metadata: { ...chart.metadata, fields } };
}

/** The first condition that is a boolean decides, over tags; undefined where it is not known. */
function isEnabled({ condition, tags }: Requirement, values: Dict, path: readonly string[]): boolean | undefined {
  for (const each of condition.trim().split(',')) {
    const value = each === '' ? undefined : valueAt(values, [...path, ...each.split('.')]);
    if (value?.type === 'unknown') return undefined;
    if (value?.type === 'bool') return value.value;
  }
  const set = tags.map((tag) => valueAt(values, ['tags', tag]));
  const isOn = set.some((value) => value?.type === 'bool' && value.value);
  const isOff = set.some((value) => value?.type === 'bool' && !value.value);
  return isOn || !isOff;
}

function withImports(chart: Chart): Chart {
  const dependencies = chart.dependencies.map(withImports);
  const inner = { ...chart, dependencies };
  if (chart.metadata.dependencies.length === 0) return inner;
  const { values } = coalesceValues(inner, dict(), { merge: true });
  let imported = dict();
  for (const { name, imports } of chart.metadata.dependencies) {
    for (const { child, parent } of imports) {
      const table = valueAt(values, [name, ...child]);
      if (table?.type !== 'dict') continue;
      const placed = parent.reduceRight<Dict>((below, key) => dict([[key, below]]), copied(table));
      imported = coalesceTables(imported, placed, { merge: true });
    }
  }
  return { ...inner, values: coalesceTables(values, imported, { merge: true }) };
}
