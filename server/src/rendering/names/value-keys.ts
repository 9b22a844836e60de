import type { Place } from '../../model/span.ts';
import type { YamlNode } from '../../syntax/yaml-node.ts';
import { placeOf, readTexts, type SourceText } from '../helm/source.ts';
import { memoByText } from '../memo.ts';

/** A key of a values file with the keys above it. */
export interface ValueKey {
  readonly path: readonly string[];
  readonly at: Place;
}

const maxDepth = 40;
const maxKeys = 50_000;

const known = memoByText(2_000_000, () => new Map<string, readonly ValueKey[]>());

/** All keys of a values file outside of lists, where they are written. */
export function keysIn(source: SourceText): readonly ValueKey[] {
  const byFile = known(source.text);
  const before = byFile.get(source.file);
  if (before) return before;
  const keys: ValueKey[] = [];
  for (const { root, base } of readTexts(source)) collect(root, { path: [], place: { file: source.file, base }, keys });
  byFile.set(source.file, keys);
  return keys;
}

interface Collecting {
  readonly path: readonly string[];
  readonly place: { readonly file: string; readonly base: number };
  readonly keys: ValueKey[];
}

function collect(node: YamlNode | undefined, { path, place, keys }: Collecting): void {
  if (node?.type !== 'map' || path.length > maxDepth) return;
  for (const { key, value, shared } of node.entries) {
    if (!key || key.text === '<<' || keys.length >= maxKeys) continue;
    const own = [...path, key.text];
    keys.push({ path: own, at: placeOf(place, key.span) });
    // What an alias stands for is written elsewhere.
    if (!shared) collect(value, { path: own, place, keys });
  }
}
