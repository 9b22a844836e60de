import type { Rendering } from '../model/rendering.ts';
import { readYaml } from '../syntax/yaml.ts';
import { dig, textOf } from '../syntax/yaml-node.ts';
import type { Files } from './files.ts';
import { readGitOps, renderTree } from './gitops/read.ts';
import { renderRelease } from './gitops/render-release.ts';
import type { EnvironmentHint, Release } from './gitops/release.ts';
import { environmentsOf } from './helm/find.ts';
import { renderChart } from './helm/render.ts';
import { kustomizationNames } from './kustomize/build.ts';
import { renderKustomization } from './kustomize/render.ts';
import { chartNames } from './names/chart-names.ts';
import type { Renderer, RenderRoot } from './renderer.ts';

/** Renders charts with the values of each environment, overlays, and what Flux and Argo CD deploy. */
export const renderer: Renderer = { render, names: chartNames };

function render(files: Files, { by, folder }: RenderRoot): readonly Rendering[] {
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
function environmentRenderings(files: Files, chart: string): readonly Rendering[] {
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

function deployedRenderings(files: Files): readonly Rendering[] {
  const { releases, trees, problems } = readGitOps(files);
  const rest: Rendering = { root: '', by: 'kustomize', environment: '', objects: [], problems, reads: [] };
  return [
    ...releases.map((release) => releaseRendering(files, release)),
    // Overlays are rendered by themselves, and again at each keystroke in them.
    ...trees
      .filter(({ folder }) => !isKustomization(files, folder))
      .map((tree) => ({
        ...renderTree(files, tree),
        environment: environmentName(tree.environment),
        ...(tree.deployer.at ? { deployedBy: tree.deployer.at } : {}),
      })),
    rest,
  ];
}

function isKustomization(files: Files, folder: string): boolean {
  return kustomizationNames.some((name) => files.text(folder === '' ? name : `${folder}/${name}`) !== undefined);
}

/** A release in its environment; where what it deploys may differ from what is here, it says so. */
function releaseRendering(files: Files, release: Release): Rendering {
  const at = release.deployer.at;
  const rendering = renderRelease(files, release);
  const unsure = release.unknowns.flatMap((because) =>
    at ? [{ ...at, problem: 'unknown' as const, message: unsureMessage(release.name, because) }] : [],
  );
  return {
    ...rendering,
    environment: environmentName(release.environment),
    problems: [...rendering.problems, ...unsure],
    ...(at ? { deployedBy: at } : {}),
  };
}

function unsureMessage(name: string, because: string): string {
  return `What ${name} deploys is not known in full: ${because}.`;
}

/** The folder and file that deploy something, with the names of clusters: its words tell where it runs. */
function environmentName({ file, words }: EnvironmentHint): string {
  return [file.slice(0, Math.max(0, file.lastIndexOf('/'))), ...words].filter((each) => each !== '').join('/');
}
