import type { NoteAnchor, NotePlacement } from '../../model/review.ts';
import type { OtherPlace } from './anchors.ts';

/** Where anchors are looked for that their own file no longer has. */
export interface Elsewhere {
  /** All paths of the workspace. */
  readonly paths: Iterable<string>;
  /** Where the anchor is in a file, strictly; undefined where it is not. */
  within(file: string): Promise<OtherPlace | undefined>;
}

/** A place in a file that may be another than the anchor's. */
export type ElsewherePlace = NotePlacement & { readonly file?: string };

/** How much more of the surroundings one file must have than the next. */
const margin = 0.15;

/** Files that are read for one anchor at most. */
const maxFiles = 150;

/**
 * Finds an anchor whose file is gone in the file that has taken its place: the same name in another folder, or another name beside it.
 * Most of its surroundings must be there, in one file only; else it is lost, with the file where it might be.
 */
export async function findElsewhere(anchor: NoteAnchor, { paths, within }: Elsewhere): Promise<ElsewherePlace> {
  const found: (OtherPlace & { file: string })[] = [];
  for (const file of candidates(anchor.file, paths)) {
    const placed = await within(file);
    if (placed) found.push({ file, ...placed });
  }
  const [best, second] = found.sort((a, b) => b.share - a.share);
  if (!best) return { state: 'lost', reason: 'its file no longer exists' };
  const { file, placement, share } = best;
  if (second && share - second.share < margin)
    return { state: 'lost', reason: 'its file no longer exists, and several files are similar' };
  return { ...placement, file, ...(placement.state === 'placed' ? { from: anchor.file } : {}) };
}

/**
 * Finds an anchor that has left its file in the one file that has its line now, together with those beside it; undefined where
 * there is none, or more than one.
 */
export async function findMoved(anchor: NoteAnchor, { paths, within }: Elsewhere): Promise<ElsewherePlace | undefined> {
  let found: ElsewherePlace | undefined;
  for (const file of candidates(anchor.file, paths)) {
    const placed = await within(file);
    if (!placed) continue;
    if (found) return undefined;
    found = { ...placed.placement, file, ...(placed.placement.state === 'placed' ? { from: anchor.file } : {}) };
  }
  return found;
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
