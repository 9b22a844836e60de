import type { Rendering } from '../model/rendering.ts';
import type { Files } from './files.ts';
import { renderKustomization } from './kustomize/render.ts';
import type { Renderer, RenderRoot } from './renderer.ts';

/** Renders charts with the values of each environment, and overlays. */
export const renderer: Renderer = { render };

function render(files: Files, { by, folder }: RenderRoot): readonly Rendering[] {
  return by === 'kustomize' ? [renderKustomization(files, folder)] : [];
}
