import type { FileFacts } from '../model/fact.ts';
import type { Problem } from '../model/problem.ts';
import type { Rendering } from '../model/rendering.ts';
import { folderOf } from '../production/modules/paths.ts';
import type { ChartNames } from '../rendering/names/chart-names.ts';
import type { RenderRoot } from '../rendering/renderer.ts';
import { openMadeRoots, type RenderingPorts } from './made-roots.ts';
import { keyOf, overlaysIn } from './render-roots.ts';
import { openRenderingFiles } from './rendering-files.ts';
import { isBelow, type OtherEnvironment, type SentAlternative } from './sent-facts.ts';

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
  /**
   * Whether a file is of a chart of which it is not known how production has it: it is published for others, as one of several that
   * nothing here deploys, or an overlay for another environment is all that deploys it.
   */
  isUndeployed(file: string): { readonly only?: string } | undefined;
  /** What other environments than production make of a file, and each of several that are production. */
  others(file: string): readonly OtherEnvironment[];
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

/** So many charts that nothing deploys make a collection for others. */
const collection = 3;

/** Overlays for other environments that are looked at for what they make of a file. */
const mostOthers = 60;

export function openRenderings(ports: RenderingPorts): Renderings {
  const all = openMadeRoots(ports);
  const { made } = all;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = queue.then(step);
    queue = turn.catch(() => {});
    return turn;
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
      await files.read(all.needs(root, files));
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

  return {
    fill: (within) =>
      inTurn(() => all.renderAgain(({ folder }) => !within || [...within].some((file) => isBelow(file, folder)))),
    refresh: (files, { isTyping = false } = {}) =>
      inTurn(() =>
        all.renderAgain(
          (root) => {
            // What deploys charts may be anywhere: it is read again when a file is saved.
            if (isTyping && root.by === 'gitops') return false;
            return (!made.has(keyOf(root)) && !isTyping) || files.some((file) => all.concerns(root, file));
          },
          { isTyping, changed: files },
        ),
      ),
    with: all.with,
    decidedBy(file) {
      const others = new Set<string>();
      for (const { deciding, facts } of made.values())
        if (deciding.has(file)) for (const each of facts.keys()) others.add(each);
      others.delete(file);
      return [...others].sort();
    },
    deciding: () => new Set([...made.values()].flatMap(({ deciding }) => [...deciding])),
    isUndeployed(file) {
      const charts = [...made].filter(([key]) => key.startsWith('helm '));
      const [, own] = charts.find(([, root]) => root.replaced.has(file) && root.isUndeployed) ?? [];
      if (!own) return undefined;
      const [only] = all.otherOverlays(file);
      if (only) return { only: folderOf(only.at.file) };
      return own.isPublished || charts.length >= collection ? {} : undefined;
    },
    others(file) {
      const own = [...made.values()].filter(({ replaced }) => replaced.has(file));
      const overlays = all.overlaysWith(file);
      // An overlay or release that has nothing of the file is about something else; values may turn the file's objects off.
      const isAbout = ({ by, facts }: OtherEnvironment) => by === 'values' || facts.has(file);
      return [...own.flatMap(({ others }) => others), ...overlays, ...all.otherOverlays(file)].filter(isAbout);
    },
    alternatives: (file) =>
      [...made.values()].flatMap(({ alternatives, facts }) => (facts.has(file) ? alternatives : [])),
    mistakes: (file) =>
      [...made.values()].flatMap(({ mistakes }) => mistakes.filter((each) => file === undefined || each.file === file)),
    of: (file) =>
      inTurn(async () => {
        const concerned = all.roots().filter((root) => all.concerns(root, file));
        if (concerned.length === 0) return [];
        const { render } = await ports.renderer();
        const files = openRenderingFiles(ports);
        const found: Rendering[] = [];
        const others = overlaysIn(ports.kustomizations(), () => true).filter((root) => !made.has(keyOf(root)));
        for (const root of [...concerned, ...others.slice(0, mostOthers)]) {
          await files.read(all.needs(root, files));
          const { result } = await files.run((each) => render(each, root));
          found.push(...result.filter(({ reads }) => concerned.includes(root) || reads.includes(file)));
        }
        return found;
      }),
    names: (file) =>
      inTurn(async () => {
        const found: ChartNames[] = [];
        for (const root of all.roots())
          if (root.by === 'helm' && (all.concerns(root, file) || valuesOf(root).includes(file)))
            found.push(await namesOf(root));
        return found;
      }),
    forget: all.forget,
  };
}
