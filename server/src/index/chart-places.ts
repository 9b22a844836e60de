import { touches, type Place } from '../model/span.ts';
import type { ChartNames, KeyPlace, UsePlace } from '../rendering/names/chart-names.ts';

/** Where something is written that a place names, and where it is used. */
export interface NamedPlaces {
  /** Keys of values files, or `define`s. */
  readonly definitions: readonly Place[];
  readonly uses: readonly Place[];
}

/** What the value, key or named template at an offset is connected with; undefined where there is none. */
export function namedAt(
  names: readonly ChartNames[],
  { file, offset }: { readonly file: string; readonly offset: number },
): NamedPlaces | undefined {
  const found = names.flatMap((each) => inChart(each, { file, offset }) ?? []);
  if (found.length === 0) return undefined;
  return {
    definitions: unique(found.flatMap(({ definitions }) => definitions)),
    uses: unique(found.flatMap(({ uses }) => uses)),
  };
}

interface Cursor {
  readonly file: string;
  readonly offset: number;
}

function inChart(names: ChartNames, cursor: Cursor): NamedPlaces | undefined {
  const isAt = ({ at }: { readonly at: Place }) => at.file === cursor.file && touches(at.span, cursor.offset);
  const named = [...names.calls, ...names.definitions].find(isAt);
  if (named) {
    const same = ({ name }: { readonly name: string }) => name === named.name;
    return {
      definitions: names.definitions.filter(same).map(({ at }) => at),
      uses: names.calls.filter(same).map(({ at }) => at),
    };
  }
  const paths = [
    ...names.uses.flatMap((use) => pathsAt(use, cursor)),
    ...names.keys.filter(isAt).map(({ path }) => path),
  ];
  if (paths.length === 0) return undefined;
  const definitions = names.keys.filter((key) => paths.some((path) => isSame(key, path))).map(({ at }) => at);
  return { definitions, uses: names.uses.flatMap((use) => paths.flatMap((path) => placeOf(use, path) ?? [])) };
}

/** The path up to the key of a use that the cursor is at. */
function pathsAt({ paths, file, keys }: UsePlace, cursor: Cursor): readonly (readonly string[])[] {
  if (file !== cursor.file) return [];
  const index = keys.findIndex((key) => touches(key, cursor.offset));
  return index < 0 ? [] : paths.map((path) => path.slice(0, path.length - (keys.length - 1 - index)));
}

function isSame({ path: own }: KeyPlace, path: readonly string[]): boolean {
  return own.length === path.length && isBelow(own, path);
}

/** Whether a path is another or below it; `*` is any key. */
function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.length <= path.length && above.every((key, i) => key === '*' || path[i] === '*' || path[i] === key);
}

/** Where a use reads a value, or all that it is a part of: its key where that is written, else the expression. */
function placeOf({ paths, file, keys, span, whole }: UsePlace, path: readonly string[]): Place | undefined {
  const below = paths.find((each) => isBelow(each, path));
  const key = below && keys[path.length - 1 - (below.length - keys.length)];
  if (below) return { file, span: key ?? span };
  return whole && paths.some((each) => isBelow(path, each)) ? { file, span } : undefined;
}

function unique(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.file} ${place.span.start} ${place.span.end}`, place])).values()];
}
