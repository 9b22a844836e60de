import { type Build, report } from './build.ts';
import { readSource, type Source } from './from-yaml.ts';
import { objectsIn } from './objects.ts';
import { inFolder, pathFrom } from './paths.ts';
import type { Resource } from './resource.ts';
import { fieldOf, itemsAt, type Origin, textAt, type Tree } from './tree.ts';
import type { ValuesLayer } from '../helm/layers.ts';
import { valueOfTree } from './tree-values.ts';
import type { RenderedObject } from '../../model/rendering.ts';
import type { Place, Span } from '../../model/span.ts';

interface Where {
  readonly folder: string;
  readonly file: string;
  readonly namespace?: string;
}

/** The objects of `helmCharts`: those of charts in the workspace, in the order of the entries. */
export function chartObjects(tree: Tree, where: Where, build: Build): { objects: Resource[]; gap?: string } {
  const entries = [...itemsAt(tree, 'helmCharts'), ...itemsAt(tree, 'helmChartInflationGenerator')];
  const objects: Resource[] = [];
  let gap: string | undefined;
  for (const entry of entries) {
    const rendered = chartOf(entry, tree, { ...where, build });
    if (typeof rendered === 'string') gap ??= rendered;
    else objects.push(...rendered);
  }
  return gap === undefined ? { objects } : { objects, gap };
}

function chartOf(
  entry: Tree,
  tree: Tree,
  { folder, namespace: above, build }: Where & { build: Build },
): Resource[] | string {
  const name = textAt(entry, 'name') ?? textAt(entry, 'chartName') ?? '';
  const home = textAt(tree, 'helmGlobals', 'chartHome') ?? textAt(entry, 'chartHome') ?? 'charts';
  const chart = pathFrom(folder, `${home}/${name}`);
  const isHere = chart !== undefined && name !== '' && build.files.text(inFolder(chart, 'Chart.yaml')) !== undefined;
  if (chart !== undefined) build.reads.add(inFolder(chart, 'Chart.yaml'));
  if (!isHere) {
    const [repo, version] = [textAt(entry, 'repo') ?? textAt(entry, 'chartRepoUrl'), textAt(entry, 'version')];
    const pull = repo?.startsWith('oci://') ? `${repo}/${name}` : `${name}${repo ? ` --repo ${repo}` : ''}`;
    const how = `helm pull ${pull}${version ? ` --version ${version}` : ''} --untar --untardir ${inFolder(folder, home)}`;
    report(build, entry, {
      problem: 'missing',
      message: `The chart ${name} is not in this workspace. "${how}" adds it.`,
    });
    return `the chart ${name} is not known`;
  }
  const kubeVersion = textAt(entry, 'kubeVersion');
  const rendering = build.charts({
    chart,
    name: textAt(entry, 'releaseName') ?? 'release-name',
    namespace: textAt(entry, 'namespace') ?? textAt(tree, 'namespace') ?? above ?? 'default',
    values: layersOf(entry, folder),
    includeCrds: textAt(entry, 'includeCRDs') === 'true',
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    apiVersions: itemsAt(entry, 'apiVersions').flatMap((item) => textAt(item) ?? []),
    skipHooks: textAt(entry, 'skipHooks') === 'true',
    skipTests: textAt(entry, 'skipTests') === 'true',
    environment: folder,
  });
  for (const path of rendering.reads) build.reads.add(path);
  build.problems.push(...rendering.problems);
  return rendering.objects.flatMap((object) => resourcesOf(object, entry, build));
}

/** The file and what is written here, in the order that `valuesMerge` gives; further files go over both. */
function layersOf(entry: Tree, folder: string): ValuesLayer[] {
  const fileOf = (item: Tree | undefined): ValuesLayer[] => {
    const file = pathFrom(folder, textAt(item) ?? '');
    return file === undefined ? [] : [{ file }];
  };
  const value = fieldOf(entry, 'valuesInline');
  const made = value && valueOfTree(value);
  const inline: ValuesLayer[] = made?.type === 'dict' ? [{ values: made }] : [];
  const own = fileOf(fieldOf(entry, 'valuesFile'));
  const order = textAt(entry, 'valuesMerge') ?? 'override';
  const first =
    inline.length === 0 || order === 'override'
      ? [...own, ...inline]
      : order === 'merge'
        ? [...inline, ...own]
        : inline;
  return [...first, ...itemsAt(entry, 'additionalValuesFiles').flatMap(fileOf)];
}

function resourcesOf(object: RenderedObject, asked: Tree, build: Build): Resource[] {
  const source = renderedSource(object);
  const { objects } = objectsIn(readSource(source), { file: object.file, source, build, asked });
  return object.hooks ? objects.map((resource) => ({ ...resource, hooks: object.hooks ?? [] })) : objects;
}

/** A rendered text as a source: its parts stand where the chart has them. */
function renderedSource({ text, marks }: RenderedObject): Source {
  return {
    text,
    origin: (start, end): Origin => {
      const own = marks.filter((mark) => mark.start < Math.max(end, start + 1) && start < mark.end);
      const [first] = own;
      if (!first) return {};
      const from = own.flatMap((mark) => mark.from ?? []);
      const isInside = first.same && first.start <= start && end <= first.end;
      const at: Place = isInside
        ? { ...first.at, span: shifted(first.at.span, start - first.start, end - start) }
        : first.at;
      return { at, ...(isInside ? { written: text.slice(start, end) } : {}), ...(from.length > 0 ? { from } : {}) };
    },
  };
}

function shifted(span: Span, by: number, length: number): Span {
  return { start: span.start + by, end: span.start + by + length };
}
