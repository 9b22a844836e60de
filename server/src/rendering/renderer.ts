import type { Alternative, Rendering } from '../model/rendering.ts';
import type { Files } from './files.ts';
import type { ChartNames } from './names/chart-names.ts';

/** A folder with something to render by itself. */
export interface RenderRoot {
  /** `gitops`: all that the resources of Flux and Argo CD in it deploy. */
  readonly by: Rendering['by'] | 'gitops';
  readonly folder: string;
}

/** How many values may still be tried, for several renderings together. */
export interface Tries {
  left: number;
}

/** What was rendered, and what other values would make of it. */
export interface Made extends Rendering {
  /**
   * What single values would change by which a condition leaves out a key or kind of these names; absent where no chart is rendered.
   * Each is rendered: it has the name that was missing.
   */
  readonly alternatives?: (words: readonly string[], tries: Tries) => readonly Alternative[];
}

/** Renders what a workspace has of charts and overlays; pure over the files that it is given. */
export interface Renderer {
  /** What a root is rendered to, once for each environment that the workspace has values for. */
  render(files: Files, root: RenderRoot): readonly Made[];
  /** How the values and named templates of the chart in a folder are connected; `values` are files that it is deployed with. */
  names(files: Files, chart: string, options: { readonly values: readonly string[] }): ChartNames;
}
