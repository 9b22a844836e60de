import path from 'node:path';
import type { Rendering, RenderProblem } from '../model/rendering.ts';
import type { Files } from '../rendering/files.ts';
import { readKubeVersion } from '../rendering/helm/capabilities.ts';
import { environmentsOf } from '../rendering/helm/find.ts';
import { readValues, type ValuesLayer } from '../rendering/helm/layers.ts';
import { renderChart } from '../rendering/helm/render.ts';
import { kustomizationNames } from '../rendering/kustomize/build.ts';
import { renderKustomization } from '../rendering/kustomize/render.ts';
import { renderedJson, renderedYaml, renderProblems } from '../report/rendered.ts';
import { printable } from '../report/terminal.ts';
import { openDiskFiles } from '../workspace/disk-files.ts';
import { isWithin } from '../workspace/inside.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets, repositoryOf } from './targets.ts';

const options: Command['options'] = {
  values: { type: 'string', short: 'f', multiple: true, value: 'FILE', help: 'a values file; repeat for several' },
  set: { type: 'string', multiple: true, value: 'KEY=VALUE', help: 'a value, as in helm template --set' },
  'set-string': { type: 'string', multiple: true, value: 'KEY=VALUE', help: 'a value that is a string' },
  name: { type: 'string', value: 'NAME', help: 'name of the release (default: release-name)' },
  namespace: { type: 'string', short: 'n', value: 'NAMESPACE', help: 'namespace of the release (default: default)' },
  'kube-version': { type: 'string', value: 'VERSION', help: 'Kubernetes version of the cluster' },
  'api-versions': { type: 'string', multiple: true, value: 'API', help: 'an API of the cluster; repeat for several' },
  environment: { type: 'string', value: 'NAME', help: 'use the values file of this environment, such as prod' },
  'include-crds': { type: 'boolean', help: "also print the chart's custom resource definitions" },
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: ['yaml', 'json'],
    help: 'yaml (default), or json with the file and line that set each value',
  },
};

/** `prr render`: what a chart or kustomization would send to the cluster. */
export const render: Command = {
  name: 'render',
  usage: '[PATH]',
  summary: 'Render a Helm chart or a kustomization, without a cluster and without running anything',
  options,
  async run(args, { cwd, data, logger }) {
    const { root, folder } = rootOf(args.positionals[0] ?? '.', cwd);
    const files = openDiskFiles(root);
    const rendering = renderFolder(files, { args, cwd, root, folder });
    const textOf = (file: string) => files.text(file);
    data(args.text('format') === 'json' ? renderedJson(rendering, textOf) : renderedYaml(rendering));
    for (const line of renderProblems(rendering, textOf)) process.stderr.write(`${printable(line)}\n`);
    if (rendering.objects.length === 0 && rendering.problems.length === 0)
      logger.warn(`${folder === '' ? 'this folder' : folder} renders no object`);
    return rendering.problems.some(isFatal) ? 1 : 0;
  },
};

/** Options that a kustomization does not have. */
const chartOptions = Object.keys(options).filter((name) => name !== 'format');

/** Problems at which Helm and Kustomize print nothing. */
const stops: ReadonlySet<string> = new Set(['syntax', 'error', 'required', 'schema', 'limit']);

/** A local file that is missing stops them as well; what they would download is only not known here. */
function isFatal({ problem, path: local }: RenderProblem): boolean {
  return stops.has(problem) || (problem === 'missing' && local !== undefined);
}

/** Folders above the rendered one that are read where it belongs to no repository and is not in the current folder. */
const foldersAbove = 2;

function rootOf(target: string, cwd: string): { readonly root: string; readonly folder: string } {
  const { root: full, named } = findTargets([target], cwd);
  if (named) throw new UsageError(`${target} is a file; name the folder of a chart or kustomization`);
  const above = path.resolve(full, ...Array.from({ length: foldersAbove }, () => '..'));
  const root = repositoryOf(full) ?? (isWithin(cwd, full) ? cwd : above);
  return { root, folder: path.relative(root, full).split(path.sep).join('/') };
}

interface Where {
  readonly args: Arguments;
  readonly cwd: string;
  readonly root: string;
  readonly folder: string;
}

function renderFolder(files: Files, where: Where): Rendering {
  const { args, folder } = where;
  const inner = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  if (files.text(inner('Chart.yaml')) === undefined) {
    if (kustomizationNames.some((name) => files.text(inner(name)) !== undefined)) {
      const unfit = chartOptions.find((option) => args.texts(option).length > 0 || args.flag(option));
      if (unfit !== undefined) throw new UsageError(`--${unfit} is for a chart; ${where.folder} is a kustomization`);
      return renderKustomization(files, folder);
    }
    throw new UsageError(`there is no Chart.yaml and no kustomization.yaml in ${path.join(where.root, folder)}`);
  }
  const kubeVersion = args.text('kube-version');
  if (kubeVersion !== undefined && readKubeVersion(kubeVersion) === undefined)
    throw new UsageError(`--kube-version ${kubeVersion} is not a version, such as 1.33`);
  const environment = environmentLayers(files, where);
  return renderChart(files, {
    chart: folder,
    values: [
      ...environment.values,
      ...args.texts('values').map((file) => valuesLayer(file, where)),
      ...args.texts('set').map((set) => ({ set })),
      ...args.texts('set-string').map((set) => ({ set, strings: true })),
    ],
    release: { name: args.text('name') ?? 'release-name', namespace: args.text('namespace') ?? 'default' },
    environment: environment.name,
    apiVersions: args.texts('api-versions').flatMap((each) => each.split(',')),
    includeCrds: args.flag('include-crds'),
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
  });
}

function environmentLayers(
  files: Files,
  { args, folder }: Where,
): { readonly name: string; readonly values: readonly ValuesLayer[] } {
  const wanted = args.text('environment');
  if (wanted === undefined) return { name: '', values: [] };
  const slash = folder.lastIndexOf('/');
  const environments = environmentsOf(files.under(slash < 0 ? '' : folder.slice(0, slash)), folder);
  const found = environments.find(({ name, label }) => name !== '' && (name === wanted || label === wanted));
  if (found) return found;
  const labels = environments.flatMap(({ label }) => (label === '' ? [] : [label]));
  throw new UsageError(`there is no environment ${wanted}; found: ${labels.join(', ') || 'none'}`);
}

/** A values file may be anywhere on the disk: it was named. */
function valuesLayer(file: string, { cwd, root }: Where): ValuesLayer {
  const full = path.resolve(cwd, file);
  if (isWithin(root, full)) {
    const inner = path.relative(root, full).split(path.sep).join('/');
    if (openDiskFiles(root).text(inner) !== undefined) return { file: inner };
  }
  const text = openDiskFiles(path.dirname(full)).text(path.basename(full));
  if (text === undefined) throw new UsageError(`there is no values file ${full}`);
  return readValues({ file: full, text });
}
