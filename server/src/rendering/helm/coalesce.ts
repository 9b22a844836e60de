import type { Dict, Value } from '../value.ts';
import type { Chart } from './chart.ts';
import { dict } from '../values/make.ts';

// As Helm's `chartutil.CoalesceValues`, step by step: which of two values wins depends on the order of its steps.

/** The key whose values go down to each subchart. */
const globalKey = 'global';

/** `merge`: nulls stay, so that a later step may still remove a default by them. */
export interface CoalesceOptions {
  readonly merge?: boolean;
}

/** A subchart's values that are no map: Helm stops there. */
export interface Mismatch {
  readonly chart: string;
  readonly value: Value;
}

/** The values of a chart and of its subcharts: those that are given over the defaults. Its arguments stay as they are. */
export function coalesceValues(
  chart: Chart,
  given: Dict,
  { merge = false }: CoalesceOptions = {},
): { readonly values: Dict; readonly mismatches: readonly Mismatch[] } {
  const values = copied(given);
  const mismatches: Mismatch[] = [];
  coalesceChart(chart, values, { merge, mismatches });
  return { values, mismatches };
}

interface Run {
  readonly merge: boolean;
  readonly mismatches: Mismatch[];
}

function coalesceChart(chart: Chart, into: Dict, run: Run): void {
  coalesceDefaults(chart, into, run.merge);
  for (const subchart of chart.dependencies) {
    const own = into.entries.get(subchart.name) ?? dict();
    if (own.type === 'unknown') continue;
    if (own.type !== 'dict') {
      run.mismatches.push({ chart: subchart.name, value: own });
      continue;
    }
    into.entries.set(subchart.name, own);
    coalesceGlobals(own, into);
    coalesceChart(subchart, own, run);
  }
}

function coalesceDefaults(chart: Chart, into: Dict, merge: boolean): void {
  for (const [key, fallback] of copied(chart.values).entries) {
    const value = into.entries.get(key);
    if (value === undefined) into.entries.set(key, fallback);
    else if (value.type === 'nil' && !merge) into.entries.delete(key);
    else if (value.type === 'dict' && fallback.type === 'dict') {
      const isSubchart = chart.dependencies.some(({ name }) => name === key);
      into.entries.set(key, coalesceTables(value, fallback, { merge: merge || isSubchart }));
    }
  }
}

/** `over` with what only `under` has; both may be changed. A map keeps the place of the upper one. */
export function coalesceTables(over: Dict, under: Dict, { merge = false }: CoalesceOptions = {}): Dict {
  for (const [key, value] of under.entries) {
    const upper = over.entries.get(key);
    if (upper === undefined) over.entries.set(key, value);
    else if (upper.type === 'nil' && !merge) {
      // A null removes what it hides; beside another null it stays.
      if (value.type !== 'nil') over.entries.delete(key);
    } else if (upper.type === 'dict' && value.type === 'dict') {
      over.entries.set(key, coalesceTables(upper, value, { merge }));
    }
  }
  return over.from || !under.from ? over : { ...over, from: under.from };
}

/** Globals of a parent win over those of its subchart, which is the other way round than for defaults. */
function coalesceGlobals(into: Dict, parent: Dict): void {
  const own = into.entries.get(globalKey) ?? dict();
  const upper = parent.entries.get(globalKey) ?? dict();
  if (own.type !== 'dict' || upper.type !== 'dict') return;
  for (const [key, value] of upper.entries) {
    const lower = own.entries.get(key);
    if (value.type === 'dict') {
      if (lower === undefined) own.entries.set(key, copied(value));
      else if (lower.type === 'dict') own.entries.set(key, coalesceTables(copied(value), lower, { merge: true }));
    } else if (lower?.type !== 'dict') own.entries.set(key, value);
  }
  into.entries.set(globalKey, own.from || !upper.from ? own : { ...own, from: upper.from });
}

/** Several values files as one: maps are merged, anything else is replaced, a null included. */
export function mergeLayers(lower: Dict, upper: Dict): Dict {
  const entries = new Map(lower.entries);
  for (const [key, value] of upper.entries) {
    const former = entries.get(key);
    entries.set(key, former?.type === 'dict' && value.type === 'dict' ? mergeLayers(former, value) : value);
  }
  const from = upper.from ?? lower.from;
  return { type: 'dict', entries, ...(from ? { from } : {}) };
}

/** A copy that shares no map with the original: templates change maps in place. */
export function copied(value: Dict): Dict {
  return { ...value, entries: new Map([...value.entries].map(([key, each]) => [key, copyOf(each)])) };
}

function copyOf(value: Value): Value {
  if (value.type === 'dict') return copied(value);
  return value.type === 'list' ? { ...value, items: value.items.map(copyOf) } : value;
}

/** The value at a path of keys; undefined where there is none. */
export function valueAt(values: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((at, key) => (at?.type === 'dict' ? at.entries.get(key) : undefined), values);
}
