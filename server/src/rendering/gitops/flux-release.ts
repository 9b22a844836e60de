import type { RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import type { ValuesLayer } from '../helm/layers.ts';
import { fileSource } from '../kustomize/from-yaml.ts';
import { inFolder, pathFrom } from '../kustomize/paths.ts';
import { currentId, type Resource } from '../kustomize/resource.ts';
import { at, fieldOf, itemsAt, textAt, type Tree } from '../kustomize/tree.ts';
import { str } from '../values/make.ts';
import { missingChart } from './missing.ts';
import type { Release, ReleaseChart } from './release.ts';
import { type FluxSources, isOwnRepository, versionOf } from './sources.ts';
import { sourceOfScalar } from '../kustomize/scalar-source.ts';
import { valueOfTree } from '../kustomize/tree-values.ts';
import { valueAt, valuesOfText } from './values.ts';

/** What a release is read with. */
export interface ReleaseContext {
  readonly files: Files;
  readonly sources: FluxSources;
  /** Objects that a release may name: ConfigMaps with values. */
  readonly objects: readonly Resource[];
  readonly remote: string | undefined;
  readonly folder: string;
  readonly reads: readonly string[];
}

/** A HelmRelease of Flux as a release. */
export function fluxRelease(resource: Resource, context: ReleaseContext): Release {
  const { tree, file } = resource;
  const { name, namespace } = currentId(resource);
  const spec = fieldOf(tree, 'spec');
  const target = textAt(spec, 'targetNamespace');
  const own = textAt(spec, 'releaseName');
  const chart = chartOf(spec, { namespace, ...context });
  const unknowns: string[] = [];
  const problems: RenderProblem[] = [];
  const values = [
    ...valuesFiles(spec, chart, { ...context, unknowns }),
    ...valuesFrom(spec, { namespace, unknowns, problems, ...context }),
  ];
  const inline = fieldOf(spec, 'values');
  const value = inline && valueOfTree(inline);
  if (value?.type === 'dict') values.push({ values: value });
  else if (value?.type === 'unknown') unknowns.push(value.because);
  if (itemsAt(spec, 'postRenderers').length > 0) unknowns.push('spec.postRenderers change the objects');
  const placed = at(tree, 'metadata', 'name');
  const problem = missingChart(chart, fieldOf(spec, 'chart') ?? fieldOf(spec, 'chartRef') ?? placed);
  return {
    deployer: { by: 'flux', kind: 'HelmRelease', name, namespace, at: placed?.at },
    chart,
    name: own ?? (target === undefined ? name : `${target}-${name}`),
    namespace: target ?? namespace,
    values,
    apiVersions: [],
    includeCrds: true,
    environment: { folder: context.folder, file, namespace: target ?? namespace, words: [] },
    unknowns,
    problems: [...(problem ? [problem] : []), ...problems],
    reads: context.reads,
  };
}

interface ChartContext extends ReleaseContext {
  readonly namespace: string;
}

function chartOf(spec: Tree | undefined, context: ChartContext): ReleaseChart {
  const reference = fieldOf(spec, 'chartRef');
  if (reference) return chartOfReference(reference, context);
  const chart = at(spec, 'chart', 'spec');
  const [name, version] = [textAt(chart, 'chart'), textAt(chart, 'version')];
  if (name === undefined) return { type: 'unknown', because: 'the release names no chart' };
  const kind = textAt(chart, 'sourceRef', 'kind') ?? 'HelmRepository';
  const source = context.sources.find({
    kind,
    name: textAt(chart, 'sourceRef', 'name') ?? '',
    namespace: textAt(chart, 'sourceRef', 'namespace') ?? context.namespace,
  });
  const folder = kind === 'HelmRepository' ? undefined : localChart(name, source?.url, context);
  if (folder !== undefined) return { type: 'local', folder };
  return {
    type: 'remote',
    name,
    ...(version === undefined ? {} : { version }),
    ...(source?.url ? { repository: source.url } : {}),
  };
}

/** A chart in the workspace's own repository: by its address, or where that is not known by its path. */
function localChart(path: string, url: string | undefined, { files, remote }: ChartContext): string | undefined {
  if (isOwnRepository(url, remote) === false) return undefined;
  const folder = pathFrom('', path);
  return folder !== undefined && files.text(inFolder(folder, 'Chart.yaml')) !== undefined ? folder : undefined;
}

function chartOfReference(reference: Tree, context: ChartContext): ReleaseChart {
  const [kind, name] = [textAt(reference, 'kind') ?? '', textAt(reference, 'name') ?? ''];
  const source = context.sources.find({ kind, name, namespace: textAt(reference, 'namespace') ?? context.namespace });
  if (!source) return { type: 'unknown', because: `the ${kind} ${name} is not in this workspace` };
  if (kind === 'HelmChart')
    return chartOf({ type: 'map', fields: new Map([['chart', { key: {}, value: source.tree }]]) }, context);
  const version = versionOf(source);
  const slash = source.url.lastIndexOf('/');
  return {
    type: 'remote',
    name: source.url.slice(slash + 1),
    repository: source.url.slice(0, slash),
    ...(version === undefined ? {} : { version }),
  };
}

/** Values files of the chart's own repository, whose paths start at its root; they are under all other values. */
function valuesFiles(
  spec: Tree | undefined,
  chart: ReleaseChart,
  { files, unknowns }: ReleaseContext & { unknowns: string[] },
): ValuesLayer[] {
  if (chart.type !== 'local') return [];
  const own = fieldOf(fieldOf(spec, 'chart'), 'spec');
  const one = fieldOf(own, 'valuesFile');
  const paths = [...itemsAt(own, 'valuesFiles'), ...(one ? [one] : [])].flatMap(
    (item) => pathFrom('', textAt(item) ?? '') ?? [],
  );
  // Flux uses them instead of the chart's own values; only with those as the first file is it the same.
  if (paths.length > 0 && paths[0] !== inFolder(chart.folder, 'values.yaml'))
    unknowns.push('valuesFiles replace the values of the chart');
  const isOptional = textAt(own, 'ignoreMissingValuesFiles') === 'true';
  return paths.flatMap((file): ValuesLayer[] => {
    if (files.text(file) !== undefined) return [{ file }];
    if (!isOptional) unknowns.push(`the values file ${file} is not in this workspace`);
    return [];
  });
}

interface ValuesContext extends ChartContext {
  readonly unknowns: string[];
  readonly problems: RenderProblem[];
}

/** Values from ConfigMaps and Secrets, in their order, which is the order in which they win. */
function valuesFrom(spec: Tree | undefined, context: ValuesContext): ValuesLayer[] {
  return itemsAt(spec, 'valuesFrom').flatMap((item): ValuesLayer[] => {
    const [kind, name] = [textAt(item, 'kind') ?? '', textAt(item, 'name') ?? ''];
    const key = textAt(item, 'valuesKey') ?? 'values.yaml';
    const map = context.objects.find((object) => isNamed(object, { kind, name, namespace: context.namespace }));
    const data = fieldOf(map && fieldOf(map.tree, kind === 'Secret' ? 'stringData' : 'data'), key);
    if (data?.type !== 'scalar' || /^ENC\[/.test(data.text)) {
      const isOptional = textAt(item, 'optional') === 'true' && !map;
      if (isOptional && kind !== 'Secret') return [];
      const missing = `values come from the ${kind} ${name}, which is not in this workspace`;
      context.unknowns.push(missing);
      const message = `The ${kind} ${name} is not in this workspace. Its values may change what this release deploys.`;
      if (item.at) context.problems.push({ ...(item.from?.[0] ?? item.at), problem: 'unknown', message });
      return [];
    }
    const path = textAt(item, 'targetPath');
    if (path !== undefined)
      return [valueAt(path.split('.'), str(data.text, data.from ?? (data.at ? [data.at] : undefined)))];
    return [valuesOfText(sourceOf(data, context.files))];
  });
}

function sourceOf(data: Tree & { type: 'scalar' }, files: Files) {
  const whole = data.at && files.text(data.at.file);
  // A ConfigMap that is generated from a file has the file's text.
  return data.at && whole === data.text ? fileSource(data.at.file, whole) : sourceOfScalar(data, files);
}

/** A name may have got a hash since it was written. */
function isNamed(
  object: Resource,
  { kind, name, namespace }: { kind: string; name: string; namespace: string },
): boolean {
  const id = currentId(object);
  const names = [id.name, ...object.previous.map((previous) => previous.name)];
  return (
    id.kind === kind && names.includes(name) && (id.namespace === namespace || id.namespace === '' || namespace === '')
  );
}
