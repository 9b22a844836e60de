import type { Fact, FileFacts } from '../model/fact.ts';
import type { Kustomization } from '../model/artefact-fact.ts';
import type { Problem } from '../model/problem.ts';
import type { Located } from '../model/rule.ts';
import type { Alternative, Rendering } from '../model/rendering.ts';
import type { ChartNames } from '../rendering/names/chart-names.ts';
import { oncePer } from '../rules/vocabulary/lookup.ts';
import type { Files } from '../rendering/files.ts';
import type { Made, Renderer, RenderRoot } from '../rendering/renderer.ts';
import { roleOf } from '../workspace/policy.ts';
import { openSlices } from '../workspace/slices.ts';
import { chartFileOf, chartsIn, keyOf, overlaysIn } from './render-roots.ts';
import { neededFiles } from './needed-files.ts';
import { overriddenFiles } from './overridden.ts';
import { openRenderingFiles, type FileSource, type RenderingFiles } from './rendering-files.ts';
import {
  inProduction,
  isBelow,
  isInArchive,
  sentFacts,
  withoutReplaced,
  type SentAlternative,
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

/** The facts of what charts and overlays are rendered to, kept current over the facts that the files themselves give. */
export interface Renderings {
  /** Renders all roots; with `within`, those that hold one of these files. */
  fill(within?: ReadonlySet<string>): Promise<void>;
  /** Renders again what is made from these files; while a document is typed in, only what is near it. */
  refresh(files: readonly string[], options?: { readonly isTyping?: boolean }): Promise<void>;
  /** The facts of a file with those of what it is rendered to. */
  with(own: FileFacts): FileFacts;
  /** Files whose objects a file gives values to, or is a helper of. */
  decidedBy(file: string): readonly string[];
  /** Files that decide something of an object that another file writes; they may have no fact of their own. */
  deciding(): Iterable<string>;
  /** Whether a file is of a chart that is published for others: of one of several, and nothing here deploys it. */
  isPublished(file: string): boolean;
  /** The facts of a template with the values of environments other than production, by their values file. */
  others(file: string): ReadonlyMap<string, readonly Fact[]>;
  /** What other values would give in place of the objects of a file, or beside them. */
  alternatives(file: string): readonly SentAlternative[];
  /** Mistakes at which Helm or Kustomize would stop, in one file or in all. */
  mistakes(file: string | undefined): readonly Problem[];
  /** What is made from a file, with the values, templates and patches of now; rendered when it is asked for. */
  of(file: string): Promise<readonly Rendering[]>;
  /** The values and named templates of the charts that a file belongs to. */
  names(file: string): Promise<readonly ChartNames[]>;
  forget(files: Iterable<string>): void;
}

/** Kustomizations of a workspace of which we follow what Flux and Argo CD deploy: each is built for what it may name. */
const mostKustomizations = 400;

/** So many charts that nothing deploys make a collection for others. */
const collection = 3;

/** Overlays for other environments that are looked at for what they make of a file. */
const mostOthers = 60;

export function openRenderings(ports: RenderingPorts): Renderings {
  /** What was made of each root, by its key. */
  const made = new Map<string, SentFacts>();
  /** The facts that files themselves give. */
  const own = new Map<string, FileFacts>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = queue.then(step);
    queue = turn.catch(() => {});
    return turn;
  };

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

  /** Values files elsewhere that a chart is deployed with. */
  const valuesOf = ({ by, folder }: RenderRoot): readonly string[] =>
    by === 'helm'
      ? [...made.values()].flatMap(({ charts }) =>
          charts.filter(({ root }) => root === folder).flatMap(({ values }) => values),
        )
      : [];
  /** The names of charts, as of a version of the texts. */
  const named = new Map<string, { readonly texts: string; readonly names: ChartNames }>();
  const namesOf = async (root: RenderRoot): Promise<ChartNames> => {
    const texts = `${ports.texts()} ${valuesOf(root).join(' ')}`;
    let known = named.get(root.folder);
    if (known?.texts !== texts) {
      const renderer = await ports.renderer();
      const files = openRenderingFiles(ports);
      await files.read(needs(root, files));
      const { result } = await files.run((each) => renderer.names(each, root.folder, { values: valuesOf(root) }));
      known = { texts, names: result };
      named.set(root.folder, known);
    }
    const { names } = known;
    const { folder } = root;
    const readBy = [...made].flatMap(([key, { charts }]) =>
      charts.filter(({ folders }) => folders.includes(folder)).map((each) => ({ ...each, isOwn: key === keyOf(root) })),
    );
    // A chart that includes it may read its values; what deploys it gives some.
    const isIncluded = readBy.some((each) => each.by === 'helm' && each.root !== folder);
    return {
      ...names,
      unused: isIncluded ? [] : names.unused,
      unset: readBy.every(({ isOwn }) => isOwn) ? names.unset : [],
    };
  };

  /** Whether something else deploys a chart or an overlay, with values and changes of its own. */
  const isDeployedBy = (root: RenderRoot) => {
    const file = chartFileOf(root.folder);
    return [...made].some(
      ([key, { reads, deployed }]) =>
        deployed.has(keyOf(root)) || (root.by === 'helm' && key.startsWith('kustomize ') && reads.has(file)),
    );
  };
  /** Renders the roots that are asked for, and forgets those that are gone. */
  const renderAgain = async (
    isAsked: (root: RenderRoot, before: SentFacts | undefined) => boolean,
    isTyping = false,
  ) => {
    const all = roots();
    if (all.length === 0 && made.size === 0) return;
    const keys = new Set(all.map(keyOf));
    for (const [key, before] of made)
      if (!keys.has(key)) {
        made.delete(key);
        takeAll(filesOf(before));
      }
    const asked = all.filter((root) => isAsked(root, made.get(keyOf(root))));
    if (asked.length === 0) return;
    const { render } = await ports.renderer();
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
      const step = (each: Files) => {
        const renderings = render(each, root);
        return { renderings, alternatives: alternativesIn(renderings, ports.missed) };
      };
      const ran = await files.run(step).catch((error: unknown) => ports.failed(root, error));
      if (!ran) continue;
      const { result, asked: reads } = ran;
      const { renderings, alternatives } = result;
      const next = sentFacts(renderings, { asked: reads, texts: files.texts, alternatives });
      // While a template is typed in, the last good rendering stays.
      const isBroken = isTyping && next.mistakes.length > 0 && next.replaced.size === 0;
      const after = before && isBroken ? { ...before, mistakes: next.mistakes } : next;
      made.set(keyOf(root), after);
      takeAll([...filesOf(before), ...filesOf(after)]);
    }
    const was = overridden;
    overridden = overriddenFiles({ kustomizations: ports.kustomizations(), isReplaced, own: (file) => own.get(file) });
    takeAll([...was, ...overridden].filter((file) => !(was.has(file) && overridden.has(file))));
  };
  const concerns = (root: RenderRoot, before: SentFacts | undefined, file: string) =>
    before?.reads.has(file) === true ||
    before?.folders.some((folder) => file.startsWith(folder)) === true ||
    (root.by === 'gitops'
      ? (own.get(file)?.facts.some(({ kind }) => kind === 'deployer') ?? false)
      : isBelow(file, root.folder));

  return {
    fill: (within) =>
      inTurn(() => renderAgain(({ folder }) => !within || [...within].some((file) => isBelow(file, folder)))),
    refresh: (files, { isTyping = false } = {}) =>
      inTurn(() =>
        renderAgain((root, before) => {
          // What deploys charts may be anywhere: it is read again when a file is saved.
          if (isTyping && root.by === 'gitops') return false;
          return (!before && !isTyping) || files.some((file) => concerns(root, before, file));
        }, isTyping),
      ),
    with(facts) {
      own.set(facts.file, facts);
      return compose(facts);
    },
    decidedBy(file) {
      const others = new Set<string>();
      for (const { deciding, facts } of made.values())
        if (deciding.has(file)) for (const each of facts.keys()) others.add(each);
      others.delete(file);
      return [...others].sort();
    },
    deciding: () => new Set([...made.values()].flatMap(({ deciding }) => [...deciding])),
    isPublished(file) {
      const own = [...made].filter(([key]) => key.startsWith('helm '));
      return own.length >= collection && own.some(([, root]) => root.replaced.has(file) && root.isUndeployed);
    },
    others(file) {
      const found = [...made.values()].flatMap(({ others, replaced }) =>
        replaced.has(file) ? [...others].map(([name, facts]) => [name, facts.get(file) ?? []] as const) : [],
      );
      return new Map(found);
    },
    alternatives: (file) =>
      [...made.values()].flatMap(({ alternatives, facts }) => (facts.has(file) ? alternatives : [])),
    mistakes: (file) =>
      [...made.values()].flatMap(({ mistakes }) => mistakes.filter((each) => file === undefined || each.file === file)),
    of: (file) =>
      inTurn(async () => {
        const concerned = roots().filter((root) => concerns(root, made.get(keyOf(root)), file));
        if (concerned.length === 0) return [];
        const { render } = await ports.renderer();
        const files = openRenderingFiles(ports);
        const all: Rendering[] = [];
        const others = overlaysIn(ports.kustomizations(), () => true).filter((root) => !made.has(keyOf(root)));
        for (const root of [...concerned, ...others.slice(0, mostOthers)]) {
          await files.read(needs(root, files));
          const { result } = await files.run((each) => render(each, root));
          all.push(...result.filter(({ reads }) => concerned.includes(root) || reads.includes(file)));
        }
        return all;
      }),
    names: (file) =>
      inTurn(async () => {
        const all: ChartNames[] = [];
        for (const root of roots())
          if (root.by === 'helm' && (concerns(root, made.get(keyOf(root)), file) || valuesOf(root).includes(file)))
            all.push(await namesOf(root));
        return all;
      }),
    forget(files) {
      for (const file of files) own.delete(file);
    },
  };
}

/** What single values leave out of what production gets. */
function alternativesIn(renderings: readonly Made[], missed: readonly string[]): readonly Alternative[] {
  return inProduction(renderings).flatMap(({ alternatives }) => alternatives?.(missed) ?? []);
}

/** Overlays that share a base make the same of it. */
function distinct(facts: readonly Fact[]): readonly Fact[] {
  return facts.length < 2 ? facts : [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

const turns: readonly RenderRoot['by'][] = ['gitops', 'kustomize', 'helm'];

/** Files whose facts a root changes. */
function filesOf(sent: SentFacts | undefined): readonly string[] {
  return sent ? [...sent.facts.keys(), ...sent.replaced] : [];
}
