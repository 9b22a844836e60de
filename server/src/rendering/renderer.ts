import type { Rendering } from '../model/rendering.ts';
import type { Files } from './files.ts';

/** Renders what a workspace has of charts and the like; pure over the files that it is given. */
export interface Renderer {
  /** Folders with something to render by itself, in the order of their paths. */
  roots(paths: Iterable<string>): readonly string[];
  /** What a root is rendered to, once for each environment that the workspace has values for. */
  render(files: Files, root: string): readonly Rendering[];
}
