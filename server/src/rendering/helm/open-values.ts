import { dict } from '../values/make.ts';
import type { Dict } from '../value.ts';
import type { Listed } from './dependencies.ts';

/** Why what a chart that is not here would give is not known, as a clause. */
export function becauseMissing({ requirement: { chart } }: Listed): string {
  return `the chart ${chart} is not in this workspace`;
}

/** Marks the maps whose keys may come from charts that are not here: their own values, and where those are imported. */
export function openMissing(values: Dict, missing: readonly Listed[]): Dict {
  return missing.reduce((all, listed) => {
    const { path, requirement } = listed;
    const parent = path.slice(0, -1);
    const paths = [path, ...requirement.imports.map((each) => [...parent, ...each.parent])];
    return paths.reduce((changed, each) => opened(changed, each, becauseMissing(listed)), all);
  }, values);
}

function opened(values: Dict, [key, ...rest]: readonly string[], because: string): Dict {
  if (key === undefined) return { ...values, open: because };
  const inner = values.entries.get(key) ?? dict();
  // In place: a subchart sees the same map as its parent.
  if (inner.type === 'dict') values.entries.set(key, opened(inner, rest, because));
  return values;
}
