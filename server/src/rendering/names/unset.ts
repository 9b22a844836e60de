import { entriesOf, entryOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { isPartial } from '../helm/scope.ts';
import { readTexts } from '../helm/source.ts';
import { anyKey } from '../template/shapes.ts';
import type { ValueNote } from './chart-names.ts';
import { subchartNames, type NoteInput } from './unused.ts';

/** Places of a chart's own templates that print a value in any case, which no values file in or beside the chart sets. */
export function unsetValues({ files, chart, sources, uses }: NoteInput): readonly ValueNote[] {
  const { metadata, folder } = chart;
  if (metadata.isLibrary || metadata.dependencies.some(({ imports }) => imports.length > 0)) return [];
  const texts = valuesTexts({ files, chart });
  const roots = texts.flatMap(({ file, text }) => readTexts({ file, text }).flatMap(({ root }) => root ?? []));
  const schema = chart.schema?.text() ?? '';
  const subcharts = new Set(['global', ...subchartNames(chart)]);
  const changed = [...uses.values()].flatMap((each) => each.changed);
  const isMentioned = (key: string) => {
    const escaped = key.replaceAll(/[^\w]/g, '\\$&');
    return schema.includes(`"${key}"`) || texts.some(({ text }) => new RegExp(`#.*\\b${escaped}\\b`).test(text));
  };
  const isUnset = (path: readonly string[]) =>
    !path.includes(anyKey) &&
    !subcharts.has(path[0] ?? '') &&
    !changed.some((each) => isWithin(path, each) || isWithin(each, path)) &&
    roots.every((root) => lacks(root, path)) &&
    !isMentioned(path.at(-1) ?? '');
  return sources
    .filter(({ chart: own, path }) => own.chart.folder === folder && !isPartial(path))
    .flatMap(({ source: { file, name } }) =>
      (uses.get(name)?.values ?? [])
        .filter(({ sure, path }) => sure && path.length > 0 && isUnset(path))
        .map(({ span, path }) => ({ file, span, path: path.join('.') })),
    );
}

/** Whatever may be values: also files for tests, and those that people start from. */
function valuesTexts({ files, chart }: Pick<NoteInput, 'files' | 'chart'>) {
  const { folder } = chart;
  const prefix = folder === '' ? '' : `${folder}/`;
  const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  return files.under(parent).flatMap((file) => {
    if (!/\.ya?ml$/.test(file)) return [];
    const isOwn = file.startsWith(prefix) && !/^(templates|charts|crds)\//.test(file.slice(prefix.length));
    if (!isOwn && !/values/i.test(file)) return [];
    return [{ file, text: files.text(file) ?? '' }];
  });
}

function isWithin(path: readonly string[], above: readonly string[]): boolean {
  return above.every((key, i) => path[i] === key || key === anyKey);
}

/** Whether a file says nothing of a path: where it leaves a part of it open, others may fill that. */
function lacks(root: YamlNode, path: readonly string[]): boolean {
  let at: YamlNode | undefined = root;
  for (const [i, key] of path.entries()) {
    if (at?.type !== 'map' || (i > 0 && entriesOf(at).length === 0)) return false;
    const entry = entryOf(at, key);
    if (!entry) return true;
    at = entry.value;
  }
  return false;
}
