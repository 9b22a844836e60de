import type { ProductionPicture } from '../model/production.ts';
import type { ProductionInput } from '../production/input.ts';
import { drawPicture } from '../production/production.ts';

/** What the picture of an index is drawn from, with the version that it has. */
export interface PictureSource extends Pick<ProductionInput, 'facts' | 'workspaceName'> {
  version(): number;
  paths(): Iterable<string>;
}

/** Draws the production picture of an index when it is asked for, and again when something has changed. */
export function openPicture({ version, paths, facts, workspaceName }: PictureSource): () => ProductionPicture {
  let last: { readonly version: number; readonly picture: ProductionPicture } | undefined;
  return () => {
    const now = version();
    if (last?.version !== now)
      last = { version: now, picture: drawPicture({ paths: new Set(paths()), facts, workspaceName }) };
    return last.picture;
  };
}
