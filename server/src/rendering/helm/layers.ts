import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import type { Files } from '../files.ts';
import { memoByText } from '../memo.ts';
import { valueOf } from '../values/from-yaml.ts';
import { dict } from '../values/make.ts';
import type { Dict } from '../value.ts';
import { copied, mergeLayers } from './coalesce.ts';
import { placeOf, readTexts, type SourceText } from './source.ts';
import { applySet } from './set.ts';

/** Values over those of a chart, each with its places; a later layer wins over an earlier one. */
export type ValuesLayer = ValuesFile | InlineValues | SetValues;

/** A values file of the workspace. */
export interface ValuesFile {
  readonly file: string;
}

/** A map in another file, as in a HelmRelease or an Application. */
export interface InlineValues {
  readonly values: Dict;
  /** What is wrong with the text that they were read from. */
  readonly problems?: readonly RenderProblem[];
}

/** An expression as `--set` takes it; `strings` as for `--set-string`. */
export interface SetValues {
  readonly set: string;
  readonly strings?: boolean;
  /** Where it is written; absent for the command line. */
  readonly at?: Place;
}

export interface ReadValues {
  readonly values: Dict;
  readonly problems: readonly RenderProblem[];
}

/** What was read of a text, by its file. */
const readBefore = memoByText(3_000_000, () => new Map<string, ReadValues>());

/** The values of a text: its documents, the later ones over the earlier ones. Nobody changes what it gives. */
export function readValues(source: SourceText): ReadValues {
  const known = readBefore(source.text);
  const before = known.get(source.file);
  if (before) return before;
  const made = readAnew(source);
  known.set(source.file, made);
  return made;
}

function readAnew(source: SourceText): ReadValues {
  const problems: RenderProblem[] = [];
  let values = dict();
  for (const { root, base, problems: own } of readTexts(source)) {
    problems.push(...own);
    if (!root) continue;
    const value = valueOf(root, { file: source.file, base });
    if (value.type === 'dict') values = mergeLayers(values, value);
    else if (value.type !== 'nil') {
      const message = 'Values must be a map';
      problems.push({ ...placeOf({ file: source.file, base }, root.span), problem: 'error', message });
    }
  }
  return { values, problems };
}

/** All layers as one map; `reads` gets the files that were asked for. */
export function mergedLayers(
  layers: readonly ValuesLayer[],
  { files, reads }: { readonly files: Files; readonly reads: Set<string> },
): ReadValues {
  const problems: RenderProblem[] = [];
  let values = dict();
  for (const layer of layers) {
    if ('values' in layer) {
      problems.push(...(layer.problems ?? []));
      values = mergeLayers(values, layer.values);
    } else if ('set' in layer) {
      // An expression changes lists and maps in place.
      values = copied(values);
      const mistake = applySet(values, layer.set, layer);
      const place = layer.at ?? { file: '', span: { start: 0, end: 0 } };
      if (mistake !== undefined) problems.push({ ...place, problem: 'error', message: `${mistake} in ${layer.set}` });
    } else {
      reads.add(layer.file);
      const text = files.text(layer.file);
      const read = text === undefined ? missing(layer.file) : readValues({ file: layer.file, text });
      problems.push(...read.problems);
      values = mergeLayers(values, read.values);
    }
  }
  return { values, problems };
}

function missing(file: string): ReadValues {
  const message = `The values file ${file} is not in this workspace`;
  return { values: dict(), problems: [{ file, span: { start: 0, end: 0 }, problem: 'missing', message }] };
}
