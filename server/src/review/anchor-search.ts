import type { NoteAnchor, NotePlacement } from '../model/review.ts';
import { placeStrictly } from './anchors.ts';

/** Where anchors are looked for when their own file is gone. */
export interface Elsewhere {
  /** All paths of the workspace. */
  readonly paths: Iterable<string>;
  text(file: string): Promise<string | undefined>;
}

/** Files that are read for one anchor at most. */
const maxFiles = 150;

/**
 * Finds an anchor whose file is gone in the file that has taken its place: the same name in another folder, or another name beside it.
 * Most of its surroundings must be there, in one file only; else it is lost, with the file where it might be.
 */
export async function findElsewhere(
  anchor: NoteAnchor,
  { paths, text }: Elsewhere,
): Promise<NotePlacement & { readonly file?: string }> {
  const found: { file: string; placement: NotePlacement }[] = [];
  for (const file of candidates(anchor.file, paths)) {
    const content = await text(file);
    if (content === undefined) continue;
    const placement = placeStrictly(anchor, content);
    if (placement) found.push({ file, placement });
  }
  const [only, second] = found;
  if (only && !second)
    return { ...only.placement, file: only.file, ...(only.placement.state === 'placed' ? { from: anchor.file } : {}) };
  return {
    state: 'lost',
    reason: only ? 'its file is gone, and several files look like it' : 'its file is no longer there',
  };
}

/** Files of the same name first, then those of the same kind, the nearest folders first. */
function candidates(file: string, paths: Iterable<string>): string[] {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const extension = base.includes('.') ? base.slice(base.lastIndexOf('.')) : undefined;
  const folders = file.split('/').slice(0, -1);
  const near: { path: string; rank: number }[] = [];
  for (const path of paths) {
    if (path === file) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const same = name === base;
    if (!same && (extension === undefined ? true : !name.endsWith(extension))) continue;
    const parts = path.split('/').slice(0, -1);
    let common = 0;
    while (common < folders.length && folders[common] === parts[common]) common++;
    const apart = folders.length + parts.length - 2 * common;
    near.push({ path, rank: apart - (same ? 100 : 0) });
  }
  return near
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxFiles)
    .map(({ path }) => path);
}
