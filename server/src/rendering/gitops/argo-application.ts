import type { RenderProblem } from '../../model/rendering.ts';
import type { ValuesLayer } from '../helm/layers.ts';
import { inFolder, isRemote, pathFrom } from '../kustomize/paths.ts';
import { sourceOfScalar } from '../kustomize/scalar-source.ts';
import { at, fieldOf, itemsAt, type MapTree, textAt, type Tree } from '../kustomize/tree.ts';
import type { ArgoContext, Reading } from './argo-reading.ts';
import { argoTree } from './argo-tree.ts';
import { missingChart } from './missing.ts';
import type { DeployedTree, Deployer, EnvironmentHint, Release, ReleaseChart } from './release.ts';
import { isOwnRepository } from './sources.ts';
import { valueOfTree } from '../kustomize/tree-values.ts';
import { valuesOfText } from './values.ts';

/** What an Application of Argo CD deploys: charts and folders. */
export interface Deployed {
  readonly releases: readonly Release[];
  readonly trees: readonly DeployedTree[];
}

/** An Application with each of its sources. */
export function argoApplication(tree: MapTree, context: ArgoContext): Deployed {
  const spec = fieldOf(tree, 'spec');
  const name = textAt(tree, 'metadata', 'name') ?? '';
  const namespace = textAt(spec, 'destination', 'namespace') ?? '';
  const deployer: Deployer = {
    by: 'argo-cd',
    kind: context.kind,
    name,
    namespace: textAt(tree, 'metadata', 'namespace') ?? '',
    at: at(tree, 'metadata', 'name')?.at,
  };
  const cluster = textAt(spec, 'destination', 'name');
  const environment: EnvironmentHint = {
    folder: context.folder,
    file: context.file,
    namespace,
    words: [...context.words, ...(cluster === undefined ? [] : [cluster])],
  };
  const one = fieldOf(spec, 'source');
  const sources = [...itemsAt(spec, 'sources'), ...(one ? [one] : [])];
  const releases: Release[] = [];
  const trees: DeployedTree[] = [];
  for (const source of sources) {
    const read: Reading = { source, sources, spec, deployer, environment, context };
    const folder = ownFolder(source, context);
    if (isChart(source, folder, context)) releases.push(release(read, folder));
    else if (folder !== undefined) trees.push(argoTree({ ...read, folder }));
  }
  return { releases, trees };
}

/** The folder in this workspace that a source names. */
function ownFolder(source: Tree, { files, remote }: ArgoContext): string | undefined {
  const path = textAt(source, 'path');
  if (path === undefined || isOwnRepository(textAt(source, 'repoURL'), remote) === false) return undefined;
  const folder = pathFrom('', path);
  return folder !== undefined && files.under(folder).length > 0 ? folder : undefined;
}

function isChart(source: Tree, folder: string | undefined, { files }: ArgoContext): boolean {
  if (textAt(source, 'chart') !== undefined) return true;
  return folder !== undefined && files.text(inFolder(folder, 'Chart.yaml')) !== undefined;
}

function release(reading: Reading, folder: string | undefined): Release {
  const { source, deployer, environment, context } = reading;
  const helm = fieldOf(source, 'helm');
  const problems: RenderProblem[] = [];
  const unknowns = [...context.unknowns];
  const chart = chartOf(source, folder);
  const values = layersOf(reading, { folder, unknowns, problems });
  const kubeVersion = textAt(helm, 'kubeVersion');
  const problem = missingChart(chart, fieldOf(source, 'chart') ?? source);
  return {
    deployer,
    chart,
    name: textAt(helm, 'releaseName') ?? deployer.name,
    namespace: textAt(helm, 'namespace') ?? environment.namespace,
    values,
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    apiVersions: itemsAt(helm, 'apiVersions').flatMap((item) => textAt(item) ?? []),
    includeCrds: textAt(helm, 'skipCrds') !== 'true',
    environment,
    unknowns,
    problems: [...(problem ? [problem] : []), ...problems],
    reads: context.reads,
  };
}

function chartOf(source: Tree, folder: string | undefined): ReleaseChart {
  const [name, version, url] = [textAt(source, 'chart'), textAt(source, 'targetRevision'), textAt(source, 'repoURL')];
  if (folder !== undefined) return { type: 'local', folder };
  if (name === undefined || name.includes('{{')) return { type: 'unknown', because: 'a generator gives its name' };
  // Argo CD writes OCI registries without their scheme.
  const repository = url !== undefined && !/^[a-z+]+:\/\//.test(url) ? `oci://${url}` : url;
  return {
    type: 'remote',
    name,
    ...(version === undefined ? {} : { version }),
    ...(repository === undefined ? {} : { repository }),
  };
}

interface Layering {
  readonly folder: string | undefined;
  readonly unknowns: string[];
  readonly problems: RenderProblem[];
}

/** Files, then values, then parameters: the later ones win. */
function layersOf({ source, sources, context }: Reading, { folder, unknowns, problems }: Layering): ValuesLayer[] {
  const helm = fieldOf(source, 'helm');
  const layers: ValuesLayer[] = [];
  for (const item of itemsAt(helm, 'valueFiles')) {
    const path = textAt(item) ?? '';
    const file = valuesFile(path, { folder, sources, context });
    if (file !== undefined && context.files.text(file) !== undefined) layers.push({ file });
    else if (textAt(helm, 'ignoreMissingValueFiles') !== 'true') {
      unknowns.push(`the values file ${path} is not in this workspace`);
      if (item.at && file !== undefined)
        problems.push({ ...item.at, problem: 'missing', message: `The values file ${path} is not in this workspace.` });
    }
  }
  const [object, text] = [fieldOf(helm, 'valuesObject'), fieldOf(helm, 'values')];
  const value = object && valueOfTree(object);
  if (value?.type === 'dict') layers.push({ values: value });
  else if (text?.type === 'scalar') layers.push(valuesOfText(sourceOfScalar(text, context.files)));
  else if (text?.type === 'unknown') unknowns.push(text.because);
  if (itemsAt(helm, 'fileParameters').length > 0) unknowns.push('helm.fileParameters gives more values');
  for (const parameter of itemsAt(helm, 'parameters')) {
    const [name, given] = [textAt(parameter, 'name'), fieldOf(parameter, 'value')];
    if (name === undefined || given?.type === 'unknown') unknowns.push('a parameter has a value that is not known');
    else
      layers.push({
        set: `${name}=${given?.type === 'scalar' ? given.text : ''}`,
        strings: textAt(parameter, 'forceString') === 'true',
        ...(given?.at ? { at: given.from?.[0] ?? given.at } : {}),
      });
  }
  return layers;
}

/** `$values/prod/values.yaml` is in the source with `ref: values`; another path starts at the chart. */
function valuesFile(
  path: string,
  { folder, sources, context }: { folder: string | undefined; sources: readonly Tree[]; context: ArgoContext },
): string | undefined {
  const [, ref, rest] = /^\$([^/]+)\/(.*)$/.exec(path) ?? [];
  if (ref === undefined) {
    if (isRemote(path)) return undefined;
    return path.startsWith('/')
      ? pathFrom('', path.slice(1))
      : folder === undefined
        ? undefined
        : pathFrom(folder, path);
  }
  const source = sources.find((each) => textAt(each, 'ref') === ref);
  if (!source || isOwnRepository(textAt(source, 'repoURL'), context.remote) === false) return undefined;
  return pathFrom('', rest ?? '');
}
