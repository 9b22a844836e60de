import type { YamlEntry, YamlNode } from '../../syntax/yaml-node.ts';
import { placeOf, readTexts } from '../helm/source.ts';
import { anyKey } from '../template/shapes.ts';
import { subchartNames, type NoteInput, type ValueNote } from './note.ts';
import { inAll } from './placed.ts';

/** What templates read of one value. */
interface Reads {
  readonly below: Map<string, Reads>;
  /** All that is below it is read, or may be. */
  isWhole: boolean;
}

/** Keys that Helm and other charts read. */
const special: ReadonlySet<string> = new Set(['global', 'tags', 'exports']);

/** Keys of a chart's own `values.yaml` that no template reads; none where that is not certain. */
export function unusedKeys(input: NoteInput): readonly ValueNote[] {
  const { chart, files } = input;
  if (chart.metadata.isLibrary || !isFollowed(input)) return [];
  const reads = allReads(input);
  const file = chart.folder === '' ? 'values.yaml' : `${chart.folder}/values.yaml`;
  const text = files.text(file) ?? '';
  const skipped = new Set([...special, ...subchartNames(chart)]);
  const notes: ValueNote[] = [];
  for (const { root, base } of readTexts({ file, text })) {
    const visit = (entry: YamlEntry, { path, above }: { path: readonly string[]; above: readonly Reads[] }) => {
      const { key, value } = entry;
      if (!key || key.text === '<<') return;
      const own = [...path, key.text];
      const here = above.flatMap(({ below }) => [below.get(key.text) ?? [], below.get(anyKey) ?? []].flat());
      if (here.some(({ isWhole }) => isWhole)) return;
      if (here.length > 0) {
        if (!entry.shared) for (const each of entriesIn(value)) visit(each, { path: own, above: here });
        return;
      }
      // An anchor is there for others to use.
      if (/(^|[\s:])&[\w-]/.test(text.slice(base + key.span.end, base + entry.end))) return;
      notes.push({ ...placeOf({ file, base }, { start: key.span.start, end: entry.end }), path: own.join('.') });
    };
    for (const entry of entriesIn(root))
      if (!skipped.has(entry.key?.text ?? '')) visit(entry, { path: [], above: [reads] });
  }
  return reads.isWhole ? [] : notes;
}

function entriesIn(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.type === 'map' ? node.entries : [];
}

/** Whether all templates are here, and can be read. */
function isFollowed({ chart, sources, uses }: NoteInput): boolean {
  const all = [...uses.values()];
  if (sources.length === 0 || all.some(({ unread }) => unread)) return false;
  const here = new Set(chart.dependencies.map(({ name }) => name));
  const isMissing = chart.metadata.dependencies.some((each) => !here.has(each.chart) && !here.has(each.name));
  if (isMissing && all.some(({ computed }) => computed.length > 0)) return false;
  const defined = new Set(all.flatMap(({ definitions }) => definitions.map(({ name }) => name)));
  return all.every(({ calls }) => calls.every(({ name }) => defined.has(name)));
}

function allReads({ files, chart, sources, uses, scopes }: NoteInput): Reads {
  const root: Reads = { below: new Map(), isWhole: false };
  const note = (path: readonly string[], isWhole: boolean) => {
    let at = root;
    for (const key of path) {
      const next = at.below.get(key) ?? { below: new Map<string, Reads>(), isWhole: false };
      at.below.set(key, next);
      at = next;
    }
    at.isWhole ||= isWhole;
  };
  for (const { chart: own, source } of sources) {
    const found = uses.get(source.name);
    for (const scope of scopes.get(source.name) ?? [own.path]) {
      // All of a subchart's values are those below its name.
      for (const { path, whole } of found?.values ?? []) note(inAll(scope, path), whole);
      for (const path of found?.lost ?? []) note(inAll(scope, path), true);
    }
  }
  for (const { condition, imports, name } of chart.metadata.dependencies) {
    for (const each of condition.split(',')) note(each.trim().split('.'), true);
    for (const { child } of imports) note([name, ...child], true);
  }
  for (const text of otherTexts({ files, chart })) for (const path of pathsIn(text)) note(path, true);
  return root;
}

/** Texts that `tpl` may run: values, and files that templates read. */
function otherTexts({ files, chart }: Pick<NoteInput, 'files' | 'chart'>): readonly string[] {
  const values = chart.folder === '' ? 'values.yaml' : `${chart.folder}/values.yaml`;
  const own = chart.files.filter(({ path }) => !/\.(md|gotmpl)$/.test(path)).flatMap((each) => each.text() ?? []);
  return [files.text(values) ?? '', ...own].filter((text) => text.includes('Values'));
}

/** What a text reads as a template: it need not parse as a whole. */
function pathsIn(text: string): readonly (readonly string[])[] {
  const named = [...text.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, path = '']) => path.slice(1).split('.'));
  return /\{\{[^}]{0,1000}\.Values(?![.\w])/.test(text) ? [...named, []] : named;
}
