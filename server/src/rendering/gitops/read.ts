import type { RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import { findKustomizations } from '../kustomize/find.ts';
import { buildKustomization, type KustomizeOptions, renderKustomization } from '../kustomize/render.ts';
import { currentId, type Resource } from '../kustomize/resource.ts';
import type { Rendering } from '../../model/rendering.ts';
import { argoApplication } from './argo-application.ts';
import { applicationsOf } from './application-set.ts';
import { fluxRelease } from './flux-release.ts';
import { fluxTree } from './flux-tree.ts';
import { type Found, gatherObjects } from './gather.ts';
import type { DeployedTree, Release } from './release.ts';
import { type Interest, openInterest } from './interest.ts';
import { fluxSources } from './sources.ts';

/** What the resources of Flux and Argo CD in a workspace deploy. */
export interface GitOps {
  readonly releases: readonly Release[];
  readonly trees: readonly DeployedTree[];
  readonly problems: readonly RenderProblem[];
}

export interface GitOpsOptions extends Pick<KustomizeOptions, 'charts'> {
  /** Address of the workspace's own repository; without it a path that exists here counts as its own. */
  readonly remote?: string;
}

/** Folders that are deployed, and resources of GitOps in them, which may deploy further ones. */
const maxTrees = 3000;

/** The charts and folders that the resources of Flux and Argo CD in a workspace deploy. Never throws. */
export function readGitOps(files: Files, options: GitOpsOptions = {}): GitOps {
  const problems: RenderProblem[] = [];
  const kustomizations = findKustomizations(files);
  const interest = openInterest(files, kustomizations);
  const first = gatherObjects(files, { ...options, interest, kustomizations });
  const state: State = {
    files,
    options,
    problems,
    interest,
    trees: new Map(),
    releases: [],
    objects: first.map(({ resource }) => resource),
  };
  let waiting: readonly Found[] = first;
  while (waiting.length > 0) waiting = deployed(waiting, state);
  return { releases: distinct(state.releases), trees: [...state.trees.values()], problems };
}

interface State {
  readonly files: Files;
  readonly options: GitOpsOptions;
  readonly problems: RenderProblem[];
  readonly interest: Interest;
  readonly trees: Map<string, DeployedTree>;
  readonly releases: { readonly release: Release; readonly isInTree: boolean }[];
  readonly objects: Resource[];
}

/** Reads the resources among these objects; the objects of the folders that they deploy come next. */
function deployed(found: readonly Found[], state: State): Found[] {
  const { files, options, problems } = state;
  const sources = fluxSources(state.objects);
  const next: Found[] = [];
  for (const { resource, folder, reads, group, isInTree } of found) {
    const { group: apiGroup, kind } = currentId(resource);
    const context = { files, sources, remote: options.remote, folder, reads, file: resource.file };
    if (apiGroup === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') {
      const release = fluxRelease(resource, { ...context, objects: [...group, ...state.objects] });
      state.releases.push({ release, isInTree });
    } else if (apiGroup === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
      const tree = fluxTree(resource, { ...context, objects: state.objects });
      if (tree) next.push(...added(tree, state));
    } else if (apiGroup === 'argoproj.io' && (kind === 'Application' || kind === 'ApplicationSet')) {
      const applications =
        kind === 'Application'
          ? [{ tree: resource.tree, words: [], unknowns: [] }]
          : applicationsOf(resource, { files, remote: options.remote, problems });
      for (const { tree, words, unknowns } of applications) {
        const made = argoApplication(tree, { ...context, kind, words, unknowns });
        state.releases.push(...made.releases.map((release) => ({ release, isInTree })));
        next.push(...made.trees.flatMap((each) => added(each, state)));
      }
    }
  }
  state.objects.push(...next.map(({ resource }) => resource));
  return next;
}

/** A folder that is deployed, with the objects that are in it. */
function added(tree: DeployedTree, state: State): Found[] {
  const { deployer, folder } = tree;
  const key = `${deployer.by} ${deployer.kind} ${deployer.namespace}/${deployer.name} ${folder}`;
  if (state.trees.has(key) || state.trees.size >= maxTrees) return [];
  state.trees.set(key, tree);
  if (!state.interest.isFolder(folder)) return [];
  const built = buildKustomization(state.files, folder, treeOptions(tree, state.options));
  const { resources: group, reads } = built;
  return group.map((resource): Found => ({ resource, folder, reads, group, isInTree: true }));
}

function treeOptions({ adapt, finish, environment }: DeployedTree, { charts }: GitOpsOptions): KustomizeOptions {
  return { adapt, finish, environment: environment.folder, ...(charts ? { charts } : {}) };
}

/** The objects of a folder as its resource deploys it. */
export function renderTree(files: Files, tree: DeployedTree, options: GitOpsOptions = {}): Rendering {
  const rendering = renderKustomization(files, tree.folder, treeOptions(tree, options));
  return { ...rendering, problems: [...tree.problems, ...rendering.problems] };
}

/** What is found in a deployed folder is not told again from the kustomization that holds it. */
function distinct(all: State['releases']): Release[] {
  const keyOf = ({ deployer: { kind, name, at }, environment }: Release): string =>
    `${kind} ${name} ${at?.file ?? ''} ${at?.span.start ?? 0} ${environment.words.join(' ')}`;
  const inTrees = new Set(all.filter(({ isInTree }) => isInTree).map(({ release }) => keyOf(release)));
  return all.flatMap(({ release, isInTree }) => (isInTree || !inTrees.has(keyOf(release)) ? [release] : []));
}
