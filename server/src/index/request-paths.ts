import type { FactKind } from '../model/fact.ts';
import type { ProductionPicture } from '../model/production.ts';
import { drawPaths, type RequestPaths } from '../production/paths/paths.ts';
import type { PictureSource } from './picture.ts';

interface PathSource extends Pick<PictureSource, 'paths' | 'facts'> {
  /** Changes with each path that comes or goes. */
  listing(): number;
}

interface Last {
  readonly listing: number;
  readonly picture: ProductionPicture;
  /** What it was drawn from: the index gives the same list for as long as no fact of a kind changes. */
  readonly lists: ReadonlyMap<FactKind, unknown>;
  readonly drawn: RequestPaths;
}

/** Draws the ways of requests of an index when one is asked for, and again when something that they are drawn from has changed. */
export function openRequestPaths(
  { listing, paths, facts }: PathSource,
  production: () => ProductionPicture,
): RequestPaths['onPath'] {
  let last: Last | undefined;
  const draw = (picture: ProductionPicture): Last => {
    const lists = new Map<FactKind, unknown>();
    const drawn = drawPaths(
      {
        paths: new Set(paths()),
        facts(kind) {
          const list = facts(kind);
          lists.set(kind, list);
          return list;
        },
      },
      picture,
    );
    return { listing: listing(), picture, lists, drawn };
  };
  return (file, span) => {
    const picture = production();
    const isSame =
      last?.listing === listing() &&
      last.picture === picture &&
      [...last.lists].every(([kind, list]) => facts(kind) === list);
    if (!last || !isSame) last = draw(picture);
    return last.drawn.onPath(file, span);
  };
}
