import type { Kustomization } from '../model/artefact-fact.ts';
import type { Located } from '../model/rule.ts';
import { folderOf } from '../production/modules/paths.ts';
import type { Renderer, RenderRoot } from '../rendering/renderer.ts';
import { reachedFiles } from './overridden.ts';
import { keyOf, overlaysIn } from './render-roots.ts';
import type { RenderingFiles } from './rendering-files.ts';
import { factsByFile, isProductionFolder, isSure, type OtherEnvironment } from './sent-facts.ts';

/** An overlay that is not for production. */
export interface OtherOverlay extends OtherEnvironment {
  /** Files that it was made from. */
  readonly reads: ReadonlySet<string>;
}

/** Overlays that are looked at for what they make of the same files: more of them tell no more. */
const mostOthers = 60;

export interface OverlayPorts {
  kustomizations(): readonly Located<Kustomization>[];
  renderer(): Promise<Renderer>;
  needs(root: RenderRoot, files: RenderingFiles): Iterable<string>;
  /** Files that are rendered for production. */
  isReplaced(file: string): boolean;
  /** Charts that nothing in production deploys. */
  charts(): readonly string[];
}

/** What overlays for other environments make of the files that production is made from, and of charts that nothing else deploys. */
export interface OtherOverlays {
  /** Builds those that are made from one of these files; all where none is named. */
  refresh(files: RenderingFiles, changed?: readonly string[]): Promise<void>;
  all(): Iterable<OtherOverlay>;
}

export function openOtherOverlays(ports: OverlayPorts): OtherOverlays {
  const known = new Map<string, OtherOverlay>();
  /** Overlays for other environments that have to do with what is judged. */
  const roots = async (files: RenderingFiles): Promise<RenderRoot[]> => {
    const kustomizations = ports.kustomizations();
    const byFolder = new Map(kustomizations.map((each) => [folderOf(each.file), each]));
    const candidates = overlaysIn(kustomizations, (folder) => !isProductionFolder(folder));
    const charts = ports.charts();
    if (charts.length > 0) await files.read(candidates.flatMap(({ folder }) => byFolder.get(folder)?.file ?? []));
    const concerned = candidates.filter(({ folder }) => {
      const own = byFolder.get(folder);
      if (!own) return false;
      if (charts.length > 0 && files.texts.get(own.file)?.includes('helmCharts')) return true;
      return reachedFiles(own, byFolder).some(ports.isReplaced);
    });
    return concerned.slice(0, mostOthers);
  };
  return {
    all: () => known.values(),
    async refresh(files, changed) {
      const wanted = await roots(files);
      const keys = new Set(wanted.map(keyOf));
      for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
      const asked = wanted.filter((root) => {
        const before = known.get(keyOf(root));
        return !before || !changed || changed.some((file) => before.reads.has(file));
      });
      if (asked.length === 0) return;
      const { render } = await ports.renderer();
      for (const root of asked) {
        await files.read(ports.needs(root, files));
        const ran = await files.run((each) => render(each, root)).catch(() => undefined);
        if (!ran) continue;
        const { result, asked: reads } = ran;
        const at = ports.kustomizations().find(({ file }) => folderOf(file) === root.folder);
        if (!at) continue;
        known.set(keyOf(root), {
          at: { file: at.file, span: { start: 0, end: 0 } },
          by: 'overlay',
          facts: factsByFile(result.filter(isSure), files.texts),
          reads: new Set([...reads, ...result.flatMap((each) => each.reads)]),
        });
      }
    },
  };
}
