import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import type { Files } from '../files.ts';
import { dict } from '../values/make.ts';
import type { Chart, ChartFile, Requirement } from './chart.ts';
import { readValues } from './layers.ts';
import { readMetadata } from './metadata.ts';
import { archiveTree, folderTree, partOf, type Tree } from './tree.ts';

/** Charts in charts that are followed, and charts in all. */
const maxDepth = 10;
const maxCharts = 200;

/** What a chart is loaded from; `reads` gets the files that were asked for. */
export interface LoadOptions {
  readonly files: Files;
  readonly reads: Set<string>;
}

interface Loading extends LoadOptions {
  readonly problems: RenderProblem[];
  /** Folders of the charts that are being loaded, the outermost first. */
  readonly within: readonly string[];
  readonly state: { left: number; isUnreadable: boolean };
}

/** What was loaded, and what is wrong with it. */
export interface LoadedChart {
  readonly chart?: Chart;
  readonly problems: readonly RenderProblem[];
  /** Values or a `Chart.yaml` cannot be read: whatever were rendered would be other objects than those that are sent. */
  readonly isUnreadable: boolean;
}

/** Loads a chart with its subcharts; undefined, with a problem, where there is no `Chart.yaml`. */
export function loadChart(folder: string, options: LoadOptions): LoadedChart {
  const problems: RenderProblem[] = [];
  const loading = { ...options, problems, within: [folder], state: { left: maxCharts, isUnreadable: false } };
  const chart = fromTree(folderTree(folder, options), loading);
  return { ...(chart ? { chart } : {}), problems, isUnreadable: loading.state.isUnreadable };
}

function fromTree(tree: Tree, loading: Loading): Chart | undefined {
  const { problems } = loading;
  const file = (path: string) => (tree.root === '' ? path : `${tree.root}/${path}`);
  const start = (path: string): Place => ({ file: file(path), span: { start: 0, end: 0 } });
  const text = tree.text('Chart.yaml');
  if (text === undefined) {
    problems.push({ ...start('Chart.yaml'), problem: 'missing', message: 'The chart has no Chart.yaml' });
    return undefined;
  }
  if (loading.state.left-- <= 0 || loading.within.length > maxDepth) {
    const message = `The chart is not read: at most ${maxCharts} charts in ${maxDepth} levels are read`;
    problems.push({ ...start('Chart.yaml'), problem: 'limit', message });
    return undefined;
  }
  const requirements = tree.text('requirements.yaml');
  const { metadata, problems: own } = readMetadata(
    { file: file('Chart.yaml'), text },
    requirements === undefined ? undefined : { file: file('requirements.yaml'), text: requirements },
  );
  problems.push(...own);
  const valuesText = tree.text('values.yaml');
  const values = valuesText === undefined ? undefined : readValues({ file: file('values.yaml'), text: valuesText });
  problems.push(...(values?.problems ?? []));
  if ((values?.problems ?? []).length > 0 || own.some(({ problem }) => problem === 'syntax'))
    loading.state.isUnreadable = true;
  const entry = (path: string): ChartFile => ({ path, file: file(path), text: () => tree.text(path) });
  const entries = tree.paths.filter((path) => !path.startsWith('charts/')).map(entry);
  const special = [
    'Chart.yaml',
    'Chart.lock',
    'values.yaml',
    'values.schema.json',
    'requirements.yaml',
    'requirements.lock',
  ];
  const schema = entries.find(({ path }) => path === 'values.schema.json');
  return {
    name: metadata.name,
    metadata,
    folder: tree.root,
    templates: entries.filter(({ path }) => path.startsWith('templates/')),
    files: entries.filter(({ path }) => !path.startsWith('templates/') && !special.includes(path)),
    crds: entries.filter(({ path }) => /^crds\/.*\.(ya?ml|json)$/.test(path)),
    values: values?.values ?? dict(),
    ...(schema ? { schema } : {}),
    dependencies: subcharts(tree, { listed: metadata.dependencies, loading }),
  };
}

function subcharts(
  tree: Tree,
  { listed, loading }: { listed: readonly Requirement[]; loading: Loading },
): readonly Chart[] {
  const names = new Set(tree.paths.flatMap((path) => /^charts\/([^/]+)/.exec(path)?.[1] ?? []));
  const found = [...names]
    .filter((name) => !/^[_.]/.test(name))
    .flatMap((name) => inCharts(tree, { name, loading }) ?? []);
  const here = new Set(found.map(({ name }) => name));
  for (const requirement of listed) {
    if (here.has(requirement.chart) || !requirement.repository.startsWith('file://')) continue;
    const chart = inFolder(tree, { requirement, loading });
    if (chart) found.push(chart);
    here.add(requirement.chart);
  }
  return found;
}

function inCharts(tree: Tree, { name, loading }: { name: string; loading: Loading }): Chart | undefined {
  const path = `charts/${name}`;
  const root = tree.root === '' ? path : `${tree.root}/${path}`;
  const inner = { ...loading, within: [...loading.within, root] };
  if (!name.endsWith('.tgz')) {
    const folder = partOf(tree, path);
    // A file beside the charts, such as a README.
    return folder.paths.length === 0 ? undefined : fromTree(folder, inner);
  }
  const bytes = tree.bytes(path);
  if (!bytes) return undefined;
  const archive = archiveTree(root, bytes);
  const refuse = (message: string) =>
    void loading.problems.push({ file: root, span: { start: 0, end: 0 }, problem: 'error', message });
  if ('refused' in archive) return (refuse(`The archive ${name} is not read: ${archive.refused}`), undefined);
  const [link] = archive.links;
  if (link !== undefined) refuse(`The link ${link} in the archive ${name} is not followed`);
  return fromTree(archive.tree, inner);
}

function inFolder(
  tree: Tree,
  { requirement, loading }: { requirement: Requirement; loading: Loading },
): Chart | undefined {
  const folder = resolved(tree.root, requirement.repository.slice('file://'.length));
  const { problems, within, files, reads } = loading;
  if (folder === undefined) {
    const message = `The chart ${requirement.chart} is outside of this workspace`;
    problems.push({ ...requirement.place, problem: 'missing', message });
    return undefined;
  }
  if (within.includes(folder)) {
    const message = `The chart ${requirement.chart} includes itself`;
    problems.push({ ...requirement.place, problem: 'error', message });
    return undefined;
  }
  const other = folderTree(folder, { files, reads });
  if (other.text('Chart.yaml') === undefined) return undefined;
  return fromTree(other, { ...loading, within: [...within, folder] });
}

/** Undefined where the path leads out of the workspace. */
function resolved(from: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts = from === '' ? [] : from.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
