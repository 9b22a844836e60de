import type { Renderer } from './renderer.ts';

/** All that we render. */
export const renderer: Renderer = { roots: () => [], render: () => [] };
