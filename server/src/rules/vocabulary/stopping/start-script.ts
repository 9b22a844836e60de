import type { StartScript } from '../../../model/image-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { nearestTo } from '../workloads/pods.ts';

/**
 * The script of the workspace that an image starts by its path in the image: of the same name, copied or below the
 * Dockerfile's folder; one that stands elsewhere only where there is no other.
 */
export function findScript(
  path: string,
  copied: readonly string[],
  context: RuleContext,
): Located<StartScript> | undefined {
  const name = basename(path);
  const all = context.inWorkspace('start-script').filter(({ file }) => basename(file) === name);
  const sources = copied.map((source) => source.replace(/^\.?\//, '')).filter((source) => basename(source) === name);
  const taken = all.filter(({ file }) => sources.some((source) => file === source || file.endsWith(`/${source}`)));
  const candidates = taken.length > 0 ? taken : all;
  const folder = context.file.slice(0, context.file.lastIndexOf('/') + 1);
  const below = candidates.filter(({ file }) => file.startsWith(folder));
  if (below.length > 0) return nearestTo(context.file, below);
  return candidates.length === 1 ? candidates[0] : undefined;
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
