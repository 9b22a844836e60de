import type { ProductionPicture } from '../model/production.ts';
import { drawPaths, type RequestPaths } from '../production/paths/paths.ts';
import type { PictureSource } from './picture.ts';

interface PathSource extends Pick<PictureSource, 'paths' | 'facts'> {
  /** Changes with each change of a fact or path. */
  version(): number;
}

/** Draws the ways of requests of an index when one is asked for, and again when something has changed. */
export function openRequestPaths(
  { version, paths, facts }: PathSource,
  production: () => ProductionPicture,
): RequestPaths['onPath'] {
  let last: { readonly version: number; readonly drawn: RequestPaths } | undefined;
  return (file, span) => {
    const now = version();
    if (last?.version !== now)
      last = { version: now, drawn: drawPaths({ paths: new Set(paths()), facts }, production()) };
    return last.drawn.onPath(file, span);
  };
}
