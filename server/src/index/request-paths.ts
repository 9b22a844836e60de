import type { ProductionPicture } from '../model/production.ts';
import { drawPaths, type RequestPaths } from '../production/paths/paths.ts';
import type { PictureSource } from './picture.ts';

/** Draws the ways of requests of an index when one is asked for, and again when something has changed. */
export function openRequestPaths(
  { version, paths, facts }: Pick<PictureSource, 'version' | 'paths' | 'facts'>,
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
