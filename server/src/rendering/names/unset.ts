import { entriesOf, entryOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { isPartial } from '../helm/scope.ts';
import { readTexts } from '../helm/source.ts';
import { anyKey } from '../template/shapes.ts';
import { subchartNames, type NoteInput, type ValueNote } from './note.ts';

/** Places that are looked at: each is searched for in all values files. */
const maxPlaces = 200;

/** Places of a chart's own templates that print a value in any case, which no values file of the workspace sets. */
export function unsetValues(input: NoteInput): readonly ValueNote[] {
  const { files, chart, sources, uses } = input;
  const { metadata, folder } = chart;
  if (metadata.isLibrary || metadata.dependencies.some(({ imports }) => imports.length > 0)) return [];
  const file = folder === '' ? 'values.yaml' : `${folder}/values.yaml`;
  const roots = readTexts({ file, text: files.text(file) ?? '' }).flatMap(({ root }) => root ?? []);
  const subcharts = new Set(['global', ...subchartNames(chart)]);
  const changed = [...uses.values()].flatMap((each) => each.changed);
  const isUnset = (path: readonly string[]) =>
    path.length > 0 &&
    !path.includes(anyKey) &&
    !subcharts.has(path[0] ?? '') &&
    !changed.some((each) => isWithin(path, each) || isWithin(each, path)) &&
    roots.every((root) => lacks(root, path));
  const candidates = sources
    .filter(({ chart: own, path }) => own.chart.folder === folder && !isPartial(path))
    .flatMap(({ source }) =>
      (uses.get(source.name)?.values ?? [])
        .filter(({ sure, path }) => sure && isUnset(path))
        .map(({ span, path }) => ({ file: source.file, span, path })),
    );
  if (candidates.length === 0) return [];
  const texts = otherTexts(input);
  const isMentioned = (key: string) => {
    const word = new RegExp(`(^|[^\\w-])${key.replaceAll(/[^\w]/g, '\\$&')}($|[^\\w-])`);
    return texts.some((text) => word.test(text)) || mentionsInComment(files.text(file) ?? '', word);
  };
  return candidates
    .slice(0, maxPlaces)
    .filter(({ path }) => !isMentioned(path.at(-1) ?? ''))
    .map((each) => ({ ...each, path: each.path.join('.') }));
}

/** Whatever may give values, and what a chart says of them: files for each environment, for tests, for Helmfile, schemas. */
function otherTexts({ files, chart: { folder } }: NoteInput): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const all = files.under('');
  const charts = all
    .filter((file) => /(^|\/)Chart\.yaml$/.test(file))
    .map((file) => file.slice(0, -'Chart.yaml'.length));
  const others = charts.filter((each) => each !== prefix && !prefix.startsWith(each));
  return all.flatMap((file) => {
    if (file === `${prefix}values.yaml` || !/\.(ya?ml|json|gotmpl)$/.test(file)) return [];
    const isOwn = file.startsWith(prefix) && !/^(templates|charts|crds)\//.test(file.slice(prefix.length));
    const isAsked =
      isOwn || (/values|environments?\/|envs?\/|helmfile/i.test(file) && !others.some((each) => file.startsWith(each)));
    return isAsked && !file.startsWith(`${prefix}templates/`) ? (files.text(file) ?? []) : [];
  });
}

/** A default that is written as a comment is a choice of the chart's authors. */
function mentionsInComment(text: string, word: RegExp): boolean {
  return [...text.matchAll(/#(.*)/g)].some(([, comment = '']) => word.test(comment));
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
