import type { RenderedObject, Rendering, RenderProblem } from '../model/rendering.ts';
import { readYaml } from '../syntax/yaml.ts';
import { dig, textOf } from '../syntax/yaml-node.ts';
import type { Files } from './files.ts';
import { readGitOps, renderTree } from './gitops/read.ts';
import { renderRelease } from './gitops/render-release.ts';
import type { DeployedTree, Deployer, EnvironmentHint, Release } from './gitops/release.ts';
import { environmentsOf } from './helm/find.ts';
import { renderChart } from './helm/render.ts';
import { kustomizationNames } from './kustomize/build.ts';
import { renderKustomization } from './kustomize/render.ts';
import { chartNames } from './names/chart-names.ts';
import type { Made, Renderer, RenderRoot } from './renderer.ts';

/** Renders charts with the values of each environment, overlays, and what Flux and Argo CD deploy. */
export const renderer: Renderer = { render, names: chartNames };

function render(files: Files, { by, folder }: RenderRoot): readonly Made[] {
  switch (by) {
    case 'kustomize':
      return [renderKustomization(files, folder)];
    case 'helm':
      return environmentRenderings(files, folder);
    case 'gitops':
      return deployedRenderings(files);
  }
}

/** A chart once with its own values, and once for each environment; nobody says how its release is called. */
function environmentRenderings(files: Files, chart: string): readonly Made[] {
  const slash = chart.lastIndexOf('/');
  const environments = environmentsOf(files.under(slash < 0 ? '' : chart.slice(0, slash)), chart);
  const name = usualName(files, chart) ?? (chart.slice(slash + 1) || 'release');
  return environments.map((each) =>
    renderChart(files, {
      chart,
      values: each.values,
      release: { name, namespace: 'default' },
      environment: each.name,
    }),
  );
}

const helpersFile = 'templates/_helpers.tpl';

/** What the chart calls its objects by: charts do not repeat it where their release is called so, too. */
function usualName(files: Files, chart: string): string | undefined {
  const textAt = (name: string, key: string) => {
    const [document] = readYaml(files.text(chart === '' ? name : `${chart}/${name}`) ?? '');
    return textOf(dig(document?.root, key)) ?? '';
  };
  const helpers = files.text(chart === '' ? helpersFile : `${chart}/${helpersFile}`) ?? '';
  // Helpers are called as the chart of their objects is, which may have another name in its own file.
  const [, called = ''] = /\{\{-? *define "([^".]+)\.fullname"/.exec(helpers) ?? [];
  return [textAt('values.yaml', 'nameOverride'), called, textAt('Chart.yaml', 'name')].find((each) => each !== '');
}

function deployedRenderings(files: Files): readonly Made[] {
  const { releases, trees, problems } = readGitOps(files);
  const rest: Rendering = { root: '', by: 'kustomize', environment: '', objects: [], problems, reads: [] };
  return [
    ...releases.map((release) => releaseRendering(files, release)),
    ...trees.flatMap((tree) => treeRendering(files, tree)),
    rest,
  ];
}

/**
 * A folder as the resource that names it deploys it. An overlay that it leaves as it is, is rendered by itself, and again at
 * each keystroke in it.
 */
function treeRendering(files: Files, tree: DeployedTree): Rendering[] {
  const { deployer, environment, unknowns, folder } = tree;
  const rendering = renderTree(files, tree);
  if (unknowns.length === 0 && tree.problems.length === 0 && isKustomization(files, folder)) {
    const plain = renderKustomization(files, folder);
    const isSame = ({ text }: RenderedObject, at: number) => text === plain.objects[at]?.text;
    if (plain.objects.length === rendering.objects.length && rendering.objects.every(isSame)) return [];
  }
  const at = deployer.at;
  return [
    {
      ...rendering,
      environment: environmentName(environment),
      problems: [...rendering.problems, ...unsure(deployer, unknowns)],
      ...(at ? { deployedBy: at } : {}),
    },
  ];
}

function isKustomization(files: Files, folder: string): boolean {
  return kustomizationNames.some((name) => files.text(folder === '' ? name : `${folder}/${name}`) !== undefined);
}

/** A release in its environment; one whose name is not known would give its objects other names. */
function releaseRendering(files: Files, release: Release): Made {
  const { deployer, name, unknowns } = release;
  const rendering = renderRelease(files, release);
  const gaps = name === '' ? [...unknowns, 'the name of the release is not known'] : unknowns;
  return {
    ...rendering,
    ...(name === '' ? { objects: [] } : {}),
    environment: environmentName(release.environment),
    problems: [...rendering.problems, ...unsure(deployer, gaps)],
    ...(deployer.at ? { deployedBy: deployer.at } : {}),
  };
}

/** Why what a resource deploys may be another than what is here. */
function unsure({ at, name, kind }: Deployer, unknowns: readonly string[]): RenderProblem[] {
  return unknowns.flatMap((because) =>
    at
      ? [
          {
            ...at,
            problem: 'unknown',
            changes: true,
            message: `What ${name || kind} deploys is not known in full: ${because}.`,
          },
        ]
      : [],
  );
}

/** The folder and file that deploy something, with the names of clusters: its words tell where it runs. */
function environmentName({ file, words }: EnvironmentHint): string {
  return [file.slice(0, Math.max(0, file.lastIndexOf('/'))), ...words].filter((each) => each !== '').join('/');
}
