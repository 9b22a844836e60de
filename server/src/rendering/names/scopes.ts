import type { TemplateSource } from '../engine.ts';
import { isPartial } from '../helm/scope.ts';
import type { Uses } from '../template/uses.ts';
import type { PlacedChart } from './placed.ts';

/** A template, and the chart that it is in. */
export interface NamedSource {
  readonly chart: PlacedChart;
  /** In its chart. */
  readonly path: string;
  readonly source: TemplateSource;
}

/** Which charts' values the templates read, by their names: a helper those of each chart that calls it. */
export type Scopes = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Calls of helpers by helpers that are followed. */
const maxRounds = 6;

/** The charts whose `.Values` each template may see, by the keys that lead to them. */
export function scopesOfHelpers(sources: readonly NamedSource[], uses: ReadonlyMap<string, Uses>): Scopes {
  const scopes = new Map<string, Map<string, readonly string[]>>();
  const definers = new Map<string, string[]>();
  for (const { chart, path, source } of sources) {
    const isOwn = !chart.chart.metadata.isLibrary;
    scopes.set(source.name, new Map(isOwn ? [[chart.path.join('/'), chart.path]] : []));
    if (!isPartial(path)) continue;
    for (const { name } of uses.get(source.name)?.definitions ?? [])
      definers.set(name, [...(definers.get(name) ?? []), source.name]);
  }
  for (let round = 0; round < maxRounds; round++) {
    let isChanged = false;
    for (const { source } of sources) {
      const own = scopes.get(source.name) ?? new Map<string, readonly string[]>();
      const called = new Set(uses.get(source.name)?.calls.map(({ name }) => name));
      for (const helper of [...called].flatMap((name) => definers.get(name) ?? [])) {
        const known = scopes.get(helper);
        for (const [key, path] of own) {
          if (!known || known.has(key)) continue;
          known.set(key, path);
          isChanged = true;
        }
      }
    }
    if (!isChanged) break;
  }
  return new Map([...scopes].map(([name, paths]) => [name, [...paths.values()]]));
}
