import type { WorkspaceIndex } from './index/workspace-index.ts';
import type { ProductionPicture } from './model/production.ts';
import { drawPicture } from './production/production.ts';

/** Draws the production picture of an index when it is asked for, and again when something has changed. */
export function openPicture(
  index: Pick<WorkspaceIndex, 'version' | 'paths' | 'inWorkspace'>,
  workspaceName: string,
): () => ProductionPicture {
  let last: { readonly version: number; readonly picture: ProductionPicture } | undefined;
  return () => {
    const { version } = index;
    if (last?.version !== version) {
      const picture = drawPicture({ paths: new Set(index.paths()), facts: index.inWorkspace, workspaceName });
      last = { version, picture };
    }
    return last.picture;
  };
}
