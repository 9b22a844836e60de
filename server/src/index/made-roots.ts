import type { FileFacts } from '../model/fact.ts';
import type { Kustomization } from '../model/artefact-fact.ts';
import type { Alternative, Rendering } from '../model/rendering.ts';
import type { Located } from '../model/rule.ts';
import type { Files } from '../rendering/files.ts';
import type { Made, Renderer, RenderRoot } from '../rendering/renderer.ts';
import { folderOf } from '../production/modules/paths.ts';
import { oncePer } from '../rules/vocabulary/lookup.ts';
import { roleOf } from '../workspace/policy.ts';
import { openSlices } from '../workspace/slices.ts';
import { openOtherOverlays } from './other-environments.ts';
import { neededFiles } from './needed-files.ts';
import { overriddenFiles } from './overridden.ts';
import { chartFileOf, chartsIn, keyOf, overlaysIn } from './render-roots.ts';
import { openRenderingFiles, type FileSource, type RenderingFiles } from './rendering-files.ts';
import {
  distinct,
  inProduction,
  isBelow,
  isInArchive,
  sentFacts,
  withoutReplaced,
  type OtherEnvironment,
  type SentFacts,
} from './sent-facts.ts';

export interface RenderingPorts extends FileSource {
  /** Loads what renders; asked where there is something to render. */
  renderer(): Promise<Renderer>;
  /** Changes with each path that comes or goes. */
  listing(): number;
  /** Whether the files of a root count: not those of tests and examples, unless all is asked for. */
  isRead(root: RenderRoot): boolean;
  /** Whether resources of Flux or Argo CD in the workspace deploy something. */
  isGitOps(): boolean;
  /** The kustomizations of the workspace. */
  kustomizations(): readonly Located<Kustomization>[];
  /** Grows whenever a text may be another. */
  texts(): number;
  /** Is told that a root could not be rendered: what was known of it stays. */
  failed(root: RenderRoot, error: unknown): void;
  /** Keys and kinds that rules find missing. */
  readonly missed: readonly string[];
  /** Takes the facts of a file that have changed. */
  take(facts: FileFacts): void;
}

/** What is rendered again. */
export interface RenderingAgain {
  readonly isTyping?: boolean;
  /** Files that have changed; all where they are not named. */
  readonly changed?: readonly string[];
}

/** What was made of charts, overlays and releases, and the facts of files with those of what they are rendered to. */
export interface MadeRoots {
  /** What was made of each root, by its key. */
  readonly made: ReadonlyMap<string, SentFacts>;
  /** All that there is to render. */
  roots(): readonly RenderRoot[];
  /** Renders the roots that are asked for, and forgets those that are gone. */
  renderAgain(isAsked: (root: RenderRoot) => boolean, options?: RenderingAgain): Promise<void>;
  /** What each overlay for production makes of a file. */
  overlaysWith(file: string): readonly OtherEnvironment[];
  /** What overlays for other environments make of a file, and those that alone deploy the chart that it is of. */
  otherOverlays(file: string): readonly OtherEnvironment[];
  /** Whether a change of a file may change what a root is rendered to. */
  concerns(root: RenderRoot, file: string): boolean;
  /** The texts that rendering a root begins with. */
  needs(root: RenderRoot, files: RenderingFiles): Iterable<string>;
  /** The facts of a file with those of what it is rendered to. */
  with(own: FileFacts): FileFacts;
  forget(files: Iterable<string>): void;
}

/** Kustomizations of a workspace of which we follow what Flux and Argo CD deploy: each is built for what it may name. */
const mostKustomizations = 400;

export function openMadeRoots(ports: RenderingPorts): MadeRoots {
  /** What was made of each root, by its key. */
  const made = new Map<string, SentFacts>();
  /** The facts that files themselves give. */
  const own = new Map<string, FileFacts>();
  let overridden: ReadonlySet<string> = new Set();
  const isReplaced = (file: string) => [...made.values()].some(({ replaced }) => replaced.has(file));

  let charts: { readonly listing: number; readonly roots: readonly RenderRoot[] } | undefined;
  const overlays = oncePer((all: readonly Located<Kustomization>[]) => overlaysIn(all));
  /** A keystroke must not go through all paths. */
  const chartRoots = () => {
    if (charts?.listing !== ports.listing())
      charts = { listing: ports.listing(), roots: chartsIn(ports.paths()).filter(ports.isRead) };
    return charts.roots;
  };
  const roots = (): RenderRoot[] => [
    ...chartRoots(),
    ...overlays(ports.kustomizations()),
    ...(ports.isGitOps() && ports.kustomizations().length <= mostKustomizations
      ? [{ by: 'gitops', folder: '' } as const]
      : []),
  ];
  const needs = (root: RenderRoot, files: RenderingFiles) => neededFiles(root, files, ports.kustomizations());
  const compose = (facts: FileFacts): FileFacts => {
    const { file } = facts;
    const added = distinct([...made.values()].flatMap((each) => each.facts.get(file) ?? []));
    const isDropped = isReplaced(file) || overridden.has(file);
    if (!isDropped && added.length === 0) return facts;
    const kept = isDropped ? withoutReplaced(facts.facts) : facts.facts;
    return { ...facts, facts: [...kept, ...added].sort((a, b) => a.span.start - b.span.start) };
  };
  const takeAll = (files: Iterable<string>) => {
    for (const file of new Set(files)) {
      // A file that was read for the rendering alone need not be one with facts.
      const facts = own.get(file) ?? { file, role: isInArchive(file) ? 'vendored' : roleOf(file), facts: [] };
      own.set(file, facts);
      ports.take(compose(facts));
    }
  };

  const others = openOtherOverlays({
    kustomizations: ports.kustomizations,
    renderer: ports.renderer,
    needs,
    isReplaced,
    charts: () =>
      [...made].flatMap(([key, { isUndeployed }]) => (key.startsWith('helm ') && isUndeployed ? [key] : [])),
  });

  /** Whether something else deploys a chart or an overlay, with values and changes of its own. */
  const isDeployedBy = (root: RenderRoot) => {
    const file = chartFileOf(root.folder);
    return [...made].some(
      ([key, { reads, deployed }]) =>
        deployed.has(keyOf(root)) || (root.by === 'helm' && key.startsWith('kustomize ') && reads.has(file)),
    );
  };
  const renderAgain = async (
    isAsked: (root: RenderRoot) => boolean,
    { isTyping = false, changed }: RenderingAgain = {},
  ) => {
    const all = roots();
    if (all.length === 0 && made.size === 0) return;
    const keys = new Set(all.map(keyOf));
    for (const [key, before] of made)
      if (!keys.has(key)) {
        made.delete(key);
        takeAll(filesOf(before));
      }
    const asked = all.filter((root) => isAsked(root));
    const files = openRenderingFiles(ports);
    const pause = openSlices();
    // What is sent with changes is known by those that deploy it.
    for (const root of asked.toSorted((a, b) => turns.indexOf(a.by) - turns.indexOf(b.by))) {
      await pause();
      if (isDeployedBy(root)) {
        const known = made.get(keyOf(root));
        made.delete(keyOf(root));
        takeAll(filesOf(known));
        continue;
      }
      const before = made.get(keyOf(root));
      await files.read(needs(root, files));
      const { render } = await ports.renderer();
      const step = (each: Files) => {
        const renderings = render(each, root);
        return { renderings, alternatives: alternativesIn(renderings, ports.missed) };
      };
      const ran = await files.run(step).catch((error: unknown) => ports.failed(root, error));
      if (!ran) continue;
      const { result, asked: reads } = ran;
      const { renderings, alternatives } = result;
      const absent = await absentPaths(renderings, files);
      const next = sentFacts(renderings, { asked: reads, texts: files.texts, alternatives, absent });
      // While a template is typed in, the last good rendering stays.
      const isBroken = isTyping && next.mistakes.length > 0 && next.replaced.size === 0;
      const after = before && isBroken ? { ...before, mistakes: next.mistakes } : next;
      made.set(keyOf(root), after);
      takeAll([...filesOf(before), ...filesOf(after)]);
    }
    await others.refresh(files, changed);
    const was = overridden;
    overridden = overriddenFiles({ kustomizations: ports.kustomizations(), isReplaced, own: (file) => own.get(file) });
    takeAll([...was, ...overridden].filter((file) => !(was.has(file) && overridden.has(file))));
  };
  return {
    made,
    roots,
    renderAgain,
    needs,
    concerns(root, file) {
      const before = made.get(keyOf(root));
      if (before?.reads.has(file) || before?.folders.some((folder) => file.startsWith(folder))) return true;
      if (root.by !== 'gitops') return isBelow(file, root.folder);
      return own.get(file)?.facts.some(({ kind }) => kind === 'deployer') ?? false;
    },
    overlaysWith(file) {
      const found = [...made].filter(([key, { facts }]) => key.startsWith('kustomize ') && facts.has(file));
      if (found.length < 2) return [];
      const byKey = new Map(ports.kustomizations().map((each) => [`kustomize ${folderOf(each.file)}`, each.file]));
      return found.flatMap(([key, { facts }]): OtherEnvironment[] => {
        const overlay = byKey.get(key);
        return overlay === undefined
          ? []
          : [{ at: { file: overlay, span: { start: 0, end: 0 } }, by: 'overlay', facts }];
      });
    },
    otherOverlays(file) {
      return [...others.all()].filter(({ facts }) => facts.has(file));
    },
    with(facts) {
      own.set(facts.file, facts);
      return compose(facts);
    },
    forget(files) {
      for (const file of files) own.delete(file);
    },
  };
}

/** Paths that are missing, and not only left out of what is read. */
async function absentPaths(renderings: readonly Rendering[], files: RenderingFiles): Promise<ReadonlySet<string>> {
  const absent = new Set<string>();
  for (const { problems } of renderings)
    for (const { path } of problems) if (path !== undefined && !(await files.isThere(path))) absent.add(path);
  return absent;
}

/** Values that are tried for one root: charts with more switches for what rules look for have not been seen. */
const mostTried = 150;

/** What single values leave out of what production gets. */
function alternativesIn(renderings: readonly Made[], missed: readonly string[]): readonly Alternative[] {
  const tries = { left: mostTried };
  return inProduction(renderings).flatMap(({ alternatives }) => alternatives?.(missed, tries) ?? []);
}

const turns: readonly RenderRoot['by'][] = ['gitops', 'kustomize', 'helm'];

/** Files whose facts a root changes. */
function filesOf(sent: SentFacts | undefined): readonly string[] {
  return sent ? [...sent.facts.keys(), ...sent.replaced] : [];
}
